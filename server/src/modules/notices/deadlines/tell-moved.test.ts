import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { calendar, declareDayOff, endDeadlines, setDeadlines, withdrawDayOff } from '#modules/calendar/index.ts';
import { openAskers } from '../../organisations/testing/house.ts';
import { readOwnNotices } from '../inbox/inbox.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '../testing/notices-house.ts';
import { tellMovedDeadlines } from './tell-moved.ts';

const because = { th: 'ตามระเบียบ', en: 'by the rule' };
const actor = { name: 'เลขานุการ', role: 'secretariat' } as const;
const askers = { secretary: principalOf('secretariat'), rid: principalOf('steward'), doa: principalOf('steward', { agencies: ['doa'] }), citizen: principalOf('citizen') };
let house: NoticesHouse;
let api: Awaited<ReturnType<typeof openAskers>>;
let steward: Somebody;
const tx = <T>(work: Parameters<NoticesHouse['test']['db']['tx']>[0]) => house.test.db.tx(work) as Promise<T>;
const ask = (who: keyof typeof askers, url: string) => api.ask(who, 'GET', url);
const hear = (): Promise<void> => hearAll(house.test.db, [tellMovedDeadlines], openLog('test', 'silent'));
const inbox = async () => (await house.test.db.tx((each) => readOwnNotices(each, steward.accountId, {}))).items;

beforeAll(async () => {
  house = await openNoticesHouse();
  api = await openAskers(house.test, calendar.routes, askers);
  steward = await house.person('steward');
  await house.grant(steward, 'steward', 'rid');
  await house.run("insert into kernel.consumer (name) values ('notices.tell-moved-deadlines') on conflict do nothing");
  await tx((each) => setDeadlines(each, [
    ...Array.from({ length: 60 }, (_, at) => ({ room: 'portal', reference: `request:${at}`, from: '2027-03-01', count: 5, unit: 'working' as const, because, agencyId: 'rid', what: { th: `คำขอ ${at}`, en: `Request ${at}` }, link: `/open-data/${at}` })),
    { room: 'meetings', reference: 'task:1', from: '2027-03-01', count: 5, unit: 'working', because, agencyId: 'doa' },
    { room: 'meetings', reference: 'task:2', from: '2027-03-01', count: 5, unit: 'working', because },
    { room: 'meetings', reference: 'task:done', from: '2027-03-01', count: 5, unit: 'working', because, agencyId: 'rid' },
  ]));
  await tx((each) => endDeadlines(each, 'meetings', ['task:done']));
});
afterAll(async () => { await api?.close(); await house?.test.close(); });

describe('a declared day off', () => {
  it('lists what it moved by room, from which day to which, in pages; agencies see their own', async () => {
    const day = await tx<{ id: number }>((each) => declareDayOff(each, actor, { day: '2027-03-04', nameTh: 'วันหยุดพิเศษ', nameEn: 'Special holiday', source: 'มติ ครม.' }));
    const { items } = (await ask('secretary', '/calendar/changes')).body;
    expect(items).toMatchObject([{ day: '2027-03-04', closes: true, dayOffId: day.id, by: 'เลขานุการ', moved: 62, rooms: [{ room: 'portal', count: 60 }, { room: 'meetings', count: 2 }] }]);
    const url = `/calendar/changes/${items[0].id}`;
    const first = (await ask('secretary', url)).body;
    const second = (await ask('secretary', `${url}?cursor=${first.nextCursor}`)).body;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 12, null]);
    expect(first.items[0]).toMatchObject({ wasOn: '2027-03-08', movedTo: '2027-03-09', firstDueOn: '2027-03-08', what: { th: 'คำขอ 0' }, link: '/open-data/0' });
    expect((await ask('doa', url)).body).toMatchObject({ rooms: [{ room: 'meetings', count: 1 }], items: [{ reference: 'task:1' }] });
    expect((await ask('secretary', `${url}?room=meetings`)).body.items).toHaveLength(2);
    expect((await ask('citizen', url)).status).toBe(403);
  });

  it('tells whoever the deadlines are of, once, and again when it is withdrawn', async () => {
    await hear();
    await hear();
    expect(await inbox()).toMatchObject([{ kind: 'deadline', what: { th: expect.stringContaining('กำหนดเวลา 60 เรื่องเลื่อน'), en: expect.stringContaining('60 deadlines moved') }, link: expect.stringMatching(/^\/calendar\/changes\/\d+$/) }]);
    const [{ id }] = await house.run("select id from calendar.day_off where name_en = 'Special holiday'");
    await tx((each) => withdrawDayOff(each, actor, id, { reason: 'ประกาศผิด' }));
    await hear();
    expect((await inbox())[0]).toMatchObject({ what: { th: expect.stringContaining('ไม่เป็นวันหยุดราชการแล้ว') } });
    expect((await ask('secretary', '/calendar/changes')).body.items[0]).toMatchObject({ closes: false, reason: 'ประกาศผิด', moved: 62 });
  });

  it('is in the story of each deadline, which others than its agency do not see', async () => {
    expect((await ask('rid', '/calendar/deadline?room=portal&reference=request:3')).body).toMatchObject({ firstDueOn: '2027-03-08', dueOn: '2027-03-08', moves: [{ movedTo: '2027-03-09', change: { closes: true } }, { movedTo: '2027-03-08', change: { closes: false } }] });
    expect((await ask('doa', '/calendar/deadline?room=portal&reference=request:3')).body.code).toBe('calendar.deadline-not-found');
  });
});
