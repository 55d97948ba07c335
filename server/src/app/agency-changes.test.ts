import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { calendar, setDeadline } from '#modules/calendar/index.ts';
import { catalogHoldings, createDataset } from '#modules/catalog/index.ts';
import { identityHoldings } from '#modules/identity/index.ts';
import { noticesHoldings, notify } from '#modules/notices/index.ts';
import { agenciesAsOf, agencyRoutes, findAgency, organisations } from '#modules/organisations/index.ts';
import { readBoard, setDueDate } from '#modules/plans/index.ts';
import { addProject, addStrategy, createActionPlan, projectsHoldings } from '#modules/projects/index.ts';
import { followAgencies as accessFollows } from '../modules/access/agencies/follow-agencies.ts';
import { followAgencies as catalogFollows } from '../modules/catalog/agencies/follow-agencies.ts';
import { followAgencies as eventsFollow } from '../modules/events/agencies/follow-agencies.ts';
import { getSystemKey } from '../modules/registry/keys/read-keys.ts';
import { followAgencies as registryFollows, registryHoldings } from '../modules/registry/agencies/follow-agencies.ts';
import { readSystem } from '../modules/registry/systems/read-systems.ts';
import { createSystem } from '../modules/registry/systems/save-system.ts';
import { getAgreement } from '../modules/sharing/index.ts';
import { followSystems } from '../modules/sharing/following/follow-systems.ts';
import { addAgreement, addKey, addService, addSystem, moveAgreement } from '../modules/exchange/testing/trusted-rows.ts';
import { newSystem } from '../modules/exchange/testing/signing-system.ts';
import { loadTrust } from '../modules/exchange/trust/load-trust.ts';
import { followAgencies as harvestFollows } from '../modules/harvest/agencies/follow-agencies.ts';
import { followAgencies as identityFollows } from '../modules/identity/agencies/follow-agencies.ts';
import { followAgencies as noticesFollows } from '../modules/notices/agencies/follow-agencies.ts';
import { openAskers } from '../modules/organisations/testing/house.ts';
import { agenciesPart as portalPart } from '../modules/portal/agencies/part.ts';
import { followAgencies as projectsFollows } from '../modules/projects/agencies/follow-agencies.ts';
import { agenciesPart as signonPart } from '../modules/signon/agencies/part.ts';
import { sampleAgency } from '../../../sample/agencies.ts';
import { moduleFolders } from './module-folders.ts';
import { fillAgencies } from './sample-agencies.ts';

const now = new Date();
const today = todayInBangkok(now);
const yesterday = addDays(today, -1);
const order = { effectiveOn: today, reason: 'พระราชบัญญัติโอนกิจการ', documentNo: 'ราชกิจจานุเบกษา เล่ม 143', documentOn: yesterday };
const askers = { secretary: principalOf('secretariat'), steward: principalOf('steward'), admin: principalOf('agency-admin'), stale: principalOf('secretariat', { authenticatedAt: '2026-01-01T00:00:00Z' }) };
const consumers: Consumer[] = [...calendar.consumers, accessFollows, catalogFollows, harvestFollows, identityFollows, noticesFollows, projectsFollows, registryFollows, followSystems, eventsFollow, ...portalPart.consumers ?? [], ...signonPart().consumers ?? []];
let test: TestDatabase;
let api: Awaited<ReturnType<typeof openAskers>>;
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
const ask = (method: string, url: string, body?: unknown, who: keyof typeof askers = 'secretary') => api.ask(who, method, url, body);
const version = async (id: string) => (await ask('GET', `/agencies/${id}`)).body.version as number;
async function hear(): Promise<void> {
  await hearAll(test.db, consumers, openLog('test', 'silent'));
  expect(await run('select name, last_error from kernel.consumer where last_error is not null')).toEqual([]);
}

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  api = await openAskers(test, [...organisations.routes, ...agencyRoutes([catalogHoldings, projectsHoldings, identityHoldings, noticesHoldings, registryHoldings])], askers);
  for (const { name } of consumers) await run('insert into kernel.consumer (name) values ($1) on conflict do nothing', [name]);
});
afterAll(async () => { await api?.close(); await test?.close(); });

describe('a renamed agency', () => {
  it('has its new name from the day of the document on, keeps the former with its days, and is found by both', async () => {
    const names = { nameTh: 'กรมข้าวไทย', nameEn: 'Thai Rice Department', abbrTh: 'กขท.', abbrEn: 'TRD' };
    const renamed = await ask('POST', '/agencies/rd/rename', { ...names, ...order, version: 0 });
    expect([renamed.status, renamed.body]).toMatchObject([200, { kind: 'rename', takenAt: expect.any(String) }]);
    expect((await ask('GET', `/agencies?q=${encodeURIComponent('กรมการข้าว')}`)).body.items).toMatchObject([{ id: 'rd', nameTh: 'กรมข้าวไทย', formerNames: [{ nameTh: 'กรมการข้าว', untilOn: yesterday }] }]);
    const nameOn = async (day: string) => (await test.db.read((tx) => agenciesAsOf(tx, day))).find(({ agency }) => agency.id === 'rd')?.agency.nameTh;
    expect([await nameOn(yesterday), await nameOn(today)]).toEqual(['กรมการข้าว', 'กรมข้าวไทย']);
    expect((await ask('POST', '/agencies/rd/rename', { ...names, ...order, version: 0 })).body.id).toBe(renamed.body.id);
  });

  it('is changed by one after the other: the second is told who was first', async () => {
    const second = await ask('POST', '/agencies/rd/rename', { nameTh: 'กรมอื่น', nameEn: 'Other', abbrTh: 'กอ.', abbrEn: 'OTH', ...order, version: 0 });
    expect(second).toMatchObject({ status: 409, body: { code: 'organisations.changed-meanwhile', by: 'test-secretariat' } });
  });

  it('waits for its day, and can be taken back until then', async () => {
    const later = { nameTh: 'กรมชลประทานและน้ำ', nameEn: 'Irrigation and Water', abbrTh: 'ชปน.', abbrEn: 'IWD', ...order, effectiveOn: addDays(today, 40), version: await version('rid') };
    const waiting = await ask('POST', '/agencies/rid/rename', later);
    expect([waiting.status, waiting.body.takenAt]).toEqual([200, null]);
    expect((await test.db.read((tx) => findAgency(tx, 'rid')))?.nameTh).toBe('กรมชลประทาน');
    expect((await ask('POST', '/agencies/rid/merge', { into: 'oae', ...order, version: await version('rid') })).body.code).toBe('organisations.change-waiting');
    expect((await ask('POST', `/agency-changes/${waiting.body.id}/withdraw`, { reason: 'เลื่อน' })).body.withdrawn).toMatchObject({ reason: 'เลื่อน' });
    expect((await ask('POST', `/agency-changes/${waiting.body.id}/withdraw`, { reason: 'เลื่อน' })).body.code).toBe('organisations.change-taken');
  });

  it.each([
    ['2569-10-01', 'ปี 2569 เป็น พ.ศ. หมายถึง 2026-10-01 หรือไม่'], ['2026-02-30', '"2026-02-30" ไม่ใช่วันที่'],
  ])('refuses the day %s and says what is wrong with it', async (effectiveOn, th) => {
    const body = { nameTh: 'ก', nameEn: 'a', abbrTh: 'ก', abbrEn: 'a', ...order, effectiveOn, version: 0 };
    expect(await ask('POST', '/agencies/doa/rename', body)).toMatchObject({ status: 422, body: { code: 'organisations.day-refused', errors: [{ pointer: '/effectiveOn', th }] } });
  });
});

describe('a merged agency', () => {
  it('shows before what it moves; its things go to the successor, its past days stay its own', async () => {
    const dataset = await test.db.tx((tx) => createDataset(tx, theHouse, { slug: 'mulberry', agencyId: 'qsds', titleTh: 'แปลงหม่อน', titleEn: 'Mulberry plots' }));
    await run("update catalog.dataset set created_at = now() - interval '9 days' where id = $1", [dataset.id]);
    await test.db.tx((tx) => setDueDate(tx, theHouse, { datasetId: dataset.id, dueOn: addDays(today, 30), reason: 'แผน' }, new Date(now.getTime() - 8 * 86_400_000)));
    const [account] = await run("insert into identity.account (kind, user_name, display_name, owner_agency_id, state_changed_by, created_by) values ('service', 'silk-robot', 'silk robot', 'qsds', 't', 't') returning id");
    await run("insert into identity.role_grant (account_id, role, agency_id, granted_by, document_no) values ($1, 'steward', 'qsds', 't', '1'), ($1, 'reader', 'qsds', 't', '1'), ($1, 'reader', 'doae', 't', '1')", [account.id]);
    for (const agency of ['qsds', 'doae']) await run("insert into organisations.unit (agency_id, code, name_th, name_en, since) values ($1, '01', 'กองกลาง', 'Central', '2020-01-01')", [agency]);
    await test.db.tx((tx) => notify(tx, [{ kind: 'reminder', key: 'late:silk', to: { role: 'steward', agencyId: 'qsds' }, what: { th: 'เลยกำหนด', en: 'Late' }, link: '/datasets' }]));
    const project = await planOf('qsds');
    await test.db.tx((tx) => setDeadline(tx, { room: 'portal', reference: 'request:silk', from: today, count: 5, unit: 'working', because: { th: 'ก', en: 'a' }, agencyId: 'qsds' }));
    const [request] = await run("insert into requests.request (requester_id, created_at) values ('qsds', now() - interval '3 days') returning id");
    await run("insert into requests.event (request_id, number, what, actor, recorded_at) values ($1, 1, 'drafted', 't', now() - interval '3 days')", [request.id]);
    await run("insert into requests.form (request_id, number, provider_id, purpose, legal_bases, columns) values ($1, 1, 'qsds', '', '{}', '[]')", [request.id]);

    const preview = await ask('GET', '/agencies/qsds/preview?kind=merge&into=doae');
    expect(preview.body.blocks).toEqual([]);
    expect(preview.body.holdings.map(({ what, count }: { what: string; count: number }) => [what, count])).toEqual([
      ['organisations.units', 1], ['catalog.datasets', 1], ['projects.projects', 1], ['identity.grants', 2], ['identity.programs', 1], ['notices.open', 1]]);
    expect(preview.body.holdings[0].noteTh).toContain('รหัสซ้ำ');

    const body = { into: 'doae', ...order, version: preview.body.version };
    const [first, second] = await Promise.all([ask('POST', '/agencies/qsds/merge', body), ask('POST', '/agencies/qsds/merge', body)]);
    expect([first.status, second.status, first.body.id]).toEqual([200, 200, second.body.id]);
    await hear();

    expect(await run("select agency_id from catalog.dataset where slug = 'mulberry' union select agency_id from catalog.record where dataset_id = $1", [dataset.id])).toEqual([{ agency_id: 'doae' }]);
    expect(await run('select role, agency_id from identity.role_grant where account_id = $1 and revoked_at is null order by role', [account.id])).toEqual([{ role: 'reader', agency_id: 'doae' }, { role: 'steward', agency_id: 'doae' }]);
    expect(await run("select code from organisations.unit where agency_id = 'doae' order by code")).toEqual([{ code: '01' }, { code: 'qsds-01' }]);
    expect(await run("select agency_id from notices.notice where key = 'late:silk'")).toEqual([{ agency_id: 'doae' }]);
    expect(await test.db.read((tx) => findAgency(tx, 'qsds'))).toBeNull();
    const counted = async (day: string | null) => (await test.db.read((tx) => readBoard(tx, day, new Date()))).agencies.filter(({ total }) => total > 0).map(({ agency, total }) => [agency.nameTh, total]);
    expect(await counted(yesterday)).toEqual([['กรมหม่อนไหม', 1]]);
    expect(await counted(null)).toEqual([['กรมส่งเสริมการเกษตร', 1]]);
    expect(await project()).toBe('doae');
    expect(await run("select agency_id from calendar.deadline_v1 where reference = 'request:silk'")).toEqual([{ agency_id: 'doae' }]);
    const asked = (at: string) => run(`select requester_id, provider_id from requests.requests_at(${at})`);
    expect([await asked("now() - interval '1 day'"), await asked('now()')]).toEqual([[{ requester_id: 'qsds', provider_id: 'qsds' }], [{ requester_id: 'doae', provider_id: 'doae' }]]);
    expect((await ask('GET', '/agencies?ended=true&q=qsds')).body.items).toMatchObject([{ endedOn: today, successorId: 'doae' }]);
    expect((await ask('GET', '/agencies?q=qsds')).body.items).toEqual([]);
    expect((await ask('GET', '/agencies/doae')).body.changes).toMatchObject([{ kind: 'merge', agencyId: 'qsds' }]);
  });

  async function planOf(agencyId: string): Promise<() => Promise<string | undefined>> {
    const year = Number(today.slice(0, 4)) + 543;
    await test.db.tx((tx) => createActionPlan(tx, theHouse, { slug: 'silk', titleTh: 'แผน', titleEn: 'Plan', firstYear: year - 1, lastYear: year + 2 }, now));
    const { id: strategyId } = await test.db.tx((tx) => addStrategy(tx, theHouse, 'silk', { number: 1, titleTh: 'ยุทธศาสตร์', titleEn: 'Strategy' }, now));
    const { id } = await test.db.tx((tx) => addProject(tx, theHouse, 'silk', { strategyId, agencyId, titleTh: 'โครงการไหม', titleEn: 'Silk', startsOn: today, endsOn: addDays(today, 90), budgets: [], indicators: [] }, now));
    return async () => (await run('select agency_id from projects.project_version where project_id = $1 order by version desc limit 1', [id]))[0]?.agency_id;
  }

  it('takes no further change, and cannot be merged into by others', async () => {
    expect((await ask('POST', '/agencies/qsds/end', { ...order, version: await version('qsds') })).body.code).toBe('organisations.agency-ended');
    expect((await ask('POST', '/agencies/cad/merge', { into: 'qsds', ...order, version: 0 })).body).toMatchObject({ code: 'organisations.agency-ended', errors: [{ pointer: '/into' }] });
    expect((await ask('POST', '/agencies/cad/merge', { into: 'cad', ...order, version: 0 })).body.code).toBe('organisations.into-itself');
  });
});

describe('systems of a merged agency', () => {
  const trust = () => test.db.read((tx) => loadTrust(tx, async () => []));
  const ahead = () => run('select number, provider_agency_id as provider, consumer_agency_id as consumer from sharing.agreements_at(now()) order by number');

  it('go on under the successor with their services, agreements and subscriptions; the former path says where they went and its keys have ended', async () => {
    const [provider, consumer] = [await addSystem(run, 'cad', 'labs'), await addSystem(run, 'cad', 'portal')];
    for (const code of ['labs', 'asks']) await addSystem(run, 'oae', code);
    const key = newSystem('TH/GOV/cad/labs');
    await addKey(run, provider, { kid: key.kid, jwk: key.jwk });
    const [labs, other] = [await addService(run, provider, { slug: 'labs' }), await addService(run, consumer, { slug: 'others' })];
    await addAgreement(run, { number: 'SA-2569-0101', consumer: 'oae', provider: 'cad', systemId: consumer, serviceId: labs });
    const past = await addAgreement(run, { number: 'SA-2569-0102', consumer: 'cad', provider: 'cad', systemId: consumer, serviceId: other });
    await moveAgreement(run, past, 'ended');
    await run("insert into events.subscription (agency_id, system_path, name, url, types, secret_sealed, created_by, changed_by) values ('cad', 'TH/GOV/cad/portal', 'x', 'https://one.example/', '{}', 's', 't', 't'), ('cad', null, 'y', 'https://two.example/', '{}', 's', 't', 't'), ('oae', null, 'z', 'https://two.example/', '{}', 's', 't', 't')");
    const formerName = (await test.db.read((tx) => findAgency(tx, 'cad')))?.nameTh;

    expect((await ask('GET', '/agencies/cad/preview?kind=end')).body.blocks).toHaveLength(1);
    expect((await ask('POST', '/agencies/cad/merge', { into: 'oae', ...order, version: await version('cad') })).status).toBe(200);
    await hear();

    expect(await run("select path, agency_id, state from registry.system_v1 where id = any ($1) order by path", [[provider, consumer]])).toEqual([{ path: 'TH/GOV/oae/cad-labs', agency_id: 'oae', state: 'active' }, { path: 'TH/GOV/oae/portal', agency_id: 'oae', state: 'active' }]);
    await expect(test.db.read((tx) => readSystem(tx, theHouse, 'TH/GOV/cad/labs', new Date()))).rejects.toMatchObject({ code: 'registry.system-moved', status: 410, fields: { movedTo: 'TH/GOV/oae/cad-labs', link: '/exchange/systems/oae/cad-labs' } });
    await expect(test.db.tx((tx) => createSystem(tx, theHouse, { agencyId: 'oae', code: 'cad-labs', nameTh: 'ก', nameEn: 'a', kind: 'both', minAssurance: 1 }, new Date()))).rejects.toMatchObject({ code: 'registry.system-exists' });
    const known = await trust();
    expect([known.moved.get('TH/GOV/cad/labs')?.path, (known.keys.get(key.kid)?.untilMs ?? 0) <= Date.now(), known.services.get('labs')?.systemId, known.agreements.get('SA-2569-0101')?.state]).toEqual(['TH/GOV/oae/cad-labs', true, provider, 'active']);
    const keyOn = (at: string) => test.db.read((tx) => getSystemKey(tx, 'TH/GOV/cad/labs', key.kid, at, new Date()));
    expect([(await keyOn(yesterday)).valid, (await keyOn(new Date().toISOString())).valid]).toEqual([true, false]);
    expect(await ahead()).toEqual([{ number: 'SA-2569-0101', provider: 'oae', consumer: 'oae' }, { number: 'SA-2569-0102', provider: 'oae', consumer: 'oae' }]);
    const page = await test.db.read((tx) => getAgreement(tx, theHouse, 'SA-2569-0102', null, new Date()));
    expect([page.provider.nameTh, page.system.path]).toEqual([formerName, 'TH/GOV/cad/portal']);
    expect(await run("select name, agency_id, system_path from events.subscription order by name")).toEqual([{ name: 'x', agency_id: 'oae', system_path: 'TH/GOV/oae/portal' }, { name: 'z', agency_id: 'oae', system_path: null }]);
    expect(await run("select agency_id from notices.notice where key = 'system-moved:TH/GOV/cad/labs'")).toEqual([{ agency_id: 'oae' }]);
  });

  it('stay when an agency is split, but for the services of the datasets that go: their agreements have another provider from then on', async () => {
    const { id } = await test.db.tx((tx) => createDataset(tx, theHouse, { slug: 'wells', agencyId: 'dld', titleTh: 'บ่อ', titleEn: 'Wells' }));
    const system = await addSystem(run, 'dld', 'water');
    const [wells, kept] = [await addService(run, system, { slug: 'wells', kind: 'hosted' }), await addService(run, system, { slug: 'herds' })];
    await run('update registry.data_service set dataset_id = $2 where id = $1', [wells, id]);
    for (const [number, serviceId] of [['SA-2569-0103', wells], ['SA-2569-0104', kept]] as const) await addAgreement(run, { number, consumer: 'doa', provider: 'dld', systemId: system, serviceId });
    const preview = await ask('GET', '/agencies/dld/preview?kind=split&into=dof&datasets=wells');
    expect(preview.body.holdings.map(({ what }: { what: string }) => what)).toContain('registry.services');
    expect((await ask('POST', '/agencies/dld/split', { into: 'dof', datasets: ['wells'], ...order, version: preview.body.version })).status).toBe(200);
    await hear();
    expect(await run("select d.slug, s.path, s.agency_id from registry.data_service_v1 d join registry.system_v1 s on s.id = d.system_id where d.slug in ('wells', 'herds') order by d.slug")).toEqual([{ slug: 'herds', path: 'TH/GOV/dld/water', agency_id: 'dld' }, { slug: 'wells', path: 'TH/GOV/dof/water', agency_id: 'dof' }]);
    expect((await ahead()).slice(2)).toEqual([{ number: 'SA-2569-0103', provider: 'dof', consumer: 'doa' }, { number: 'SA-2569-0104', provider: 'dld', consumer: 'doa' }]);
  });
});

describe('a split agency', () => {
  it('gives the named datasets to the other and goes on; datasets of others are refused by name', async () => {
    for (const slug of ['canals', 'dams']) await test.db.tx((tx) => createDataset(tx, theHouse, { slug, agencyId: 'ldd', titleTh: slug, titleEn: slug }));
    expect((await ask('POST', '/agencies', { id: 'water', kind: 'department', nameTh: 'กรมน้ำ', nameEn: 'Water Department', abbrTh: 'กน.', abbrEn: 'WD', beginsOn: today })).status).toBe(201);
    const body = { into: 'water', datasets: ['canals', 'mulberry'], ...order, version: 0 };
    expect((await ask('POST', '/agencies/ldd/split', body)).body).toMatchObject({ code: 'organisations.change-blocked', errors: [{ en: expect.stringContaining('mulberry') }] });
    expect((await ask('POST', '/agencies/ldd/split', { ...body, datasets: ['canals'] })).status).toBe(200);
    await hear();
    expect(await run("select slug, agency_id from catalog.dataset where slug in ('canals', 'dams') order by slug")).toEqual([{ slug: 'canals', agency_id: 'water' }, { slug: 'dams', agency_id: 'ldd' }]);
    expect((await test.db.read((tx) => agenciesAsOf(tx, yesterday))).some(({ agency }) => agency.id === 'water')).toBe(false);
  });

  it('does not end while it still has something', async () => {
    expect((await ask('GET', '/agencies/ldd/preview?kind=end')).body.blocks).toHaveLength(1);
    expect((await ask('POST', '/agencies/ldd/end', { ...order, version: await version('ldd') })).body.code).toBe('organisations.agency-holds');
    expect((await ask('POST', '/agencies/gjm/end', { ...order, version: 0 })).status).toBe(200);
  });
});

it('is in the sample ministry, once: renamed, merged, and found by its former name', async () => {
  for (let times = 0; times < 2; times += 1) await fillAgencies(test.db, sampleAgency);
  const found = (await ask('GET', `/agencies?ended=true&q=${encodeURIComponent(sampleAgency.before.nameTh)}`)).body.items;
  expect(found).toMatchObject([{ nameTh: sampleAgency.after.nameTh, endedOn: today, successorId: sampleAgency.into, formerNames: [{ nameTh: sampleAgency.before.nameTh }] }]);
  expect((await test.db.read((tx) => agenciesAsOf(tx, yesterday))).some(({ agency }) => agency.id === sampleAgency.id)).toBe(false);
});

it('lets nobody of an agency change agencies, nor who proved long ago who they are', async () => {
  for (const who of ['steward', 'admin'] as const) {
    for (const path of ['rename', 'merge', 'split', 'end']) expect((await ask('POST', `/agencies/rid/${path}`, {}, who)).status, `${who} ${path}`).toBe(403);
    expect((await ask('GET', '/agencies/rid/preview?kind=end', undefined, who)).status).toBe(403);
  }
  expect((await ask('POST', '/agencies/rid/merge', { into: 'oae', ...order, version: 0 }, 'stale')).status).toBe(401);
});
