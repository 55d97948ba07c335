import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSmtpMailer } from '#connectors/smtp/smtp-mailer.ts';
import { openMailServer } from '#connectors/smtp/testing/mail-server.ts';
import { systemClock } from '#kernel/clock.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { readPdfLines } from '#kernel/papers/testing/pdf-text.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { declareDayOff } from '#modules/calendar/index.ts';
import { readOwnNotices } from '#modules/notices/inbox/inbox.ts';
import { gather, sendDueMail } from '#modules/notices/mail/send-mail.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '#modules/notices/testing/notices-house.ts';
import { followCalendar } from '#modules/plans/calendar/follow-calendar.ts';
import { recordReleaseChange, remind, setDueDate } from '#modules/plans/index.ts';
import { routes } from '#modules/plans/routes.ts';
import { insertDataset, insertRelease, plansRooms } from '#modules/plans/testing/plans-database.ts';

const host = '127.0.0.1';
const log = openLog('test', 'silent');
let house: NoticesHouse;
let app: FastifyInstance;
let who: Principal = principalOf('secretariat');
let steward: Somebody, head: Somebody, secretary: Somebody;
let now = new Date();
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
const at = (day: string, hour = '09') => { now = new Date(`${day}T${hour}:00:00+07:00`); return now; };
const remindOn = (day: string, hour?: string) => remind(house.test.db, at(day, hour));
const inbox = async ({ accountId }: Somebody, query = {}) => (await house.test.db.tx((tx) => readOwnNotices(tx, accountId, query))).items;
const add = (slug: string, dueOn: string, agencyId = 'rid') => house.test.db.tx(async (tx) => {
  const id = await insertDataset(tx, slug, now.toISOString(), agencyId);
  await setDueDate(tx, theHouse, { datasetId: id, dueOn, reason: 'แผน' }, now);
  return id;
});

beforeAll(async () => {
  house = await openNoticesHouse(plansRooms);
  app = await buildHttp({ db: house.test.db, log, version: 'test', routes, authenticate: async () => who, decider: allowAll, hosts: [host] });
  [steward, head, secretary] = [await house.person('steward'), await house.person('head'), await house.person('secretary')];
  await house.grant(steward, 'steward', 'rid');
  await house.appoint(await house.post('rid', 'ผู้อำนวยการ', { responsible: true }), head);
  await house.grant(secretary, 'secretariat');
});
afterAll(async () => { clock.mockRestore(); await app.close(); await house.test.close(); });

// Mondays of 2027: 1, 8, 15, 22 March; the 10th will be declared a day off.
describe('reminders of what is due or late', () => {
  let dams: number, canals: number;

  it('come once a working day in one notice an agency, 14, 5 and 1 working days before, and not before eight', async () => {
    at('2027-02-15');
    [dams, canals] = [await add('rid-dams', '2027-03-10'), await add('rid-canals', '2027-03-12')];
    await add('dof-ports', '2027-12-01', 'dof');
    expect([await remindOn('2027-02-17'), await remindOn('2027-02-18', '07'), await remindOn('2027-02-18'), await remindOn('2027-02-18', '15')]).toEqual([0, 0, 1, 0]);
    expect(await inbox(steward)).toMatchObject([{ kind: 'reminder', agencyId: 'rid', by: '2027-03-10', link: '/board?agency=rid', what: { th: 'ชุดข้อมูลของกรมชลประทาน: ครบกำหนดใน 14 วันทำการ 1 ชุด', en: expect.stringContaining('1 due within 14 working days') }, todo: { th: 'ขั้นต่อไป: ส่งไฟล์แรกหรือระบุต้นทาง 1 ชุด' } }]);
    expect([await remindOn('2027-02-20'), await remindOn('2027-02-22'), await remindOn('2027-02-23'), await remindOn('2027-03-03'), await remindOn('2027-03-04')]).toEqual([0, 1, 0, 1, 0]);
    expect((await inbox(steward)).map(({ settledAt }) => settledAt === null)).toEqual([true, false, false]);
    expect(await inbox(head)).toEqual([]);
  });

  it('follow a day that is declared off: due on the next working day, with the reason, while earlier boards stay', async () => {
    at('2027-03-05');
    const before = await app.inject({ method: 'GET', url: '/api/v1/board?asOf=2027-03-04', headers: { host } });
    await house.test.db.tx((tx) => declareDayOff(tx, theHouse, { day: '2027-03-10', nameTh: 'วันหยุดพิเศษ', nameEn: 'Special day', source: 'มติคณะรัฐมนตรี' }));
    expect([await followCalendar(house.test.db, now), await followCalendar(house.test.db, now)]).toEqual([1, 0]);
    const page = (await app.inject({ method: 'GET', url: '/api/v1/datasets/rid-dams', headers: { host } })).json();
    expect(page).toMatchObject({ dueOn: '2027-03-11', plan: { baselineDueOn: '2027-03-10', changes: [{}, { dueOn: '2027-03-11', reason: expect.stringContaining('10 มีนาคม 2570 เป็นวันหยุดราชการ (วันหยุดพิเศษ)') }] } });
    const after = await app.inject({ method: 'GET', url: '/api/v1/board?asOf=2027-03-04', headers: { host } });
    expect(after.body).toBe(before.body);
    const { items } = (await app.inject({ method: 'GET', url: '/api/v1/board/milestones', headers: { host } })).json();
    expect(items).toContainEqual(expect.objectContaining({ slug: 'rid-dams', baselineOn: '2027-03-10', dueOn: '2027-03-11', changes: [expect.objectContaining({ reason: expect.stringContaining('Special day') })] }));
  });

  it('go on weekly while late, to the head after ten working days and weekly to the secretariat', async () => {
    expect([await remindOn('2027-03-11'), await remindOn('2027-03-12'), await remindOn('2027-03-15'), await remindOn('2027-03-16')]).toEqual([1, 1, 1, 0]);
    expect((await inbox(steward))[0]).toMatchObject({ what: { th: 'ชุดข้อมูลของกรมชลประทาน: เลยกำหนด 2 ชุด ช้าสุด 2 วันทำการ' }, by: '2027-03-22' });
    await remindOn('2027-03-22');
    expect([(await inbox(head)).length, (await inbox(secretary)).length]).toEqual([0, 0]);
    expect(await remindOn('2027-03-25')).toBe(2);
    expect(await inbox(head)).toMatchObject([{ what: { th: 'ชุดข้อมูลของกรมชลประทาน: เลยกำหนด 1 ชุด ช้าสุด 10 วันทำการ' } }]);
    expect(await inbox(secretary)).toMatchObject([{ link: '/board', what: { th: 'ช้าเกิน 10 วันทำการ 1 ชุด ใน 1 หน่วยงาน: กรมชลประทาน 1' } }]);
    await remindOn('2027-03-26');
    expect([await remindOn('2027-03-29'), (await inbox(secretary, { unread: true })).length]).toEqual([2, 1]);
  });

  it('are received as a letter by a mail server: no name of a dataset in it, and behind its link the paper with the names', async () => {
    const server = await openMailServer({});
    const mailer = openSmtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from: 'Saphan <no-reply@moac.example>' });
    const publicUrl = 'https://saphan.moac.example';
    await house.run("update notices.receipt set mail_due_at = now() where mail_due_at is not null");
    await gather(house.test.db);
    await sendDueMail(house.test.db, { publicUrl, log, mailer });
    const letters = server.received.map(({ to, data }) => ({ to: [to].flat().join(), text: Buffer.from(data.slice(data.indexOf('\n\n') + 2), 'base64').toString() }));
    mailer.close();
    server.close();
    const letter = letters.find(({ to }) => to.includes('steward@'))?.text ?? '';
    expect(letter).toMatch(/กรมชลประทาน: เลยกำหนด 2 ชุด[\s\S]*ขั้นต่อไป: ส่งไฟล์แรก[\s\S]*ภายใน 5 เมษายน 2570\r?\nhttps:\/\/saphan\.moac\.example\/th\/board\?agency=rid/);
    expect(letter).not.toMatch(/rid-dams|rid-canals/);
    const paper = async (agencyId: string) => app.inject({ method: 'GET', url: `/api/v1/plans/letters/${agencyId}?asOf=2027-03-29`, headers: { host } });
    who = { ...principalOf('steward'), agencies: ['rid'] };
    const own = await paper('rid');
    const text = readPdfLines(own.rawPayload).map((line) => line.text).join('').replace(/\s+/g, '');
    expect([own.statusCode, own.headers['content-type'], text]).toEqual([200, 'application/pdf', expect.stringMatching(/rid-dams[\s\S]*rid-canals/)]);
    expect((await paper('dof')).json()).toMatchObject({ status: 403, code: 'plans.letter-of-another' });
    who = principalOf('secretariat');
  });

  it('are settled when nothing is due or late any more', async () => {
    at('2027-03-30');
    for (const id of [dams, canals]) await house.test.db.tx(async (tx) => { await insertRelease(tx, id, 1, now.toISOString()); await recordReleaseChange(tx, id, now); });
    expect(await remindOn('2027-03-30')).toBe(0);
    expect((await house.run('select count(*)::int as open from notices.notice where settled_at is null'))[0].open).toBe(0);
    const told = (await app.inject({ method: 'GET', url: '/api/v1/plans/reminders/rid', headers: { host } })).json();
    expect(told.items[0]).toMatchObject({ onDay: '2027-03-29', audience: 'owner', settledAt: expect.any(String), datasets: 2 });
  });
});
