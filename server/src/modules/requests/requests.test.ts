import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { workingDayFrom } from '#kernel/calendar/working-days.ts';
import { systemClock } from '#kernel/clock.ts';
import { readXlsx } from '#kernel/xlsx/read-xlsx.ts';
import { roles, theHouse } from '#kernel/policy.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { declareDayOff } from '#modules/calendar/index.ts';
import { remindOfRequests } from './jobs/remind.ts';
import { requestRoutes } from './routes.ts';
import { Matrix, RequestList, RequestPage, Waits } from './schemas.ts';
import { openRequestsHouse, type RequestsHouse } from './testing/requests-house.ts';

let house: RequestsHouse;
let now = new Date('2026-03-02T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
const on = (day: string) => { now = new Date(`${day}T03:00:00.000Z`); };

/** `rid` asks, `doae` answers, `dof` is of no concern. */
const asker = () => house.as('steward rid');
const provider = () => house.as('steward doae');
let plots: number;
const complete = {
  dataset: 'doae-plots', purpose: 'วางแผนส่งน้ำให้ตรงกับพื้นที่ปลูกจริงรายแปลง', legalBases: ['dga-13', 'pdpa-24-4'], columns: ['plot', 'farmer'], frequency: 'monthly', wantedOn: '2026-06-30', retention: '2 ปี แล้วลบ', contact: 'กองจัดสรรน้ำ โทร 0 2000 0000',
};

beforeAll(async () => {
  house = await openRequestsHouse();
  plots = await house.addDataset('doae-plots', 'doae', [{ name: 'plot' }, { name: 'farmer', personalData: 'direct' }, { name: 'health', personalData: 'sensitive' }]);
  await house.addDataset('rid-dams', 'rid');
  await house.addDataset('dof-ponds', 'dof', [{ name: 'pond' }]);
});
afterAll(async () => { clock.mockRestore(); await house?.close(); });

async function draft(more: object = {}, who = 'steward rid', requesterId = 'rid'): Promise<{ id: number; version: number }> {
  const { status, body } = await house.as(who)('POST', '', { requesterId, ...complete, ...more });
  expect(body).toMatchObject({ state: 'draft' });
  expect(status).toBe(201);
  return body;
}
async function sent(more: object = {}, who = 'steward rid', requesterId = 'rid'): Promise<{ id: number; version: number }> {
  const { id, version } = await draft(more, who, requesterId);
  const { body } = await house.as(who)('POST', `/${id}/send`, { seen: version });
  expect(body).toMatchObject({ state: 'sent' });
  return body;
}
const accept = { verdict: 'accepted', fromOn: '2026-05-15', conditions: 'ใช้ในกรมเท่านั้น' };

describe('a linkage request', () => {
  it('goes from draft to the data, each step told, the state read from facts', async () => {
    on('2026-03-02');
    const { id, version } = await draft();
    expect((await provider()('GET', `/${id}`)).status).toBe(404);
    const first = (await asker()('POST', `/${id}/send`, { seen: version })).body;
    expect(Value.Check(RequestPage, first)).toBe(true);
    expect(first).toMatchObject({ state: 'sent', version: 2, dueOn: '2026-03-23', provider: { id: 'doae' }, personal: true, columns: [{ name: 'plot', personal: null }, { name: 'farmer', personal: 'direct' }], may: { send: false, withdraw: true, answer: false } });
    expect((await asker()('POST', `/${id}/send`, { seen: version })).body.version).toBe(2);
    on('2026-03-05');
    expect((await provider()('POST', `/${id}/questions`, { seen: 2, message: 'ใช้ทุกจังหวัดหรือไม่' })).body).toMatchObject({ state: 'asked-back', may: { answer: false } });
    on('2026-03-30');
    expect((await asker()('GET', `/${id}`)).body).toMatchObject({ state: 'asked-back', may: { reply: true, change: true } });
    expect((await asker()('POST', `/${id}/replies`, { seen: 3, message: 'เฉพาะลุ่มเจ้าพระยา' })).body).toMatchObject({ state: 'sent', dueOn: '2026-04-15' });
    expect((await house.as('secretariat')('POST', `/${id}/notes`, { message: 'ช่วยเร่งด้วย <b>#eval("x")</b>' })).body.events.at(-1)).toMatchObject({ what: 'noted', message: 'ช่วยเร่งด้วย <b>#eval("x")</b>', agency: null });
    on('2026-04-01');
    const answered = (await provider()('POST', `/${id}/answer`, { seen: 5, ...accept })).body;
    expect(answered).toMatchObject({ state: 'accepted', answeredOn: '2026-04-01', fromOn: '2026-05-15', planDueOn: '2026-05-15', answer: { grantedColumns: ['plot', 'farmer'], conditions: 'ใช้ในกรมเท่านั้น' } });
    const [due] = await house.query('select reason from plans.due_event where dataset_id = $1', [plots]);
    expect(due.reason).toContain(`คำขอเชื่อมโยงที่ ${id}`);
    on('2026-05-20');
    await house.release(plots, '2026-05-10T02:00:00Z');
    expect((await asker()('GET', `/${id}`)).body).toMatchObject({ state: 'fulfilled', fulfilledOn: '2026-05-10', waitingDays: null });
    for (const [day, state] of [['2026-03-02', 'sent'], ['2026-03-23', 'asked-back'], ['2026-03-30', 'sent'], ['2026-04-30', 'accepted'], ['2026-05-10', 'fulfilled']]) expect([day, (await asker()('GET', `/${id}?asOf=${day}`)).body.state]).toEqual([day, state]);
    expect((await asker()('GET', `/${id}?asOf=2026-03-01`)).body.code).toBe('requests.request-not-yet');
    expect((await asker()('GET', `/${id}?asOf=2026-04-01`)).body.may).toMatchObject({ note: false, withdraw: false });
  });

  it('for data in words is answered with a dataset of the provider, there or new', async () => {
    on('2026-06-01');
    const words = { dataset: null, providerId: 'doae', datasetWords: 'ปุ๋ยรายตำบล', columns: [], fieldWords: 'ตำบล ปริมาณ' };
    const { id, version } = await sent({ ...words, wantedOn: '2026-12-01' });
    expect((await provider()('POST', `/${id}/answer`, { seen: version, verdict: 'accepted', fromOn: '2026-09-30' })).body.errors).toMatchObject([{ pointer: '/dataset' }]);
    expect((await provider()('POST', `/${id}/answer`, { seen: version, verdict: 'accepted', fromOn: '2026-09-30', dataset: 'rid-dams' })).body.code).toBe('requests.dataset-unknown');
    const newDataset = { slug: 'doae-fertiliser', titleTh: 'ปุ๋ยรายตำบล', titleEn: 'Fertiliser' };
    expect((await provider()('POST', `/${id}/answer`, { seen: version, verdict: 'accepted', fromOn: '2026-09-30', newDataset })).body).toMatchObject({ state: 'accepted', dataset: { slug: 'doae-fertiliser' } });
    expect(await house.query(`select e.due_on::text from plans.due_event e join catalog.dataset d on d.id = e.dataset_id where d.slug = 'doae-fertiliser'`)).toEqual([{ due_on: '2026-09-30' }]);
    const partly = await sent({ columns: ['plot', 'farmer'], wantedOn: '2026-12-01' });
    const give = (more: object) => provider()('POST', `/${partly.id}/answer`, { seen: partly.version, verdict: 'partly-accepted', fromOn: '2026-07-01', ...more });
    expect((await give({ grantedColumns: ['plot'] })).body.errors).toMatchObject([{ pointer: '/withheldWhy' }]);
    expect((await give({ grantedColumns: ['health'], withheldWhy: 'x' })).body.errors).toMatchObject([{ pointer: '/grantedColumns/0' }]);
    expect((await give({ grantedColumns: ['plot'], withheldWhy: 'ชื่อเกษตรกรไม่จำเป็น' })).body).toMatchObject({ state: 'fulfilled', answer: { grantedColumns: ['plot'] } });
    const refused = await sent({ wantedOn: '2026-12-01' });
    expect((await provider()('POST', `/${refused.id}/answer`, { seen: refused.version, verdict: 'refused' })).body.errors).toMatchObject([{ pointer: '/reason' }, { pointer: '/legalReason' }]);
    expect((await provider()('POST', `/${refused.id}/answer`, { seen: refused.version, verdict: 'refused', reason: 'เกินจำเป็น', legalReason: 'พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล มาตรา 22' })).body.state).toBe('refused');
    const withdrawn = await sent({ wantedOn: '2026-12-01' });
    expect((await asker()('POST', `/${withdrawn.id}/withdrawal`, { seen: withdrawn.version, reason: 'ได้จากที่อื่นแล้ว' })).body).toMatchObject({ state: 'withdrawn', may: { withdraw: false } });
    expect((await provider()('POST', `/${withdrawn.id}/answer`, { seen: withdrawn.version + 1, ...accept })).body.code).toBe('requests.not-now');
  });

  it('is answered by whoever is responsible; a steward prepares', async () => {
    on('2026-06-02');
    const person = await house.appointResponsible('dof');
    const { id, version } = await sent({ dataset: 'dof-ponds', columns: ['pond'], wantedOn: '2026-12-01' });
    const given = { verdict: 'accepted', fromOn: '2026-10-01' };
    expect((await house.as('steward dof')('POST', `/${id}/answer`, { seen: version, ...given })).body.code).toBe('requests.not-responsible');
    expect((await house.as('steward dof')('PUT', `/${id}/prepared-answer`, { seen: version, ...given })).body).toMatchObject({ state: 'sent', prepared: { by: 'dof-steward', answer: { fromOn: '2026-10-01' } } });
    expect((await asker()('GET', `/${id}`)).body).toMatchObject({ prepared: null });
    expect((await house.as(`reader dof#${person}`)('POST', `/${id}/answer`, { seen: version + 1, ...given })).body).toMatchObject({ state: 'accepted', events: [{}, {}, {}, { by: 'dof-reader' }] });
  });

  it('answered by two at once is answered by one; the other is told who it was', async () => {
    const { id, version } = await sent({ wantedOn: '2026-12-01' });
    const answers = await Promise.all([1, 2].map(() => provider()('POST', `/${id}/answer`, { seen: version, ...accept, fromOn: '2026-07-15' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'requests.changed-meanwhile', by: 'doae-steward', what: 'accepted' });
  });
});

describe('what is wrong', () => {
  it.each([
    ['a day of the Buddhist era', { wantedOn: '2569-12-01' }, 'requests.era-mistaken', '/wantedOn', /2026-12-01/],
    ['no day', { wantedOn: '2026-02-30' }, 'requests.not-a-date', '/wantedOn', /2026-02-30/],
    ['its own dataset', { dataset: 'rid-dams', columns: [] }, 'requests.own-dataset', '/dataset', /rid-dams/],
    ['its own agency', { dataset: null, providerId: 'rid', datasetWords: 'น้ำ', columns: [] }, 'requests.own-dataset', '/providerId', /./],
    ['a dataset of another agency than named', { providerId: 'dof' }, 'requests.provider-mistaken', '/providerId', /doae/],
    ['no dataset of the catalogue', { dataset: 'nothing' }, 'requests.dataset-unknown', '/dataset', /nothing/],
    ['an unknown column', { columns: ['plot', 'moon'] }, 'requests.column-unknown', '/columns/1', /moon/],
    ['an unknown legal basis', { legalBases: ['because'] }, 'requests.code-unknown', '/legalBases/0', /because/],
    ['an unknown frequency', { frequency: 'sometimes' }, 'requests.code-unknown', '/frequency', /sometimes/],
    ['10,000 characters', { purpose: 'ก'.repeat(10_000) }, 'kernel.input-refused', '/body/purpose', /4000/],
  ])('%s is refused in a draft, and the place is named', async (_, more, code, pointer, says) => {
    const { body } = await asker()('POST', '', { requesterId: 'rid', ...complete, ...more });
    expect(body).toMatchObject({ code, errors: [{ pointer }] });
    expect(JSON.stringify(body)).toMatch(says);
    expect(body.nextTh).toMatch(/[ก-๙]/);
  });

  it('keeps a draft that is not complete, and names every place when it is sent', async () => {
    on('2026-07-01');
    const { body } = await asker()('POST', '', { requesterId: 'rid', purpose: 'สั้น', legalBases: ['own-law'], wantedOn: '2026-06-30' });
    const { body: refused } = await asker()('POST', `/${body.id}/send`, { seen: 1 });
    expect(refused.code).toBe('requests.not-ready');
    expect(refused.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/dataset', '/providerId', '/purpose', '/columns', '/frequency', '/wantedOn', '/retention', '/contact', '/ownLaw']);
    expect((await asker()('GET', `/${body.id}`)).body.purpose).toBe('สั้น');
    const again = await asker()('PUT', `/${body.id}`, { seen: 1, ...complete, wantedOn: '2026-12-01' });
    expect(again.body.version).toBe(2);
    expect((await asker()('PUT', `/${body.id}`, { seen: 1, ...complete })).body).toMatchObject({ code: 'requests.changed-meanwhile', by: 'rid-steward' });
  });

  it.each([[['dga-13'], ['farmer'], /มาตรา 24/], [['dga-13', 'pdpa-24-4'], ['health'], /มาตรา 26/]])('personal columns need a law that allows them: %j for %j', async (legalBases, columns, says) => {
    const { id, version } = await draft({ legalBases, columns, wantedOn: '2026-12-01' });
    const { body } = await asker()('POST', `/${id}/send`, { seen: version });
    expect(body).toMatchObject({ code: 'requests.not-ready', errors: [{ pointer: '/legalBases', th: expect.stringMatching(says) }] });
  });

  it('a retired dataset is asked for no more', async () => {
    const id = await house.addDataset('doae-old', 'doae');
    await house.query('update catalog.dataset set archived_at = now() where id = $1', [id]);
    expect((await asker()('POST', '', { requesterId: 'rid', ...complete, dataset: 'doae-old', columns: [] })).body.code).toBe('requests.dataset-retired');
  });
});

describe('who sees and does', () => {
  it('both agencies and the secretariat see a request, others only the figure', async () => {
    on('2026-07-02');
    const { id, version } = await sent({ wantedOn: '2026-12-01' });
    expect((await house.as('secretariat')('GET', `/${id}`)).status).toBe(200);
    expect((await house.as('auditor')('GET', `/${id}`)).body.may).toMatchObject({ note: false });
    expect((await house.as('steward dof')('GET', `/${id}`)).status).toBe(404);
    for (const [path, body] of [['answer', accept], ['questions', { message: 'x' }], ['notes', { message: 'x' }]] as const) expect((await house.as('steward dof')('POST', `/${id}/${path}`, { ...(path !== 'notes' && { seen: version }), ...body })).status).toBe(404);
    expect((await asker()('POST', `/${id}/answer`, { seen: version, ...accept })).body.code).toBe('requests.not-own-agency');
    expect((await provider()('POST', `/${id}/withdrawal`, { seen: version, reason: 'x' })).body.code).toBe('requests.not-own-agency');
    expect((await house.as('steward dof')('POST', '', { requesterId: 'rid', ...complete })).body.code).toBe('requests.not-own-agency');
    const list = (await house.as('steward dof')('GET', '?requester=rid&provider=doae')).body;
    expect([list.items, list.hidden > 0]).toEqual([[], true]);
    const matrix = (await house.as('steward dof')('GET', '/matrix')).body;
    expect(Value.Check(Matrix, matrix)).toBe(true);
    expect(matrix.cells.find((cell: any) => cell.requesterId === 'rid' && cell.providerId === 'doae')).toMatchObject({ mayOpen: false, total: list.hidden });
    const waits = (await house.as('steward dof')('GET', '/waits')).body;
    expect(Value.Check(Waits, waits)).toBe(true);
    const others = waits.datasets.filter((each: any) => each.provider.id === 'doae').flatMap((each: any) => each.waiting);
    expect(others.length > 0 && others.every((each: any) => each.requestId === null && each.wantedOn === null)).toBe(true);
  });

  it('the secretariat drafts for an agency, which sends it', async () => {
    const { id, version } = await draft({ wantedOn: '2026-12-01' }, 'secretariat');
    expect((await house.as('secretariat')('POST', `/${id}/send`, { seen: version })).status).toBe(403);
    expect((await asker()('POST', `/${id}/send`, { seen: version })).body.state).toBe('sent');
  });

  it.each(roles.flatMap((role) => requestRoutes.map((route) => [role, route] as const)))('%s may do only what the policy says: %o', async (role, route) => {
    const { status, body } = await house.as(role)(route.method as 'GET', route.path.replace('/linkage-requests', '').replace(':id', '999999'), route.method === 'GET' ? undefined : {});
    expect([401, 403].includes(status) && !String(body?.code).startsWith('requests.')).toBe(!route.policy.roles.includes(role));
  });
});

describe('days and figures', () => {
  it('every figure of the matrix is the length of the list behind it, on any day', async () => {
    const secretariat = house.as('secretariat');
    for (const asOf of ['2026-03-10', '2026-06-02', '2026-07-02']) {
      const { body: matrix } = await secretariat('GET', `/matrix?asOf=${asOf}`);
      for (const { requesterId, providerId, counts } of matrix.cells) {
        for (const [state, count] of Object.entries(counts)) {
          const list = (await secretariat('GET', `?asOf=${asOf}&requester=${requesterId}&provider=${providerId}&state=${state}`)).body;
          expect([state, list.items.filter((each: any) => each.sentOn !== null).length]).toEqual([state, count]);
        }
      }
    }
    expect(Value.Check(RequestList, (await secretariat('GET', '')).body)).toBe(true);
  });

  it('a day off declared later moves the day to answer by, and no past day', async () => {
    // The calendar writes by the clock of PostgreSQL, which a test cannot turn back.
    const today = todayInBangkok(new Date());
    const yesterday = addDays(today, -1);
    on(yesterday);
    const { id } = await sent({ wantedOn: addDays(today, 200) });
    const { dueOn: before } = (await asker()('GET', `/${id}`)).body;
    now = new Date();
    const day = workingDayFrom(addDays(today, 3), new Set());
    await house.db.tx((tx) => declareDayOff(tx, theHouse, { day, nameTh: 'วันหยุดพิเศษ', nameEn: 'Special day', source: 'มติ ครม.' }));
    now = new Date();
    expect((await asker()('GET', `/${id}`)).body).toMatchObject({ deadline: { firstDueOn: before, dueOn: expect.not.stringMatching(before), moves: [{ becauseTh: 'วันหยุดพิเศษ' }] } });
    expect((await asker()('GET', `/${id}?asOf=${yesterday}`)).body).toMatchObject({ dueOn: before, deadline: { moves: [] } });
  });

  it('reminds before and after the day, once each, and tells the secretariat of what is long overdue', async () => {
    on('2026-09-01');
    const { id } = await sent({ wantedOn: '2026-12-01' });
    const { body: { dueOn } } = await asker()('GET', `/${id}`);
    const told = async () => (await house.query(`select key from notices.notice where kind = 'request' and key like $1 order by id`, [`request:${id}:%`])).map(({ key }) => key.split(':').slice(3).join(' '));
    const remind = async (day: string) => { on(day); await house.db.tx((tx) => remindOfRequests(tx, now)); await house.db.tx((tx) => remindOfRequests(tx, now)); };
    expect(await told()).toEqual(['sent steward']);
    await remind('2026-09-10');
    expect(await told()).toHaveLength(1);
    await remind('2026-09-16');
    await remind('2026-09-21');
    await remind('2026-09-23');
    expect(dueOn).toBe('2026-09-22');
    expect(await told()).toEqual(['sent steward', 'due-5 steward', 'due-1 steward', 'overdue steward']);
    expect((await provider()('GET', '?box=to-answer&state=overdue')).body.items.map((each: any) => each.id)).toContain(id);
    await remind('2026-09-29');
    expect(await told()).toContain('escalated secretariat');
    const { version } = (await provider()('GET', `/${id}`)).body;
    await provider()('POST', `/${id}/answer`, { seen: version, ...accept, fromOn: '2026-10-30' });
    expect(await house.query(`select count(*)::int as open from notices.notice where key like $1 and settled_at is null`, [`request:${id}:%`])).toEqual([{ open: 1 }]);
  });

  it('the list and the matrix come as workbooks', async () => {
    for (const path of ['/export', '/matrix/export']) {
      const { status, bytes } = await house.as('secretariat')('GET', path);
      expect(status).toBe(200);
      const sheets = await readXlsx(bytes, { mostBytes: 10_000_000, mostColumns: 20, unreadable: (fields) => kernelProblem('input-refused', fields), tooLarge: (fields) => kernelProblem('too-large', fields) });
      expect(sheets[1]?.rows.length).toBeGreaterThan(3);
    }
  });
});
