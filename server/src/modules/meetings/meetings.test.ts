import type { FastifyInstance } from 'fastify';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Role } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { declareDayOff } from '#modules/calendar/index.ts';
import { setDueDate } from '#modules/plans/index.ts';
import { moduleFolders } from '../../app/module-folders.ts';
import { remindTasks } from './jobs/remind-tasks.ts';
import { routes } from './routes.ts';
import { MeetingPage, MeetingsList, Task, TaskList } from './schemas.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;
let role: Role = 'secretariat';
let agencies: string[] | null = null;
let now = new Date('2025-01-06T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => principalOf(role, agencies ? { agencies } : {}), decider: allowAll, hosts: [host] });
});
afterAll(async () => { clock.mockRestore(); await app.close(); await test.close(); });

type Method = 'GET' | 'POST' | 'PUT';
const ask = async (method: Method, url: string, payload?: object) => {
  const reply = await app.inject({ method, url: `/api/v1${url}`, headers: { host }, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.body === '' || !String(reply.headers['content-type']).includes('json') ? null : reply.json(), bytes: reply.rawPayload };
};
const as = async <T>(who: Role, work: () => Promise<T>, of: string[] | null = null): Promise<T> => { role = who; agencies = of; try { return await work(); } finally { role = 'secretariat'; agencies = null; } };
const on = (day: string, hour = '03') => { now = new Date(`${day}T${hour}:00:00.000Z`); };
const member = (name: string, duty = 'member', agencyId: string | null = 'rid') => ({ name, position: 'ผู้อำนวยการ', agencyId, duty, from: '2025-01-01', to: null });
const committee = { nameTh: 'คณะกรรมการธรรมาภิบาลข้อมูล', nameEn: 'Data governance committee', beganOn: '2025-01-01', endedOn: null, members: [member('นายหนึ่ง ใจดี', 'chair', null), member('นางสอง มีสุข'), member('นายสาม รักงาน', 'secretary')] };
const call = (id: number, heldOn: string, more: object = {}) => ask('POST', `/committees/${id}/meetings`, { heldOn, beginsAt: '09:30', place: 'ห้องประชุม 1', ...more });
const attendance = { present: [{ seat: 1, name: 'นายหนึ่ง ใจดี', position: 'ประธาน', insteadOf: null }, { seat: 2, name: 'นายแทน มาแทน', position: 'นักวิชาการ', insteadOf: 'นางสอง มีสุข' }], absent: [{ seat: 3, name: 'นายสาม รักงาน', position: 'เลขานุการ', reason: 'ติดราชการ' }], others: [{ name: 'น.ส.สี่', position: 'ผู้เชี่ยวชาญ' }] };
const minutes = { openedAt: '09:30', closedAt: '12:00', writer: 'นายสาม รักงาน', checker: null, items: [
  { section: 1, title: 'ประธานแจ้ง', text: 'แจ้งเรื่องทั่วไป', resolution: { kind: 'acknowledged', text: '' } },
  { section: 5, title: 'ชุดข้อมูลอ่างเก็บน้ำ', text: 'อภิปราย #eval("x") <b>หนา</b> $1$', resolution: { kind: 'assigned', text: 'ให้กรมชลประทานเชื่อมโยง' } },
] };
async function dataset(slug: string, dueOn: string | null): Promise<number> {
  return test.db.tx(async (tx) => {
    const { rows } = await tx.query(`insert into catalog.dataset (slug, agency_id, title_th, title_en, created_at, created_by) values ($1, 'rid', 'ชุด ' || $1, $1, $2, 't') returning id`, [slug, now.toISOString()]);
    if (dueOn) await setDueDate(tx, theHouse, { datasetId: rows[0].id, dueOn, reason: 'แผน' }, now);
    return rows[0].id;
  });
}
const link = (id: number, linked = true) => test.db.tx((tx) => tx.query("insert into plans.standing (dataset_id, linked, recorded_at, health, step) values ($1, $2, $3, 'passing', 'done')", [id, linked, now.toISOString()]));
const noticesOf = async () => (await test.db.read((tx) => tx.query("select key, settled_at is not null as settled from notices.notice where kind = 'task' order by id"))).rows as { key: string; settled: boolean }[];

let gov: number, first: number, second: number, plain: number, byFact: number, water: number;

describe('a committee and its meetings', () => {
  it('is set up with seats that keep their numbers', async () => {
    gov = (await ask('POST', '/committees', committee)).body.id;
    expect(await ask('POST', '/committees', { ...committee, members: [member('นาย ก'), member(' นาย  ก ')] })).toMatchObject({ status: 422, body: { code: 'meetings.person-twice', errors: [{ pointer: '/members/1/name' }] } });
    expect(await ask('POST', '/committees', { ...committee, members: [member('นาย ก', 'chair', 'nobody')] })).toMatchObject({ status: 422, body: { code: 'meetings.agency-unknown' } });
    const left = committee.members.map((each, i) => ({ ...each, seat: i + 1, to: i === 1 ? '2025-12-31' : null }));
    const said = { ...committee, version: 1, reason: 'เพิ่มกรรมการ', members: [...left, member('นายห้า คนใหม่')] };
    const answers = await Promise.all([ask('PUT', `/committees/${gov}`, said), ask('PUT', `/committees/${gov}`, said)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'meetings.changed-meanwhile', by: 'test-secretariat', version: 2 });
    expect((await ask('GET', '/meetings')).body.committees[0].members.map(({ seat }: { seat: number }) => seat)).toEqual([1, 2, 3, 4]);
  });

  it('numbers fifty meetings that are called at once without gaps, by calendar year; a cancelled number stays', async () => {
    const other = (await ask('POST', '/committees', { ...committee, nameTh: 'คณะทำงาน', nameEn: 'Working group' })).body.id;
    const called = await Promise.all(Array.from({ length: 50 }, () => call(other, '2025-11-10')));
    expect(called.map(({ body }) => body.number).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(called[0]?.body.year).toBe(2568);
    expect((await call(other, '2026-01-05')).body).toMatchObject({ number: 1, year: 2569 });
    const id = called.find(({ body }) => body.number === 50)?.body.id;
    expect((await ask('POST', `/meetings/${id}/cancel`, { note: 'ไม่ครบองค์ประชุม' })).status).toBe(204);
    expect((await ask('POST', `/meetings/${id}/cancel`, { note: 'อีกครั้ง' })).body.code).toBe('meetings.meeting-over');
    expect((await call(other, '2025-12-10')).body.number).toBe(51);
    const list = (await ask('GET', '/meetings')).body;
    expect(Value.Check(MeetingsList, list)).toBe(true);
    expect(list.meetings.find((each: { id: number }) => each.id === id)).toMatchObject({ state: 'cancelled', number: 50, cancelledBecause: 'ไม่ครบองค์ประชุม' });
  });

  it.each([
    [{ heldOn: '2024-12-31' }, 'meetings.outside-committee', /2025-01-01/], [{ heldOn: '2568-02-10' }, 'meetings.era-mistaken', /2025-02-10/], [{ heldOn: '2025-02-30' }, 'meetings.not-a-date', /2025-02-30/],
    [{ beginsAt: '25:00' }, 'meetings.not-a-time', /25:00/], [{ figuresOn: '2025-02-11' }, 'meetings.figures-after-meeting', /2025-02-11/], [{ place: 'x'.repeat(501) }, 'kernel.input-refused', /place/],
  ])('refuses %o and names the place', async (more, code, says) => {
    const reply = await call(gov, '2025-02-10', more);
    expect(reply.body.code).toBe(code);
    expect(JSON.stringify(reply.body)).toMatch(says);
  });

  it('goes from called to held, with agenda, attendance and minutes', async () => {
    water = await dataset('rid-water', '2025-01-20');
    await dataset('rid-gates', null);
    ({ body: { id: first } } = await call(gov, '2025-02-10'));
    expect((await ask('PUT', `/meetings/${first}`, { heldOn: '2026-02-10', beginsAt: '09:30', place: 'ก', version: 1, reason: 'เลื่อน' })).body.code).toBe('meetings.other-year');
    expect((await ask('PUT', `/meetings/${first}/agenda`, { version: 0, items: [{ section: 5, title: 'เรื่อง <i>ข้อมูล</i>', text: '', presenter: 'นาย ก', papers: ['เอกสาร 1'] }, { section: 1, title: 'แจ้ง', text: 'ก'.repeat(10_000), presenter: '', papers: [] }] })).body).toEqual({ version: 1 });
    expect((await ask('PUT', `/meetings/${first}/agenda`, { version: 0, items: [] })).body).toMatchObject({ code: 'meetings.changed-meanwhile', by: 'test-secretariat', version: 1 });
    expect((await ask('POST', `/meetings/${first}/close`)).body.code).toBe('meetings.not-yet-held');
    on('2025-02-10', '09');
    expect((await ask('POST', `/meetings/${first}/close`)).body.code).toBe('meetings.no-attendance');
    expect((await ask('PUT', `/meetings/${first}/attendance`, { version: 0, ...attendance, others: [{ name: 'นายหนึ่ง ใจดี', position: '' }] })).body).toMatchObject({ code: 'meetings.person-twice', errors: [{ pointer: '/others/0/name' }] });
    expect((await ask('PUT', `/meetings/${first}/attendance`, { version: 0, ...attendance, absent: [{ ...attendance.absent[0], seat: 9 }] })).body.code).toBe('meetings.seat-unknown');
    expect((await ask('PUT', `/meetings/${first}/attendance`, { version: 0, ...attendance })).status).toBe(200);
    expect((await ask('PUT', `/meetings/${first}/minutes`, { version: 0, ...minutes, closedAt: '09:00' })).body.code).toBe('meetings.ends-before-start');
    expect((await ask('PUT', `/meetings/${first}/minutes`, { version: 0, ...minutes })).status).toBe(200);
    expect((await ask('POST', `/meetings/${first}/circulate`)).body.code).toBe('meetings.no-minutes');
    expect((await ask('POST', `/meetings/${first}/close`)).status).toBe(204);
    expect((await ask('POST', `/meetings/${first}/close`)).body.code).toBe('meetings.meeting-over');
    expect((await ask('PUT', `/meetings/${first}/agenda`, { version: 1, items: [] })).body.code).toBe('meetings.meeting-over');
    const page = (await ask('GET', `/meetings/${first}`)).body;
    expect(Value.Check(MeetingPage, page)).toBe(true);
    expect(page).toMatchObject({ state: 'held', minutes: 'draft', number: 1, year: 2568, asOf: '2025-02-09', agenda: { content: { items: [{ section: 1 }, { section: 5 }] } } });
    expect(page.decisions.map(({ kind }: { kind: string }) => kind)).toEqual(['no-plan']);
  });
});

describe('tasks of resolutions', () => {
  const task = { item: '5.1', title: 'เชื่อมโยงอ่างเก็บน้ำ <b>', agencyId: 'rid' };
  it('are assigned where the minutes assigned something, with a deadline that moves with the calendar', async () => {
    const assign = (more: object) => ask('POST', `/meetings/${first}/tasks`, { ...task, deadline: { unit: 'working', count: 10 }, ...more });
    expect((await assign({ item: '1.1' })).body.code).toBe('meetings.no-such-resolution');
    expect((await assign({ agencyId: 'nobody' })).body.code).toBe('meetings.agency-unknown');
    expect((await assign({ personId: '01998000-0000-7000-8000-00000000dead' })).body.code).toBe('meetings.person-unknown');
    expect((await assign({ deadline: { on: '2025-02-10' } })).body.code).toBe('meetings.due-before-today');
    expect((await assign({ deadline: { on: '2568-03-10' } })).body.code).toBe('meetings.era-mistaken');
    expect((await assign({ project: { plan: 'nothing', id: 1 } })).body.code).toBe('projects.plan-not-found');
    ({ body: { id: plain } } = await assign({}));
    ({ body: { id: byFact } } = await assign({ deadline: { on: '2025-03-10' }, datasets: ['rid-water'] }));
    expect((await ask('GET', `/tasks/${plain}`)).body).toMatchObject({ state: 'open', dueOn: '2025-02-24', agency: { id: 'rid' }, byFact: false });
    on('2025-02-11');
    await test.db.tx(async (tx) => {
      await declareDayOff(tx, principalOf('secretariat'), { day: '2025-02-24', nameTh: 'วันหยุดพิเศษ', nameEn: 'Special day off', source: 'มติ ครม.' });
      await tx.query('update calendar.change set at = $1', [now.toISOString()]);
    });
    expect((await ask('GET', `/tasks/${plain}`)).body).toMatchObject({ dueOn: '2025-02-25', firstDueOn: '2025-02-24' });
    expect((await ask('GET', '/tasks?asOf=2025-02-10')).body.items.find(({ id }: { id: number }) => id === plain).dueOn).toBe('2025-02-24');
  });

  it('remind the agency five and one working days before, and after; each once', async () => {
    const remind = (day: string) => { on(day); return test.db.tx((tx) => remindTasks(tx, now)); };
    expect(await remind('2025-02-14')).toBe(0);
    for (const day of ['2025-02-17', '2025-02-19', '2025-02-21', '2025-02-26', '2025-02-27']) await remind(day);
    expect((await noticesOf()).map(({ key }) => key)).toEqual([`task:${plain}:assigned`, `task:${byFact}:assigned`, `task:${plain}:before-5:2025-02-25`, `task:${plain}:before-1:2025-02-25`, `task:${plain}:late:2025-02-25`]);
    const list = (await ask('GET', '/tasks')).body;
    expect(Value.Check(TaskList, list)).toBe(true);
    expect(list).toMatchObject({ totals: { open: 2, late: 1, done: 0 }, agencies: [{ agency: { id: 'rid' }, late: 1 }] });
    expect(list.items[0]).toMatchObject({ id: plain, state: 'late', daysLate: 2 });
    expect((await ask('GET', '/tasks?state=late')).body.items).toHaveLength(1);
  });

  it('are reported by their own agency only, and closed by the secretariat only', async () => {
    const report = (who: Role, of: string[] | null = null) => as(who, () => ask('POST', `/tasks/${plain}/reports`, { note: 'ทำแล้ว', done: true }), of);
    expect(await report('steward', ['dof'])).toMatchObject({ status: 403, body: { code: 'meetings.other-agency' } });
    for (const who of ['reader', 'auditor', 'citizen', 'visitor'] as const) expect((await report(who)).status, who).toBeGreaterThanOrEqual(401);
    expect((await report('steward', ['rid'])).body).toMatchObject({ state: 'said-done', lastReport: 'ทำแล้ว' });
    expect((await as('steward', () => ask('POST', `/tasks/${plain}/close`, { note: 'ปิดเอง' }))).status).toBe(403);
    expect((await ask('POST', `/tasks/${plain}/close`, { note: 'ตรวจแล้ว' })).body).toMatchObject({ state: 'done', doneOn: '2025-02-27', daysLate: 2 });
    expect((await ask('POST', `/tasks/${plain}/close`, { note: 'อีก' })).body.code).toBe('meetings.task-over');
    expect((await noticesOf()).filter(({ key }) => key.startsWith(`task:${plain}:`)).every(({ settled }) => settled)).toBe(true);
  });

  it('that name datasets are done by the fact that these are linked, and cannot be ticked', async () => {
    expect((await ask('POST', `/tasks/${byFact}/close`, { note: 'ปิด' })).body).toMatchObject({ code: 'meetings.task-done-by-fact', datasets: ['rid-water'] });
    expect((await ask('PUT', `/tasks/${byFact}/deadline`, { deadline: { on: '2025-03-20' }, reason: 'ขอขยาย' })).body).toMatchObject({ dueOn: '2025-03-20', firstDueOn: '2025-03-10' });
    expect((await ask('GET', '/tasks?asOf=2025-02-26')).body.items.find(({ id }: { id: number }) => id === byFact).dueOn).toBe('2025-03-10');
    on('2025-03-03');
    await link(water);
    const done = (await ask('GET', `/tasks/${byFact}`)).body;
    expect(Value.Check(Task, done)).toBe(true);
    expect(done).toMatchObject({ state: 'done', doneOn: '2025-03-03', datasets: [{ slug: 'rid-water', linked: true }] });
    await test.db.tx((tx) => remindTasks(tx, now));
    expect((await noticesOf()).every(({ settled }) => settled)).toBe(true);
    expect((await ask('GET', '/tasks?asOf=2025-03-02')).body.items.find(({ id }: { id: number }) => id === byFact).state).toBe('open');
  });

  it('come back as matters arising of the next meeting as of its figures', async () => {
    on('2025-02-27', '12');
    ({ body: { id: second } } = await call(gov, '2025-03-03', { figuresOn: '2025-02-26' }));
    on('2025-03-03', '10');
    const page = (await ask('GET', `/meetings/${second}`)).body;
    expect(page.matters).toMatchObject([{ id: plain, state: 'late', daysLate: 1 }, { id: byFact, state: 'open' }]);
    expect((await ask('GET', `/meetings/${second}?asOf=2025-03-03`)).body.matters).toEqual([]);
  });
});

describe('the minutes', () => {
  it('are circulated and adopted by a later meeting, and then never change', async () => {
    const adopt = (atMeeting: number) => ask('POST', `/meetings/${first}/adopt`, { atMeeting, corrections: 'แก้คำว่า ก เป็น ข' });
    expect((await adopt(second)).body.code).toBe('meetings.not-circulated');
    expect((await ask('POST', `/meetings/${first}/circulate`)).status).toBe(204);
    expect((await ask('PUT', `/meetings/${first}/minutes`, { version: 1, ...minutes, reason: 'แก้คำผิด' })).body).toEqual({ version: 2 });
    expect((await adopt(second)).body.code).toBe('meetings.not-circulated');
    await ask('POST', `/meetings/${first}/circulate`);
    expect((await ask('GET', `/meetings/${second}`)).body.toAdopt).toMatchObject([{ id: first }]);
    expect((await adopt(first)).body.code).toBe('meetings.adopted-elsewhere');
    expect((await adopt(second)).status).toBe(204);
    expect((await adopt(second)).body.code).toBe('meetings.minutes-adopted');
    for (const [part, said] of [['minutes', { version: 2, ...minutes }], ['attendance', { version: 1, ...attendance }]] as const) expect((await ask('PUT', `/meetings/${first}/${part}`, said)).body.code).toBe('meetings.minutes-adopted');
    expect((await ask('GET', `/meetings/${first}`)).body).toMatchObject({ minutes: 'adopted', adoptedAt: second, corrections: 'แก้คำว่า ก เป็น ข' });
    await expect(test.db.tx((tx) => tx.query("insert into meetings.meeting_part (meeting_id, part, version, content, actor, recorded_at) values ($1, 'minutes', 9, '{}', 't', now())", [first]))).rejects.toThrow(/adopted/);
    await expect(test.db.tx((tx) => tx.query('update meetings.meeting_part set content = content'))).rejects.toThrow(/never changed/);
  });

  it('are read by officers and kept by the secretariat only', async () => {
    for (const who of ['steward', 'reader', 'agency-admin', 'auditor'] as const) {
      expect((await as(who, () => ask('GET', `/meetings/${first}`))).status, who).toBe(200);
      expect((await as(who, () => ask('POST', '/committees', committee))).status, who).toBe(403);
      expect((await as(who, () => ask('POST', `/meetings/${second}/tasks`, { item: '5.1', title: 'x', agencyId: 'rid', deadline: { on: '2025-04-01' } }))).status, who).toBe(403);
    }
    for (const who of ['citizen', 'service', 'visitor'] as const) expect((await as(who, () => ask('GET', `/meetings/${first}`))).status, who).toBeGreaterThanOrEqual(401);
  });
});
