import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createAccount, createServiceAccount, grantRole } from '#modules/identity/index.ts';
import { appoint, createPerson, createPost, createUnit, delegate, endAppointment, listMandates } from '#modules/organisations/index.ts';
import { keepCampaigns } from './keep-campaigns.ts';
import { reviewRoutes } from './routes.ts';
import type { Campaign, Item } from './schemas.ts';

const host = '127.0.0.1';
const today = todayInBangkok(new Date());
const order = { documentNo: 'ที่ 1/2569', documentOn: addDays(today, -30) };
let test: TestDatabase;
let app: FastifyInstance;
let who: Principal;
const people: Record<string, string> = {};
const accounts: Record<string, string> = {};

const as = (name: string, over: Partial<Principal> = {}) => principalOf('steward', { personId: people[name] ?? null, accountId: accounts[name] ?? null, name, ...over });
const ask = async (by: Principal, method: 'GET' | 'POST', url: string, payload?: object) => {
  who = by;
  const reply = await app.inject({ method, url: `/api/v1${url}`, headers: { host }, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
};
const itemsOf = async (by: Principal, campaign: number, all = false): Promise<Item[]> => (await ask(by, 'GET', `/review-campaigns/${campaign}/items${all ? '?all=true' : ''}`)).body.items;
const start = async (): Promise<Campaign> => (await ask(principalOf('operator'), 'POST', '/review-campaigns', { titleTh: 'ทบทวน', titleEn: 'Review', closesOn: addDays(today, 10) })).body;
const rolesOf = async (name: string) => (await test.db.tx((tx) => tx.query('select role from identity.role_grant_v1 where account_id = $1 order by role', [accounts[name]]))).rows.map(({ role }) => role);

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes: reviewRoutes, authenticate: async () => who, hosts: [host] });
  await test.db.tx(async (tx) => {
    for (const name of ['director', 'head', 'clerk', 'other', 'boss', 'helper']) {
      const { id } = await createPerson(tx, theHouse, { givenTh: name, familyTh: 'ทดสอบ' });
      people[name] = id;
      accounts[name] = (await createAccount(tx, theHouse, { personId: id, userName: name })).id;
    }
    const unit = async (code: string, parentId?: number, agencyId = 'rid') => (await createUnit(tx, theHouse, { agencyId, code, nameTh: 'หน่วย', nameEn: 'Unit', ...(parentId && { parentId }) })).id;
    const post = async (unitId: number, responsible: boolean) => (await createPost(tx, theHouse, { unitId, titleTh: 'ตำแหน่ง', titleEn: 'Post', responsible, roles: ['steward'], since: addDays(today, -400) })).id;
    const seat = (postId: number, name: string) => appoint(tx, theHouse, { postId, personId: people[name] as string, kind: 'holder', since: addDays(today, -20), ...order });
    const top = await unit('TOP');
    const low = await unit('LOW', top);
    const far = await unit('FAR', undefined, 'doae');
    const headPost = await post(low, true);
    await seat(await post(top, true), 'director');
    await seat(headPost, 'head');
    await seat(await post(low, false), 'clerk');
    await seat(await post(low, false), 'helper');
    await seat(await post(far, true), 'other');
    await delegate(tx, theHouse, { fromPostId: headPost, toPersonId: people['clerk'] as string, powers: ['linkage.decide-run'], since: addDays(today, -3), until: addDays(today, 60), ...order });
    await grantRole(tx, theHouse, { accountId: accounts['clerk'] as string, role: 'reader', agencyId: 'rid' });
    await grantRole(tx, theHouse, { accountId: accounts['director'] as string, role: 'agency-admin', agencyId: 'rid' });
    await grantRole(tx, theHouse, { accountId: accounts['boss'] as string, role: 'operator' });
    await tx.query(`update identity.account set state = 'active'`);
  });
});
afterAll(async () => { await app?.close(); await test?.close(); });

describe('a round of review', () => {
  let campaign: Campaign;
  beforeAll(async () => { campaign = await start(); });

  it('asks each head about the own unit, the head above about the head, and about nobody himself', async () => {
    const asked = async (name: string) => (await itemsOf(as(name), campaign.id)).map(({ account, kind }) => `${account.userName} ${kind}`).sort();
    expect(await asked('head')).toEqual(['clerk appointment', 'clerk delegation', 'helper appointment']);
    expect(await asked('director')).toEqual(['clerk role', 'head appointment']);
    expect(await asked('clerk')).toEqual([]);
    const all = await itemsOf(principalOf('auditor'), campaign.id, true);
    // Nobody stands above the director, the head of the other agency and the ministry's administrator: system administrators answer.
    expect(all.filter(({ reviewer }) => reviewer === null).map(({ account, kind }) => `${account.userName} ${kind}`).sort()).toEqual(['boss role', 'director appointment', 'director role', 'other appointment']);
    expect(all.every(({ whatTh, whatEn }) => /[ก-๙]/.test(whatTh) && /[a-z]/.test(whatEn))).toBe(true);
    expect(all.find(({ kind }) => kind === 'delegation')?.whatEn).toContain('linkage.decide-run');
    expect((await ask(as('head'), 'GET', `/review-campaigns/${campaign.id}/items?all=true`)).body.code).toBe('access.review-not-yours');
    expect((await ask(as('head'), 'GET', '/review-campaigns')).body.items[0]).toMatchObject({ mine: 3, total: 9, kept: 0 });
  });

  it('lets nobody answer for another unit, or for himself', async () => {
    const [own] = await itemsOf(as('head'), campaign.id);
    const all = await itemsOf(principalOf('operator'), campaign.id, true);
    const keep = { decision: 'keep', reason: 'ยังปฏิบัติหน้าที่' };
    for (const name of ['clerk', 'other', 'director']) expect((await ask(as(name), 'POST', `/review-items/${own?.id}`, keep)).body.code).toBe(name === 'clerk' ? 'access.review-of-oneself' : 'access.review-not-yours');
    const bosses = all.find(({ account }) => account.userName === 'boss');
    expect((await ask(as('boss', { role: 'operator', roles: ['operator'] }), 'POST', `/review-items/${bosses?.id}`, keep)).body.code).toBe('access.review-of-oneself');
    expect((await ask(as('head'), 'POST', '/review-items/987654321', keep)).body.code).toBe('access.review-item-not-found');
    expect((await ask(as('head'), 'POST', `/review-items/${own?.id}`, { decision: 'keep', reason: ' ' })).status).toBe(400);
    expect((await ask(as('head', { aal: 1 }), 'POST', `/review-items/${own?.id}`, keep)).body.code).toBe('kernel.step-up-needed');
  });

  it('keeps what is confirmed, and ends what is removed at once: role, delegation, appointment', async () => {
    const answer = async (name: string, kind: string, account: string, decision: string) => {
      const item = (await itemsOf(as(name), campaign.id)).find((each) => each.kind === kind && each.account.userName === account);
      return ask(as(name), 'POST', `/review-items/${item?.id}`, { decision, reason: 'ตามหน้าที่' });
    };
    expect((await answer('head', 'appointment', 'clerk', 'keep')).status).toBe(204);
    expect((await answer('director', 'role', 'clerk', 'remove')).status).toBe(204);
    expect(await rolesOf('clerk')).toEqual([]);
    expect((await answer('director', 'role', 'clerk', 'keep')).body.code).toBe('access.review-decided');
    expect((await answer('head', 'delegation', 'clerk', 'remove')).status).toBe(204);
    expect((await test.db.tx((tx) => listMandates(tx, people['clerk'] as string))).map(({ source }) => source)).toEqual(['appointment']);
    expect((await answer('head', 'appointment', 'clerk', 'remove')).status).toBe(204);
    expect(await test.db.tx((tx) => listMandates(tx, people['clerk'] as string))).toEqual([]);
    // The unit would be without anybody responsible: refused, and still open.
    expect((await answer('director', 'appointment', 'head', 'remove')).body.code).toBe('organisations.successor-missing');
    expect((await itemsOf(as('director'), campaign.id)).find(({ account }) => account.userName === 'head')?.decision).toBeNull();
  });

  it('asks no more of who ceased to be a head', async () => {
    const [open] = (await itemsOf(as('head'), campaign.id)).filter(({ decision }) => decision === null);
    const [mandate] = await test.db.tx((tx) => listMandates(tx, people['head'] as string));
    await test.db.tx((tx) => endAppointment(tx, theHouse, { id: mandate?.id as number, until: addDays(today, -1), reason: 'ย้าย', successor: { personId: people['other'] as string, ...order } }));
    expect((await ask(as('head'), 'POST', `/review-items/${open?.id}`, { decision: 'keep', reason: 'x' })).body.code).toBe('access.review-not-yours');
  });

  it('ends after a reminder only; what nobody confirmed is taken away, what cannot be stays with the reason', async () => {
    const close = () => ask(principalOf('operator'), 'POST', `/review-campaigns/${campaign.id}/close`);
    expect((await close()).body.code).toBe('access.review-not-reminded');
    expect((await ask(principalOf('operator'), 'POST', `/review-campaigns/${campaign.id}/remind`)).status).toBe(204);
    expect((await ask(principalOf('operator'), 'POST', `/review-campaigns/${campaign.id}/remind`)).body.code).toBe('access.review-closed');
    expect((await close()).status).toBe(204);
    expect((await close()).body.code).toBe('access.review-closed');
    const all = await itemsOf(principalOf('operator'), campaign.id, true);
    expect(all.every(({ decision }) => decision !== null)).toBe(true);
    expect(await rolesOf('director')).toEqual([]);
    expect(await rolesOf('boss')).toEqual(['operator']);
    expect(all.find(({ account }) => account.userName === 'boss')).toMatchObject({ decision: 'keep', decidedBy: 'saphan', reason: expect.stringContaining('identity.last-operator') });
    expect(all.find(({ account, kind }) => account.userName === 'director' && kind === 'role')).toMatchObject({ decision: 'remove', decidedBy: 'saphan', reason: expect.stringMatching(/ไม่มีผู้ยืนยัน/) });
    expect((await ask(principalOf('operator'), 'POST', `/review-items/${all[0]?.id}`, { decision: 'keep', reason: 'x' })).body.code).toBe('access.review-closed');
  });

  it('tells each head when it opens, and another when it reminds, with how many wait', async () => {
    const told = (await test.db.tx((tx) => tx.query("select a.user_name, n.key, n.what_en, n.by_on from notices.notice n join notices.receipt r on r.notice_id = n.id join identity.account a on a.id = r.account_id where n.kind = 'review' and n.by_on = $1 order by n.id", [campaign.closesOn]))).rows;
    expect(told.map(({ user_name, key, what_en }) => `${user_name} ${key.split(':')[0]} ${/: (\d+) right/.exec(what_en)?.[1]}`).sort()).toEqual(['director review-opened 2', 'director review-reminder 1', 'head review-opened 3', 'head review-reminder 1']);
  });

  it('is opened by system administrators, for a time that lies ahead', async () => {
    const body = { titleTh: 'ก', titleEn: 'a', closesOn: today };
    expect((await ask(principalOf('operator'), 'POST', '/review-campaigns', body)).body.code).toBe('access.review-days-refused');
    expect((await ask(principalOf('agency-admin'), 'POST', '/review-campaigns', body)).status).toBe(403);
    expect((await ask(principalOf('operator'), 'GET', '/review-campaigns/987654321/items?all=true')).body.code).toBe('access.review-not-found');
  });
});

describe('programs and API tokens', () => {
  const token = (accountId: string, name: string, persona: string, more = {}) => test.db.tx(async (tx) => (await tx.query(
    "insert into identity.api_token (hash, hint, account_id, name, scopes, persona, expires_at, created_by, used_at) values (sha256($2::text::bytea), 'abcd', $1, $2, $3, $4, now() + $5::int * interval '1 day', 'test', $6) returning id",
    [accountId, name, { scopes: ['*'], days: 30, usedAt: null, ...more }.scopes, persona, { days: 30, ...more }.days, { usedAt: null, ...more }.usedAt])).rows[0].id as string);
  const live = async () => (await test.db.tx((tx) => tx.query('select name from identity.api_token_v1 order by name'))).rows.map(({ name }) => name);

  it('are asked about: of the head above the post that a token acts as, of the head of the agency that owns a program', async () => {
    const seat = await test.db.tx(async (tx) => {
      const { id: unitId } = await createUnit(tx, theHouse, { agencyId: 'rid', code: 'NEW', nameTh: 'หน่วย', nameEn: 'Unit' });
      const { id: postId } = await createPost(tx, theHouse, { unitId, titleTh: 'ตำแหน่ง', titleEn: 'Post', responsible: false, roles: ['steward'], since: addDays(today, -400) });
      return appoint(tx, theHouse, { postId, personId: people['helper'] as string, kind: 'holder', since: addDays(today, -2), ...order });
    });
    const program = (await test.db.tx((tx) => createServiceAccount(tx, theHouse, { agencyId: 'rid', displayName: 'ระบบนำส่ง' }))).id;
    await token(accounts['helper'] as string, 'nightly', `appointment:${seat.id}`);
    await token(accounts['helper'] as string, 'own-letters', 'citizen');
    await token(accounts['helper'] as string, 'former-post', 'appointment:999999');
    await token(accounts['boss'] as string, 'ministry', '');
    await token(accounts['other'] as string, 'nobody', '');
    await token(program, 'scim-feed', '', { scopes: ['scim'], usedAt: new Date().toISOString() });
    await grantTo(program);
    const campaign = await start();
    const all = (await itemsOf(principalOf('auditor'), campaign.id, true)).filter(({ kind, account }) => kind === 'token' || account.displayName === 'ระบบนำส่ง');
    expect(all.map(({ whatEn, reviewer }) => [whatEn.split(' · ').slice(0, 2).join(' · '), reviewer])).toEqual(expect.arrayContaining([
      ['token nightly · all that its holder may', 'director ทดสอบ'], ['token scim-feed · scim', 'director ทดสอบ'], ['token ministry · all that its holder may', null], ['role reader · Royal Irrigation Department', 'director ทดสอบ'],
    ]));
    expect(all).toHaveLength(4);
    expect(all.map(({ whatTh }) => whatTh.includes('ไม่เคยใช้'))).toEqual(all.map(({ whatEn }) => whatEn.includes('never used')));
    expect(all.find(({ whatEn }) => whatEn.includes('scim-feed'))?.whatTh).not.toContain('ไม่เคยใช้');
    const answer = (name: string, decision: string) => ask(as('director'), 'POST', `/review-items/${all.find(({ whatEn }) => whatEn.includes(name))?.id}`, { decision, reason: 'ตามหน้าที่' });
    expect([(await answer('nightly', 'remove')).status, (await answer('scim-feed', 'keep')).status, (await answer('ministry', 'remove')).body.code]).toEqual([204, 204, 'access.review-not-yours']);
    expect(await live()).toEqual(['former-post', 'ministry', 'nobody', 'own-letters', 'scim-feed']);
    await test.db.tx((tx) => tx.query("update identity.api_token set revoked_at = now() where name = 'scim-feed'"));
    expect((await answer('scim-feed', 'remove')).status).toBe(204);
  });

  const grantTo = (accountId: string) => test.db.tx((tx) => tx.query("insert into identity.role_grant (account_id, role, agency_id, granted_by, reason) values ($1, 'reader', 'rid', 'test', 'test')", [accountId]));
});

describe('the house', () => {
  const at = (day: string) => keepCampaigns(test.db, new Date(`${day}T03:00:00+07:00`));
  const rounds = async (): Promise<Campaign[]> => (await ask(principalOf('operator'), 'GET', '/review-campaigns')).body.items.filter(({ startedBy }: Campaign) => startedBy === 'saphan');

  it('opens a round on 1 April and 1 October in Bangkok, once, reminds a week before the end, and ends it after', async () => {
    await keepCampaigns(test.db, new Date('2027-03-31T16:59:59Z'));
    expect(await rounds()).toEqual([]);
    await keepCampaigns(test.db, new Date('2027-03-31T17:00:00Z'));
    await Promise.all([at('2027-04-01'), at('2027-04-02')]);
    expect(await rounds()).toMatchObject([{ opensOn: '2027-04-01', closesOn: '2027-04-30', titleTh: expect.stringContaining('2570'), remindedAt: null }]);
    await at('2027-04-22');
    expect(await rounds()).toMatchObject([{ remindedAt: null }]);
    await at('2027-04-23');
    expect(await rounds()).toMatchObject([{ remindedAt: expect.any(String), closedAt: null }]);
    await at('2027-04-30');
    expect(await rounds()).toMatchObject([{ closedAt: null }]);
    await at('2027-05-01');
    expect(await rounds()).toMatchObject([{ closedAt: expect.any(String) }]);
    await at('2027-10-05');
    expect((await rounds()).map(({ opensOn }) => opensOn)).toEqual(['2027-10-01', '2027-04-01']);
    await at('2027-11-15');
    expect((await rounds()).length).toBe(2);
  });
});
