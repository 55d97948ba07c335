import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { checkDigit } from '@saphan/contracts/thai-id';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { listMandates } from './reads/mandates.ts';
import { routes } from './routes.ts';
import { openAskers } from './testing/house.ts';

const today = todayInBangkok(new Date());
const day = (offset: number) => addDays(today, offset);
const order = { documentNo: 'ที่ 9/2569', documentOn: day(-1) };
const reason = 'ย้าย';

let test: TestDatabase;
let api: Awaited<ReturnType<typeof openAskers>>;
const people: Record<string, string> = {};
const posts: Record<string, number> = {};
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);

const askers = {
  operator: principalOf('operator'), rid: principalOf('agency-admin'), doae: principalOf('agency-admin', { agencies: ['doae'], personId: '01998000-0000-7000-8000-0000000000ff' }),
  delegate: principalOf('agency-admin', { persona: 'delegation:1' }), stale: principalOf('operator', { authenticatedAt: '2026-01-01T00:00:00Z' }), token: principalOf('operator', { scopes: ['*'] }),
};
const ask = (who: keyof typeof askers, method: string, url: string, payload?: unknown) => api.ask(who, method, url, payload);
const made = async (reply: Promise<{ status: number; body: any }>) => { const { status, body } = await reply; expect([status, body]).toEqual([201, expect.anything()]); return body; };

async function addUnit(agencyId: string, code: string): Promise<number> {
  return (await made(ask('operator', 'POST', '/units', { agencyId, code, nameTh: 'กองทดสอบ', nameEn: 'Test division' }))).id;
}

async function addPost(unitId: number, responsible: boolean, roles: string[] = ['steward']): Promise<number> {
  return (await made(ask('operator', 'POST', '/posts', { unitId, titleTh: 'ผู้อำนวยการ', titleEn: 'Director', responsible, roles, since: day(-400) }))).id;
}

beforeAll(async () => {
  test = await testDatabase([{ name: 'organisations', migrations: new URL('./migrations/', import.meta.url) }]);
  api = await openAskers(test, routes, askers);
  for (const name of ['สมชาย', 'สมหญิง', 'มานี']) people[name] = (await made(ask('rid', 'POST', '/people', { givenTh: name, familyTh: 'ทดสอบ', email: 'officer@example.go.th' }))).id;
  const unit = await addUnit('rid', 'A');
  Object.assign(posts, { head: await addPost(unit, true), clerk: await addPost(unit, false, ['reader']), other: await addPost(await addUnit('doae', 'B'), true) });
});
afterAll(async () => { await api.close(); await test.close(); });

describe('the tree of units', () => {
  it('keeps codes unique in an agency and the unit above inside it, without circles', async () => {
    expect(await ask('operator', 'POST', '/units', { agencyId: 'rid', code: 'A', nameTh: 'ก', nameEn: 'a' })).toMatchObject({ status: 409, body: { code: 'organisations.unit-code-taken' } });
    expect(await ask('operator', 'POST', '/units', { agencyId: 'nobody', code: 'Z', nameTh: 'ก', nameEn: 'a' })).toMatchObject({ status: 422, body: { code: 'organisations.agency-unknown' } });
    const top = await addUnit('rid', 'TOP');
    const below = (await made(ask('rid', 'POST', '/units', { agencyId: 'rid', code: 'LOW', nameTh: 'ก', nameEn: 'a', parentId: top }))).id;
    expect(await ask('rid', 'PATCH', `/units/${top}`, { parentId: below })).toMatchObject({ status: 422, body: { code: 'organisations.unit-above-refused' } });
    expect(await ask('rid', 'PATCH', `/units/${below}`, { nameTh: 'ชื่อใหม่' })).toMatchObject({ status: 200, body: { nameTh: 'ชื่อใหม่', parentId: top } });
    expect((await ask('rid', 'GET', '/units?agency=rid')).body.items.map((unit: { code: string }) => unit.code)).toEqual(['A', 'TOP', 'LOW']);
  });
});

describe('an appointment', () => {
  it('has one holder a post, with a Thai sentence when there is another', async () => {
    await made(ask('rid', 'POST', '/appointments', { postId: posts['head'], personId: people['สมชาย'], kind: 'holder', since: day(-30), ...order }));
    const second = await ask('rid', 'POST', '/appointments', { postId: posts['head'], personId: people['สมหญิง'], kind: 'holder', since: day(-1), ...order });
    expect(second).toMatchObject({ status: 409, body: { code: 'organisations.post-has-a-holder', titleTh: expect.stringContaining('ผู้ครองตำแหน่ง') } });
  });

  it('of somebody acting has a last day, and ends by itself at midnight in Bangkok whatever the time zone of the database session', async () => {
    expect(await ask('rid', 'POST', '/appointments', { postId: posts['clerk'], personId: people['มานี'], kind: 'acting', since: today, ...order })).toMatchObject({ status: 422, body: { code: 'organisations.end-missing' } });
    await run(`insert into organisations.appointment (post_id, person_id, kind, since, until, document_no, document_on, created_by) values
      ($1, $2, 'acting', $3::date - 9, $3::date - 1, 'ที่ 1', $3, 'test'), ($1, $2, 'on-behalf', $3, $3, 'ที่ 2', $3, 'test'), ($1, $2, 'acting', $3::date + 1, $3::date + 9, 'ที่ 3', $3, 'test')`, [posts['clerk'], people['มานี'], today]);
    for (const zone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
      const mandates = await test.db.tx(async (tx) => { await tx.query(`set local timezone = '${zone}'`); return listMandates(tx, people['มานี'] as string); });
      expect(mandates.map((mandate) => mandate.documentNo)).toEqual(['ที่ 2']);
    }
  });

  it('does not leave a unit without a responsible person, by the API or past it', async () => {
    const [{ id }] = await run("select id from organisations.appointment where post_id = $1 and kind = 'holder'", [posts['head']]) as [{ id: number }];
    expect(await ask('rid', 'POST', `/appointments/${id}/end`, { until: today, reason })).toMatchObject({ status: 409, body: { code: 'organisations.successor-missing', titleTh: 'หน่วยงานย่อยจะไม่มีผู้รับผิดชอบ' } });
    expect(await ask('rid', 'POST', `/appointments/${id}/end`, { until: day(60), reason })).toMatchObject({ status: 409 });
    const net = { constraint: 'unit_has_a_responsible_person' };
    await expect(run('update organisations.appointment set until = $2 where id = $1', [id, day(60)])).rejects.toMatchObject(net);
    await expect(run("update organisations.appointment set ended_at = now(), ended_by = 'x' where id = $1", [id])).rejects.toMatchObject(net);
    await expect(run('delete from organisations.appointment where id = $1', [id])).rejects.toMatchObject(net);
    await expect(run('update organisations.post set responsible = false where id = $1', [posts['head']])).rejects.toMatchObject({ constraint: 'held_post_stays_responsible' });
    expect(await ask('rid', 'POST', `/appointments/${id}/end`, { until: day(3), reason, successor: { personId: people['สมหญิง'], ...order } })).toMatchObject({ status: 200, body: { until: day(3), successorId: expect.any(Number), endedAt: null } });
    const [seated] = (await ask('rid', 'GET', '/posts?agency=rid')).body.items;
    expect(seated).toMatchObject({ id: posts['head'], responsible: true, seated: [{ nameTh: 'สมชาย ทดสอบ', until: day(3) }] });
  });

  it('may end when somebody else answers for the unit, and replaces another by name', async () => {
    const second = await addPost((await ask('rid', 'GET', '/units?agency=rid')).body.items[0].id, true);
    const appointed = await made(ask('rid', 'POST', '/appointments', { postId: second, personId: people['มานี'], kind: 'holder', since: day(-5), ...order }));
    const next = await made(ask('rid', 'POST', '/appointments', { postId: second, personId: people['สมชาย'], kind: 'acting', since: today, until: day(9), replaces: appointed.id, ...order }));
    expect((await ask('rid', 'GET', `/people/${people['มานี']}`)).body.appointments).toContainEqual(expect.objectContaining({ id: appointed.id, until: day(-1), successorId: next.id, now: false }));
    expect(await ask('rid', 'POST', `/appointments/${next.id}/end`, { until: today, reason })).toMatchObject({ status: 200, body: { until: today } });
  });

  it('is recorded by a person who just proved who they are, not by a token, and not for oneself', async () => {
    const asked = { postId: posts['other'], personId: people['สมชาย'], kind: 'holder', since: today, ...order };
    expect(await ask('stale', 'POST', '/appointments', asked)).toMatchObject({ status: 401, body: { code: 'kernel.step-up-needed' } });
    expect(await ask('token', 'POST', '/appointments', asked)).toMatchObject({ status: 403, body: { code: 'kernel.scope-missing' } });
    await run("insert into organisations.person (id, given_th, family_th, created_by) values ($1, 'ผู้ดูแล', 'เกษตร', 'test')", [askers.doae.personId]);
    expect(await ask('doae', 'POST', '/appointments', { ...asked, personId: askers.doae.personId })).toMatchObject({ status: 403, body: { code: 'organisations.not-to-oneself' } });
  });
});

describe('an agency administrator', () => {
  it('reaches every unit, post, appointment and delegation of the own agency, and none of another', async () => {
    const units = await run('select id, agency_id from organisations.unit') as { id: number; agency_id: string }[];
    for (const unit of units) expect([unit, (await ask('doae', 'PATCH', `/units/${unit.id}`, { nameEn: 'New name' })).status]).toEqual([unit, unit.agency_id === 'doae' ? 200 : 403]);
    for (const unit of units) expect((await ask('doae', 'POST', '/posts', { unitId: unit.id, titleTh: 'ก', titleEn: 'a', roles: [] })).status).toBe(unit.agency_id === 'doae' ? 201 : 403);
    const appointments = await run("select id from organisations.appointment where ended_at is null and coalesce(until, 'infinity') >= $1", [today]) as { id: number }[];
    expect(appointments.length).toBeGreaterThan(2);
    for (const { id } of appointments) expect(await ask('doae', 'POST', `/appointments/${id}/end`, { until: today, reason })).toMatchObject({ status: 403, body: { code: 'organisations.agency-not-yours' } });
    expect(await ask('doae', 'POST', '/delegations', { fromPostId: posts['head'], toPersonId: people['มานี'], powers: ['linkage.decide-run'], since: today, until: today, ...order })).toMatchObject({ status: 403 });
    expect(await ask('doae', 'GET', `/people/${people['สมชาย']}`)).toMatchObject({ status: 404 });
    expect((await ask('doae', 'GET', '/people')).body.items.map((person: { id: string }) => person.id)).toEqual([askers.doae.personId]);
    expect((await ask('operator', 'GET', '/people?q=ทดสอบ')).body.items).toHaveLength(3);
    expect((await ask('operator', 'GET', '/people?q=%25')).body.items).toHaveLength(0);
  });

  it('gives posts ordinary roles only, and appoints to no post with more', async () => {
    const unitId = (await ask('doae', 'GET', '/units?agency=doae')).body.items[0].id;
    expect(await ask('doae', 'POST', '/posts', { unitId, titleTh: 'ก', titleEn: 'a', roles: ['agency-admin'] })).toMatchObject({ status: 403, body: { code: 'organisations.roles-refused' } });
    expect(await ask('operator', 'POST', '/posts', { unitId, titleTh: 'ก', titleEn: 'a', roles: ['operator'] })).toMatchObject({ status: 400 });
    const strong = await addPost(unitId, false, ['agency-admin']);
    expect(await ask('doae', 'POST', '/appointments', { postId: strong, personId: people['มานี'], kind: 'holder', since: today, ...order })).toMatchObject({ status: 403, body: { code: 'organisations.roles-refused' } });
  });
});

describe('a delegation', () => {
  const asked = (over: object = {}) => ({ fromPostId: posts['head'], toPersonId: people['มานี'], powers: ['linkage.decide-run'], since: today, until: day(5), ...order, ...over });

  it('gives powers and never roles, until it is revoked', async () => {
    const { id } = await made(ask('rid', 'POST', '/delegations', asked()));
    const mandates = () => test.db.read((tx) => listMandates(tx, people['มานี'] as string));
    expect((await mandates()).filter((mandate) => mandate.source === 'delegation')).toMatchObject([{ roles: [], powers: ['linkage.decide-run'], kind: 'delegate', agencyId: 'rid' }]);
    expect(await ask('rid', 'POST', `/delegations/${id}/revoke`, { reason })).toMatchObject({ status: 204 });
    expect((await mandates()).filter((mandate) => mandate.source === 'delegation')).toEqual([]);
    expect(await ask('rid', 'POST', `/delegations/${id}/revoke`, { reason })).toMatchObject({ status: 404 });
  });

  it('is refused for powers over people and rights, from posts without powers, and by somebody who acts by delegation', async () => {
    for (const power of ['organisations.delegate', 'identity.suspend-account', 'signon.rotate-signing-key', 'access.create-agreement']) {
      expect(await ask('rid', 'POST', '/delegations', asked({ powers: [power] }))).toMatchObject({ status: 422, body: { code: 'organisations.powers-refused' } });
    }
    expect(await ask('delegate', 'POST', '/delegations', asked())).toMatchObject({ status: 422, body: { code: 'organisations.powers-refused' } });
    expect(await ask('rid', 'POST', '/delegations', asked({ fromPostId: posts['clerk'] }))).toMatchObject({ status: 422, body: { code: 'organisations.post-has-no-powers' } });
    expect(await ask('rid', 'POST', '/delegations', asked({ until: day(-1) }))).toMatchObject({ status: 422, body: { code: 'organisations.days-refused' } });
  });
});

describe('a representation', () => {
  it('names a juristic person whose number checks', async () => {
    const asked = { personId: people['มานี'], juristicNo: `010553600001${checkDigit('010553600001')}`, nameTh: 'บริษัท ทดสอบ จำกัด', since: today, documentNo: 'หนังสือรับรอง 1' };
    const reply = await ask('operator', 'POST', '/representations', asked);
    const wrong = await ask('operator', 'POST', '/representations', { ...asked, juristicNo: `010553600001${(checkDigit('010553600001') + 1) % 10}` });
    expect([reply.status, wrong.status]).toEqual([201, 422]);
    expect(await ask('rid', 'POST', '/representations', asked)).toMatchObject({ status: 403 });
  });
});

describe('a person', () => {
  it('is mended field by field by the own agency, and what is null is cleared', async () => {
    const { id } = await made(ask('rid', 'POST', '/people', { givenTh: 'นภา', familyTh: 'เดิม', email: 'napa@example.go.th' }));
    await made(ask('operator', 'POST', '/appointments', { postId: posts['clerk'], personId: id, kind: 'acting', since: day(-1), until: day(1), ...order }));
    expect(await ask('rid', 'PATCH', `/people/${id}`, { familyTh: ' ใหม่ ' })).toMatchObject({ status: 200, body: { givenTh: 'นภา', familyTh: 'ใหม่', email: 'napa@example.go.th' } });
    expect(await ask('rid', 'PATCH', `/people/${id}`, { email: null })).toMatchObject({ status: 200, body: { familyTh: 'ใหม่', email: null } });
    expect(await ask('doae', 'PATCH', `/people/${id}`, { familyTh: 'อื่น' })).toMatchObject({ status: 404, body: { code: 'organisations.person-unknown' } });
    for (const wrong of [{}, { email: 'no address' }, { givenTh: null }, { givenTh: '  ' }, { id: 'x' }]) expect([wrong, (await ask('rid', 'PATCH', `/people/${id}`, wrong)).status]).toEqual([wrong, 400]);
  });
});

it('writes who did what without names of people', async () => {
  const rows = await run('select action, detail::text as detail from kernel.audit') as { action: string; detail: string }[];
  expect(new Set(rows.map((row) => row.action))).toEqual(new Set(['organisations.unit-created', 'organisations.unit-updated', 'organisations.post-created', 'organisations.person-created', 'organisations.person-updated', 'organisations.appointed', 'organisations.appointment-ended', 'organisations.delegated', 'organisations.delegation-revoked', 'organisations.representation-recorded']));
  expect(rows.filter((row) => /สมชาย|สมหญิง|มานี|officer@/.test(row.detail))).toEqual([]);
});
