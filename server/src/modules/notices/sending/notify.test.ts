import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeNoticeSettings, markOwnNotices, readOwnNotices, readOwnSettings } from '../inbox/inbox.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '../testing/notices-house.ts';
import { handOver } from './hand-over.ts';
import { notify, settleNotices, nextDigest, type Address } from './notify.ts';

let house: NoticesHouse;
let coordinator: Somebody, head: Somebody, secretary: Somebody, successor: Somebody;
let desk: number, seat: number;
const what = { th: 'ชุดข้อมูลอ่างเก็บน้ำเลยกำหนด', en: 'The dataset of reservoirs is late' };
const tell = (key: string, to: Address, more: object = {}) => house.test.db.tx((tx) => notify(tx, [{ kind: 'reminder', key, to, what, link: '/datasets', ...more }]));
const inbox = ({ accountId }: Somebody, query = {}) => house.test.db.tx((tx) => readOwnNotices(tx, accountId, query));
const told = async (...people: Somebody[]) => Promise.all(people.map(async (each) => (await inbox(each)).items.length));
const handOn = () => house.test.db.tx((tx) => handOver(tx));

beforeAll(async () => {
  house = await openNoticesHouse();
  [coordinator, head, secretary, successor] = [await house.person('coordinator'), await house.person('head'), await house.person('secretary'), await house.person('successor')];
  desk = await house.post('rid', 'ผู้ประสานงาน');
  await house.appoint(await house.post('rid', 'ผู้อำนวยการ', { responsible: true }), head);
  await house.grant(secretary, 'secretariat');
});
beforeEach(async () => {
  await house.forget();
  await house.run('delete from organisations.appointment where post_id = $1', [desk]);
  seat = await house.appoint(desk, coordinator);
});
afterAll(() => house?.test.close());

describe('a notice to a post', () => {
  it('comes to whoever holds it, once, with what to do, by when and where', async () => {
    const more = { todo: { th: 'ส่งรุ่นใหม่', en: 'Send a release' }, by: '2027-03-01' };
    expect(await tell('late:1', { postId: desk, agencyId: 'rid' }, more)).toEqual([{ key: 'late:1', reached: 'meant', people: 1 }]);
    expect(await tell('late:1', { postId: desk, agencyId: 'rid' }, more)).toEqual([]);
    expect(await inbox(coordinator)).toMatchObject({ unread: 1, agencies: ['rid'], items: [{ kind: 'reminder', what, todo: more.todo, by: '2027-03-01', link: '/datasets', agencyId: 'rid', via: 'meant', readAt: null }] });
    expect(await told(head, secretary)).toEqual([0, 0]);
  });

  it('goes to the successor, and no longer to who left before reading it', async () => {
    await tell('late:1', { postId: desk, agencyId: 'rid' });
    await house.leave(seat);
    await house.appoint(desk, successor);
    await handOn();
    expect(await told(coordinator, successor, head)).toEqual([0, 1, 0]);
    await tell('late:2', { postId: desk, agencyId: 'rid' });
    expect(await told(coordinator, successor)).toEqual([0, 2]);
  });

  it('that was read stays with who read it', async () => {
    await tell('late:1', { postId: desk, agencyId: 'rid' });
    await house.test.db.tx((tx) => markOwnNotices(tx, coordinator.accountId, { read: true }));
    await house.leave(seat);
    await house.appoint(desk, successor);
    await handOn();
    expect(await told(coordinator, successor)).toEqual([1, 0]);
  });

  it('that nobody holds goes to the head, and its sender is told', async () => {
    await house.leave(seat);
    expect(await tell('late:1', { postId: desk, agencyId: 'rid' }, { senderAccountId: successor.accountId })).toMatchObject([{ reached: 'head' }]);
    expect(await told(coordinator, head, secretary)).toEqual([0, 1, 0]);
    expect((await inbox(successor)).items).toMatchObject([{ kind: 'delivery', what: { th: expect.stringContaining('หัวหน้า'), en: expect.stringContaining('responsible') } }]);
  });

  it('of an agency without anybody goes to the secretariat, until somebody is appointed', async () => {
    const empty = await house.post('doa', 'ผู้ประสานงาน');
    expect(await tell('late:1', { postId: empty, agencyId: 'doa' })).toMatchObject([{ reached: 'secretariat' }]);
    expect(await told(secretary)).toEqual([1]);
    const appointed = await house.appoint(empty, successor);
    await handOn();
    expect(await told(secretary, successor)).toEqual([0, 1]);
    await house.leave(appointed);
  });
});

describe('a notice to a role', () => {
  it('comes to those who hold it by grant or by post, of that agency alone', async () => {
    const steward = await house.person('steward');
    const other = await house.person('other');
    await house.grant(steward, 'steward', 'rid');
    await house.grant(other, 'steward', 'doa');
    await house.run("update organisations.post set roles = '{steward}' where id = $1", [desk]);
    expect(await tell('late:1', { role: 'steward', agencyId: 'rid' })).toMatchObject([{ reached: 'meant', people: 2 }]);
    expect(await told(steward, coordinator, other)).toEqual([1, 1, 0]);
    await house.run("update organisations.post set roles = '{}' where id = $1", [desk]);
  });
});

describe('reading', () => {
  it('counts what is unread and not settled, marks it, and shows one agency alone', async () => {
    await tell('a', { accountId: coordinator.accountId }, { agencyId: 'rid' });
    await tell('b', { personId: coordinator.personId }, { agencyId: 'doa' });
    await tell('c', { accountId: coordinator.accountId });
    await house.test.db.tx((tx) => settleNotices(tx, 'reminder', ['c']));
    expect(await inbox(coordinator)).toMatchObject({ unread: 2, agencies: ['doa', 'rid'] });
    const { items: [only], ...rest } = await inbox(coordinator, { agency: 'rid', unread: true });
    expect(rest).toMatchObject({ next: null });
    expect(await house.test.db.tx((tx) => markOwnNotices(tx, coordinator.accountId, { ids: [only?.id as number], read: true }))).toEqual({ unread: 1 });
    expect(await house.test.db.tx((tx) => markOwnNotices(tx, successor.accountId, { ids: [only?.id as number], read: false }))).toEqual({ unread: 0 });
    expect((await inbox(coordinator, { unread: true })).items).toHaveLength(1);
  });
});

describe('when it is mailed', () => {
  const due = async (key: string) => (await house.run('select mail_mode, mail_due_at from notices.receipt r join notices.notice n on n.id = r.notice_id where n.key = $1', [key]))[0];
  const settings = (change: object) => house.test.db.tx((tx) => changeNoticeSettings(tx, coordinator.accountId, change));

  it('follows what each chose: at once, with the digest at 08:30 of a working day, never', async () => {
    await tell('a', { accountId: coordinator.accountId });
    await settings({ mail: [{ kind: 'reminder', mail: 'digest' }] });
    await tell('b', { accountId: coordinator.accountId });
    await settings({ mail: [{ kind: 'reminder', mail: 'never' }] });
    await tell('c', { accountId: coordinator.accountId });
    expect((await due('a')).mail_due_at <= new Date().toISOString()).toBe(true);
    expect((await due('b')).mail_due_at).toMatch(/T01:30:00/);
    expect(await due('c')).toEqual({ mail_mode: 'never', mail_due_at: null });
    expect((await house.test.db.tx((tx) => readOwnSettings(tx, coordinator.accountId))).kinds).toContainEqual(expect.objectContaining({ kind: 'reminder', mail: 'never', usual: 'at-once' }));
  });

  it('skips week ends and days off', async () => {
    await house.run("insert into calendar.day_off (day, kind, name_th, name_en, source, declared_by) values ('2027-03-01', 'declared', 'ก', 'a', 'x', 'test')");
    const next = (now: string) => house.test.db.tx((tx) => nextDigest(tx, new Date(now)));
    expect(await next('2027-02-25T01:00:00Z')).toBe('2027-02-25T01:30:00.000Z');
    expect(await next('2027-02-26T02:00:00Z')).toBe('2027-03-02T01:30:00.000Z');
  });

  it('waits for the end of quiet hours, over midnight too', async () => {
    const minute = Math.floor(((Date.now() + 7 * 3_600_000) % 86_400_000) / 60_000);
    const [from, to] = [(minute + 1439 - 60) % 1440, (minute + 120) % 1440];
    await settings({ quiet: { from, to } });
    await tell('a', { accountId: coordinator.accountId });
    const wait = Date.parse((await due('a')).mail_due_at) - Date.now();
    expect(wait / 60_000).toBeGreaterThan(117);
    expect(wait / 60_000).toBeLessThan(121);
    await expect(settings({ quiet: { from: 5, to: 5 } })).rejects.toMatchObject({ code: 'notices.quiet-hours-empty' });
    await settings({ quiet: null });
    await tell('b', { accountId: coordinator.accountId });
    expect((await due('b')).mail_due_at <= new Date().toISOString()).toBe(true);
  });
});
