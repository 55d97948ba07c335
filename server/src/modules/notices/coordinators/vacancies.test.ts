import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { openAskers } from '../../organisations/testing/house.ts';
import { readOwnNotices } from '../inbox/inbox.ts';
import { notify } from '../sending/notify.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '../testing/notices-house.ts';
import { coordinatorRoutes } from './routes.ts';
import { lookForCoordinators } from './vacancies.ts';

const now = new Date();
const today = todayInBangkok(now);
let house: NoticesHouse;
let api: Awaited<ReturnType<typeof openAskers>>;
let leaver: Somebody, head: Somebody, secretary: Somebody, successor: Somebody;
let desk: number, seat: number;
const look = () => house.test.db.tx((tx) => lookForCoordinators(tx, now));
const told = async ({ accountId }: Somebody, kind = 'post') => (await house.test.db.tx((tx) => readOwnNotices(tx, accountId, {}))).items.filter((each) => each.kind === kind);
const vacant = async () => (await api.ask('secretary', 'GET', '/notices/vacancies')).body.items as { agencyId: string; since: string | null; hadOne: boolean }[];

beforeAll(async () => {
  house = await openNoticesHouse();
  api = await openAskers(house.test, coordinatorRoutes, { secretary: principalOf('secretariat'), steward: principalOf('steward') });
  [leaver, head, secretary, successor] = [await house.person('leaver'), await house.person('head'), await house.person('secretary'), await house.person('successor')];
  desk = await house.post('rid', 'ผู้ประสานงาน', { roles: ['steward'] });
  seat = await house.appoint(desk, leaver);
  await house.appoint(await house.post('rid', 'ผู้อำนวยการ', { responsible: true }), head);
  await house.grant(secretary, 'secretariat');
  await house.test.db.tx((tx) => notify(tx, [{ kind: 'reminder', key: 'late:1', to: { role: 'steward', agencyId: 'rid' }, what: { th: 'อ่างเก็บน้ำเลยกำหนด', en: 'Reservoirs are late' }, link: '/datasets' }]));
});
afterAll(async () => { await api?.close(); await house?.test.close(); });

describe('an agency whose coordinator left', () => {
  it('is not on the list of those somebody left while somebody holds the role', async () => {
    await look();
    expect((await vacant()).filter(({ hadOne }) => hadOne)).toEqual([]);
    expect((await vacant()).map(({ agencyId }) => agencyId)).not.toContain('rid');
    expect(await told(secretary)).toEqual([]);
  });

  it('is told to the secretariat and to its head, once, with since when and what waits', async () => {
    await house.run("update organisations.appointment set until = $2::date where id = $1", [seat, addDays(today, -3)]);
    await look();
    await look();
    expect((await vacant())[0]).toMatchObject({ agencyId: 'rid', since: addDays(today, -2), hadOne: true, hasHead: true, waiting: [{ kind: 'reminder', count: 1, name: { en: 'Reminders of what is due or late' } }] });
    for (const who of [secretary, head]) expect(await told(who)).toMatchObject([{ what: { th: expect.stringContaining('มีเรื่องค้าง 1 เรื่อง'), en: expect.stringContaining('1 open matter waits') } }]);
    expect(await told(successor)).toEqual([]);
  });

  it('hands over to whoever comes: the open matters, and a word of how many there are', async () => {
    await house.grant(successor, 'steward', 'rid');
    await look();
    expect(await told(successor)).toMatchObject([{ what: { th: expect.stringContaining('มีเรื่องค้าง 1 เรื่อง') } }]);
    expect(await told(successor, 'reminder')).toMatchObject([{ what: { en: 'Reservoirs are late' } }]);
    expect((await vacant()).filter(({ hadOne }) => hadOne)).toEqual([]);
    expect((await told(secretary))[0]).toMatchObject({ settledAt: expect.any(String) });
  });
});

it('lets the secretariat read the list, and nobody of an agency', async () => {
  expect((await api.ask('steward', 'GET', '/notices/vacancies')).status).toBe(403);
});
