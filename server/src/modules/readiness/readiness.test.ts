import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { roles, theHouse } from '#kernel/policy.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { declareDayOff } from '#modules/calendar/index.ts';
import { appoint, createPerson, createPost, createUnit } from '#modules/organisations/index.ts';
import { remindForms } from './jobs/remind.ts';
import { routes } from './routes.ts';
import { AnswerList, CampaignList, CampaignPage, FormPage } from './schemas.ts';
import { openReadinessHouse, type ReadinessHouse } from './testing/readiness-house.ts';

let house: ReadinessHouse;
let now = new Date('2090-06-01T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
const on = (day: string) => { now = new Date(`${day}T03:00:00.000Z`); };
let id: number;
let rid: ReturnType<ReadinessHouse['steward']>;
const form = () => house.ask('GET', `/${id}/forms/rid`, undefined, rid);
const save = (row: { id: number; version: number }, answers: Record<string, string>, confirm = false) => house.ask('PUT', `/${id}/forms/rid/rows/${row.id}`, { version: row.version, answers, confirm }, rid);
const campaign = { titleTh: 'สำรวจฐานข้อมูล 2633', titleEn: 'Survey 2090', opensOn: '2090-06-01', workingDays: 20, agencies: ['rid', 'doae'] };
const ready = { ours: 'yes', readiness: 'ready', system: 'ระบบชลประทาน', source: 'database', contact: 'สมชาย 02-000-0000', frequency: 'daily', personal: 'none', 'linkable-on': '2090-12-15' };
const notices = async () => (await house.db.tx((tx) => tx.query(`select key, to_role, agency_id, settled_at is not null as settled from notices.notice where kind = 'survey' order by key`))).rows;

beforeAll(async () => {
  house = await openReadinessHouse(() => now);
  rid = house.steward('rid');
  const dams = await house.dataset('rid-dams', 'rid', '2090-12-31');
  await house.dataset('rid-canals', 'rid');
  await house.dataset('doae-farmers', 'doae');
  await house.db.tx(async (tx) => {
    await tx.query(`insert into linkage.contract (dataset_id, version, document, body, change, created_by) values ($1, 1, '', $2, 'first', 'test')`,
      [dams, JSON.stringify({ source: { format: 'csv' }, freshness: { promiseHours: 24 }, columns: [{ name: 'owner', personalData: 'direct' }, { name: 'area' }] })]);
    await tx.query(`insert into linkage.source (dataset_id, kind, config, summary, created_by) values ($1, 'postgres', '{}', 'ระบบ', 'test')`, [dams]);
  });
});
afterAll(async () => { clock.mockRestore(); await house.close(); });

describe('a survey', () => {
  it('opens with a form of each agency, a day by the calendar, and what is known with where it comes from', async () => {
    const made = await house.ask('POST', '', campaign);
    expect(made).toMatchObject({ status: 201 });
    id = made.body.id;
    const { body } = await form();
    expect(Value.Check(FormPage, body)).toBe(true);
    expect(body).toMatchObject({ state: 'not-started', late: false, dueOn: '2090-06-29', rows: 2, required: 2, answered: 0, may: { answer: true, submit: true, judge: false } });
    const dams = body.items.find((row: { slug: string }) => row.slug === 'rid-dams');
    expect(dams.known).toMatchObject({ ours: { value: 'yes' }, format: { value: 'csv' }, personal: { value: 'personal', fromTh: expect.stringContaining('1 คอลัมน์') }, source: { value: 'database' }, 'linkable-on': { value: '2090-12-31', fromTh: expect.stringContaining('2633') } });
    expect(dams).toMatchObject({ answers: {}, asked: ['ours', 'remark'], missing: ['ours'] });
    expect((await notices()).map((each) => each.key)).toEqual(expect.arrayContaining([expect.stringMatching(/^open:/)]));
  });

  it('keeps answers as typed, asks what follows from them, and tells the second of two who was first', async () => {
    const [dams] = (await form()).body.items.filter((row: { slug: string }) => row.slug === 'rid-dams');
    const saved = await save(dams, { ours: 'yes' }, true);
    expect(saved.status).toBe(200);
    const row = saved.body.items.find((each: { slug: string }) => each.slug === 'rid-dams');
    expect(row).toMatchObject({ version: 1, answers: { ours: 'yes', personal: 'personal' }, missing: ['readiness', 'contact'], by: 'rid-steward' });
    expect(saved.body).toMatchObject({ state: 'in-progress', answered: 2, required: 5 });
    const late = await save(dams, { remark: 'ช้า' });
    expect([late.status, late.body]).toMatchObject([409, { code: 'readiness.changed-meanwhile', by: 'rid-steward', version: 1, changed: expect.arrayContaining(['ours', 'personal']) }]);
  });

  it.each([
    [{ readiness: 'perhaps' }, 'readiness.answer-refused', '/answers/readiness'],
    [{ 'linkable-on': '2633-12-15' }, 'readiness.answer-refused', '2090-12-15'],
    [{ 'linkable-on': '2090-02-30' }, 'readiness.answer-refused', '/answers/linkable-on'],
    [{ rows: 'มาก' }, 'readiness.answer-refused', '/answers/rows'],
    [{ remark: 'ก'.repeat(10_000) }, 'readiness.answer-refused', '10000'],
    [{ nothing: 'x' }, 'readiness.answer-refused', '/answers/nothing'],
  ] as [Record<string, string>, string, string][])('refuses %o and names the place', async (answers, code, says) => {
    const [row] = (await form()).body.items.filter((each: { slug: string }) => each.slug === 'rid-dams');
    const reply = await save(row, answers);
    expect([reply.body.code, JSON.stringify(reply.body)]).toEqual([code, expect.stringContaining(says)]);
    expect(reply.body.nextTh).toMatch(/[ก-๙]/);
  });

  it('lets nobody answer for another agency, nor see its form', async () => {
    const other = house.steward('doae');
    const [row] = (await form()).body.items;
    expect((await house.ask('GET', `/${id}/forms/rid`, undefined, other)).body.code).toBe('readiness.form-not-found');
    expect((await house.ask('PUT', `/${id}/forms/rid/rows/${row.id}`, { version: row.version, answers: {} }, other)).body.code).toBe('readiness.not-your-agency');
    expect((await house.ask('GET', `/${id}`, undefined, other)).body.forms.map((each: { agency: { id: string } }) => each.agency.id)).toEqual(['doae']);
    expect((await house.ask('GET', `/${id}/forms/rid/workbook`, undefined, other)).status).toBe(404);
    expect((await house.ask('GET', `/${id}/answers?question=contact`, undefined, other)).body.items.filter((each: { agency: { id: string } }) => each.agency.id !== 'doae')).toEqual([]);
  });

  it('takes additions and needs, and names what is missing when it is submitted', async () => {
    const added = await house.ask('POST', `/${id}/forms/rid/rows`, { answers: { title: '#eval("x") <b>ทะเบียนฝาย</b>', readiness: 'not-digital' } }, rid);
    expect(added.status).toBe(201);
    expect((await house.ask('POST', `/${id}/forms/rid/rows`, { answers: { remark: 'ไม่มีชื่อ' } }, rid)).body.errors[0].pointer).toBe('/answers/title');
    const need = { agencyId: 'doae', slug: 'doae-farmers', words: 'ทะเบียนเกษตรกร', purpose: 'ใช้วางแผนการส่งน้ำให้แปลงของเกษตรกร' };
    expect((await house.ask('POST', `/${id}/forms/rid/needs`, need, rid)).status).toBe(201);
    expect((await house.ask('POST', `/${id}/forms/rid/needs`, { ...need, agencyId: 'rid' }, rid)).body.code).toBe('readiness.own-agency');
    expect((await house.ask('POST', `/${id}/forms/rid/needs`, { ...need, slug: 'rid-dams' }, rid)).body.code).toBe('readiness.unknown-choice');
    const refused = await house.ask('POST', `/${id}/forms/rid/submission`, {}, rid);
    expect(refused.body).toMatchObject({ code: 'readiness.incomplete', errors: expect.arrayContaining([{ pointer: expect.any(String), th: 'ชุด rid-canals: เป็นข้อมูลของหน่วยงานท่าน', en: 'rid-canals: Is it yours' }]) });
  });

  it('reminds the steward before the day, follows a day off that is declared, and tells head and secretariat after it', async () => {
    const remind = () => house.db.tx((tx) => remindForms(tx, now));
    on('2090-06-10');
    await remind();
    await house.db.tx((tx) => declareDayOff(tx, theHouse, { day: '2090-06-28', nameTh: 'วันหยุดพิเศษ', nameEn: 'Special day', source: 'มติ ครม.' }));
    expect((await form()).body.dueOn).toBe('2090-06-30');
    on('2090-06-23');
    expect([await remind(), await remind()]).toEqual([2, 0]);
    on('2090-07-03');
    await remind();
    const told = await notices();
    const mine = (await house.db.tx((tx) => tx.query(`select id from readiness.form where agency_id = 'rid'`))).rows[0].id;
    expect(told.filter((each) => each.key.includes(`:${mine}:`)).map((each) => [each.key.split(':')[0], each.to_role]).sort()).toEqual([['due5', 'steward'], ['late', 'responsible'], ['late-centre', 'secretariat'], ['open', 'steward']]);
    expect((await form()).body).toMatchObject({ late: true, state: 'in-progress' });
  });

  it('is submitted by the data owner only, ends its reminders, and turns needs into drafts of requests', async () => {
    for (const row of (await form()).body.items) await save(row, row.own ? { contact: 'ฝ่ายฝาย', personal: 'none' } : ready);
    const owner = await house.db.tx(async (tx) => {
      const person = await createPerson(tx, theHouse, { givenTh: 'เจ้าของ', familyTh: 'ข้อมูล' });
      const unit = await createUnit(tx, theHouse, { agencyId: 'rid', code: 'IT', nameTh: 'ศูนย์ข้อมูล', nameEn: 'Data' });
      const post = await createPost(tx, theHouse, { unitId: unit.id, titleTh: 'เจ้าของข้อมูล', titleEn: 'Data owner', responsible: true, roles: ['steward'], since: '2026-01-01' });
      await appoint(tx, theHouse, { postId: post.id, personId: person.id, kind: 'holder', since: '2026-01-01', documentNo: 'ที่ 1', documentOn: '2026-01-01' });
      return principalOf('steward', { name: 'rid-owner', agencies: ['rid'], personId: person.id });
    });
    expect((await house.ask('POST', `/${id}/forms/rid/submission`, {}, rid)).body.code).toBe('readiness.only-data-owner');
    const sent = await house.ask('POST', `/${id}/forms/rid/submission`, {}, owner);
    expect(sent.body).toMatchObject({ state: 'submitted', late: false, needed: [{ agencyId: 'doae', requestId: expect.any(Number) }], may: { answer: false } });
    expect((await house.ask('POST', `/${id}/forms/rid/submission`, {}, owner)).body.code).toBe('readiness.not-open');
    expect((await notices()).filter((each) => each.agency_id === 'rid').every((each) => each.settled)).toBe(true);
    expect((await save(sent.body.items[0], { remark: 'x' })).body.code).toBe('readiness.not-open');
    const back = await house.ask('POST', `/${id}/forms/rid/return`, { reason: 'ระบุผู้ประสานงานให้ครบ', workingDays: 5 });
    expect(back.body).toMatchObject({ state: 'returned', dueOn: '2090-07-10', events: [{ what: 'submitted' }, { what: 'returned', reason: 'ระบุผู้ประสานงานให้ครบ' }] });
    expect((await house.ask('POST', `/${id}/forms/rid/return`, { reason: 'อีก', workingDays: 5 })).body.code).toBe('readiness.not-in-that-state');
    expect((await house.ask('GET', `/${id}/forms/rid?asOf=2090-07-02`)).body).toMatchObject({ dueOn: '2090-06-30', late: true, state: 'in-progress', may: { judge: false } });
    await house.ask('POST', `/${id}/forms/rid/submission`, {}, owner);
    expect((await house.ask('POST', `/${id}/forms/rid/acceptance`, {})).body.state).toBe('accepted');
    expect((await house.db.tx((tx) => tx.query('select count(*)::int as count from readiness.need_request'))).rows[0].count).toBe(1);
    expect((await house.db.tx((tx) => tx.query('select d.slug from plans.survey_fact f join catalog.dataset d on d.id = f.dataset_id order by 1'))).rows.map(({ slug }) => slug)).toEqual(['rid-canals', 'rid-dams']);
  });

  it('counts every answer, opens the list behind each, and shows any past day as it was', async () => {
    const page = (await house.ask('GET', `/${id}`)).body;
    expect(Value.Check(CampaignPage, page)).toBe(true);
    expect(page.totals).toMatchObject({ forms: 2, notStarted: 1, accepted: 1, late: 1, rows: 3, additions: 1, needs: 1 });
    expect(page.forms.find((each: { agency: { id: string } }) => each.agency.id === 'rid').counts.readiness).toMatchObject({ ready: 2, 'not-digital': 1, '': 0 });
    expect(page.forms.find((each: { agency: { id: string } }) => each.agency.id === 'doae').counts.readiness).toMatchObject({ ready: 0, '': 1 });
    expect((await house.ask('GET', `/${id}/answers?question=readiness&value=&agency=doae`)).body).toMatchObject({ total: 1, items: [{ slug: 'doae-farmers', value: '' }] });
    const list = (await house.ask('GET', `/${id}/answers?question=readiness&value=not-digital`)).body;
    expect(Value.Check(AnswerList, list)).toBe(true);
    expect(list).toMatchObject({ total: 1, items: [{ own: true, titleTh: '#eval("x") <b>ทะเบียนฝาย</b>', value: 'not-digital' }] });
    expect((await house.ask('GET', `/${id}?asOf=2090-06-01`)).body.totals).toMatchObject({ inProgress: 1, notStarted: 1, additions: 1, accepted: 0 });
    expect((await house.ask('GET', `/${id}?asOf=2090-05-31`)).body.code).toBe('readiness.campaign-not-found');
    expect(Value.Check(CampaignList, (await house.ask('GET', '')).body)).toBe(true);
  });

  it('takes days over into the plan only when the secretariat says so, with the reason', async () => {
    const { items } = (await house.ask('GET', `/${id}/due-dates`)).body;
    expect(items.map((each: { slug: string; answeredOn: string; planOn: string | null }) => [each.slug, each.answeredOn, each.planOn]).sort()).toEqual([['rid-canals', '2090-12-15', null], ['rid-dams', '2090-12-15', '2090-12-31']]);
    expect((await house.ask('POST', `/${id}/due-dates`, { rows: items.map((each: { rowId: number }) => each.rowId), reason: 'ตามคำตอบ' })).body).toEqual({ adopted: 2 });
    expect((await house.ask('POST', `/${id}/due-dates`, { rows: [items[0].rowId], reason: 'ซ้ำ' })).body.code).toBe('readiness.nothing-to-adopt');
    const [due] = (await house.db.tx((tx) => tx.query(`select e.due_on, e.reason from plans.due_event e join catalog.dataset d on d.id = e.dataset_id where d.slug = 'rid-dams' order by e.id desc limit 1`))).rows;
    expect(due).toMatchObject({ due_on: '2090-12-15', reason: expect.stringContaining('สำรวจฐานข้อมูล 2633') });
  });

  it.each([
    [{ opensOn: '2633-08-03' }, 'readiness.era-mistaken'], [{ opensOn: '2090-02-30' }, 'readiness.not-a-date'], [{ opensOn: '2090-05-01' }, 'readiness.opens-in-past'],
    [{ agencies: ['nobody'] }, 'readiness.unknown-choice'], [{ datasets: ['no-such'] }, 'readiness.unknown-choice'], [{ plan: 'no-such' }, 'projects.plan-not-found'],
  ])('is not set up with %o', async (over, code) => {
    expect((await house.ask('POST', '', { ...campaign, opensOn: '2090-08-03', ...over })).body.code).toBe(code);
  });

  it('takes nothing more once it has ended', async () => {
    expect((await house.ask('POST', `/${id}/end`, { reason: 'ครบแล้ว' })).body).toMatchObject({ phase: 'ended', ended: { reason: 'ครบแล้ว' } });
    expect((await house.ask('POST', `/${id}/end`, { reason: 'อีก' })).body.code).toBe('readiness.already-ended');
    expect((await house.ask('POST', `/${id}/forms/doae/rows`, { answers: { title: 'ก' } }, house.steward('doae'))).body.code).toBe('readiness.not-open');
    expect((await house.ask('POST', `/${id}/forms/rid/reopening`, { reason: 'x', workingDays: 5 })).body.code).toBe('readiness.already-ended');
  });

  it.each(roles.flatMap((each) => routes.map((route) => [each, route] as const)))('%s may do only what the policy says: %o', async (each, route) => {
    const path = route.path.replace('/readiness-campaigns', '').replace(':agency', 'rid').replace(/:\w+/g, '999');
    const { status, body } = await house.ask(route.method as 'GET', path, route.method === 'GET' ? undefined : {}, principalOf(each));
    expect([401, 403].includes(status) && !String(body?.code).startsWith('readiness.')).toBe(!route.policy.roles.includes(each));
  });
});
