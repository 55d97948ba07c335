import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { adoptAccounts, createServiceAccount, issueServiceToken, listAdoptable } from '../admin/service-account.ts';
import { suspendAccount } from '../admin/suspend-account.ts';
import { identityHouse, PASSWORD, type IdentityHouse } from '../testing/house.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
let house: IdentityHouse;
const tokens: Record<string, string> = {};

async function directory(name: string, agencyId: string, scopes = ['scim']): Promise<void> {
  tokens[name] = await house.test.db.tx(async (tx) => (await issueServiceToken(tx, theHouse, (await createServiceAccount(tx, theHouse, { agencyId, displayName: name })).id, { name, scopes, days: 1 })).token);
}

async function ask(who: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const reply = await house.app.inject({
    method: method as 'GET', url: `/scim/v2${path}`, payload: typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body),
    headers: { host: 'localhost:8080', ...(tokens[who] && { authorization: `Bearer ${tokens[who]}` }), ...(body !== undefined && { 'content-type': 'application/scim+json' }), ...headers },
  });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json(), headers: reply.headers };
}

const user = (userName: string, over: object = {}) => ({ schemas: [USER], userName, name: { givenName: 'สมศรี', familyName: 'ใจดี' }, emails: [{ value: `${userName}@example.go.th`, type: 'work', primary: true }], ...over });
const patch = (...Operations: object[]) => ({ schemas: [PATCH], Operations });
async function bring(userName: string, over: object = {}): Promise<any> {
  const { status, body } = await ask('rid', 'POST', '/Users', user(userName, over));
  expect([status, body]).toEqual([201, expect.objectContaining({ userName })]);
  return body;
}
const audits = async () => Number((await house.run('select count(*) as n from kernel.audit'))[0].n);

beforeAll(async () => {
  house = await identityHouse();
  await directory('rid', 'rid');
  await directory('doae', 'doae');
  await directory('reader', 'rid', ['identity.list-accounts']);
});
afterAll(() => house.close());

describe('a SCIM user', () => {
  it('is brought, read, listed and replaced, with location, version and SCIM’s own content type', async () => {
    const made = await ask('rid', 'POST', '/Users', user('somsri', { externalId: 'HR-1', [`urn:ietf:params:scim:schemas:extension:enterprise:2.0:User`]: { department: 'x' }, title: 'ผอ.' }));
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({ 'content-type': expect.stringContaining('application/scim+json'), location: `http://localhost:8080/scim/v2/Users/${made.body.id}`, etag: made.body.meta.version });
    expect(made.body).toEqual({
      schemas: [USER], id: expect.any(String), externalId: 'HR-1', userName: 'somsri', name: { formatted: 'สมศรี ใจดี', givenName: 'สมศรี', familyName: 'ใจดี' }, displayName: 'สมศรี ใจดี', active: true,
      emails: [{ value: 'somsri@example.go.th', type: 'work', primary: true }], roles: [], meta: { resourceType: 'User', created: expect.any(String), lastModified: expect.any(String), location: made.headers.location, version: made.headers.etag },
    });
    expect((await ask('rid', 'GET', `/Users/${made.body.id}`)).body).toEqual(made.body);
    expect((await ask('rid', 'GET', `/Users/${made.body.id}`, undefined, { 'if-none-match': made.body.meta.version })).status).toBe(304);
    const replaced = await ask('rid', 'PUT', `/Users/${made.body.id}`, user('somsri', { externalId: 'HR-1', displayName: 'ผอ. สมศรี' }));
    expect(replaced).toMatchObject({ status: 200, body: { displayName: 'ผอ. สมศรี' } });
    expect(replaced.body.meta.version).not.toBe(made.body.meta.version);
  });

  it('changes nothing when it is put twice, and not at all when its version is old', async () => {
    const { id, meta } = await bring('putter');
    const next = user('putter', { displayName: 'ใหม่' });
    const first = await ask('rid', 'PUT', `/Users/${id}`, next, { 'if-match': meta.version });
    const before = await audits();
    const second = await ask('rid', 'PUT', `/Users/${id}`, next);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect(await audits()).toBe(before);
    for (const [method, body] of [['PUT', user('putter')], ['PATCH', patch({ op: 'replace', path: 'displayName', value: 'x' })], ['DELETE', undefined]] as const) {
      expect([method, (await ask('rid', method, `/Users/${id}`, body, { 'if-match': meta.version })).status]).toEqual([method, 412]);
    }
    expect(await ask('rid', 'PUT', `/Users/${id}`, next, { 'if-match': '*' })).toMatchObject({ status: 200 });
  });

  it('is suspended at once by active false: sessions and tokens are worth nothing at the next request', async () => {
    const { id } = await bring('leaver');
    await house.run("update identity.account set state = 'active' where id = $1", [id]);
    await house.run('insert into identity.password (account_id, hash) select $1, hash from identity.password p join identity.account a on a.id = p.account_id where a.user_name = $2', [id, await seed()]);
    const browser = house.browser();
    expect(await browser.ask('POST', '/sign-in/password', { userName: 'leaver', password: PASSWORD })).toMatchObject({ status: 200 });
    const issued = await browser.ask('POST', '/me/api-tokens', { name: 'x', scopes: ['identity.read-own-account'], days: 1 });
    const byToken = () => house.app.inject({ method: 'GET', url: '/api/v1/me/history', headers: { host: 'localhost:8080', authorization: `Bearer ${issued.body.token}` } });
    expect([(await browser.ask('GET', '/me/history')).status, (await byToken()).statusCode]).toEqual([200, 200]);
    expect(await ask('rid', 'PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'False' }))).toMatchObject({ status: 200, body: { active: false } });
    expect([(await browser.ask('GET', '/me/history')).status, (await byToken()).statusCode]).toEqual([401, 401]);
    expect(await ask('rid', 'PUT', `/Users/${id}`, user('leaver'))).toMatchObject({ status: 200, body: { active: false } });
    expect(await ask('rid', 'PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: true } }))).toMatchObject({ status: 200, body: { active: true } });
    expect((await browser.ask('GET', '/me/history')).status).toBe(401);
  });

  it('that an administrator suspended here is not opened by its directory', async () => {
    const { id } = await bring('suspect');
    await house.test.db.tx((tx) => suspendAccount(tx, theHouse, id, 'สอบสวน'));
    expect(await ask('rid', 'PUT', `/Users/${id}`, user('suspect', { active: true }))).toMatchObject({ status: 409, body: { code: 'identity.scim-suspended-here' } });
    expect(await ask('rid', 'PUT', `/Users/${id}`, user('suspect', { displayName: 'อื่น' }))).toMatchObject({ status: 200, body: { active: false, displayName: 'อื่น' } });
  });

  it('is closed by DELETE: gone for its directory, its user name never given again, its externalId free', async () => {
    const { id } = await bring('gone', { externalId: 'HR-9' });
    expect(await ask('rid', 'DELETE', `/Users/${id}`)).toMatchObject({ status: 204, body: null });
    expect(await ask('rid', 'GET', `/Users/${id}`)).toMatchObject({ status: 404, body: { status: '404' } });
    expect(await ask('rid', 'DELETE', `/Users/${id}`)).toMatchObject({ status: 404 });
    expect(await ask('rid', 'POST', '/Users', user('gone'))).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(await ask('rid', 'POST', '/Users', user('gone2', { externalId: 'HR-9' }))).toMatchObject({ status: 201 });
  });

  it('belongs to the directory that brought it: no other one finds it, whatever it asks', async () => {
    const { id } = await bring('ours', { externalId: 'HR-7' });
    for (const [method, body] of [['GET', undefined], ['PUT', user('ours')], ['PATCH', patch({ op: 'replace', path: 'active', value: false })], ['DELETE', undefined]] as const) {
      expect([method, (await ask('doae', method, `/Users/${id}`, body)).status]).toEqual([method, 404]);
    }
    expect((await ask('doae', 'GET', '/Users?filter=' + encodeURIComponent('userName pr'))).body).toMatchObject({ totalResults: 0, Resources: [] });
    expect(await ask('doae', 'POST', '/Users', user('ours'))).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(await ask('doae', 'POST', '/Users', user('theirs', { externalId: 'HR-7' }))).toMatchObject({ status: 201 });
    expect((await house.run('select owner_agency_id from identity.account where id = $1', [id]))[0]).toEqual({ owner_agency_id: 'rid' });
  });
});

describe('accounts that came by files', () => {
  it('are handed to the directory of their agency, which finds and changes them from then on', async () => {
    const [{ id }] = await house.run(`with p as (insert into organisations.person (given_th, family_th, created_by) values ('จากไฟล์', 'ทดสอบ', 'test') returning id)
      insert into identity.account (kind, person_id, user_name, display_name, source, owner_agency_id, external_id, state_changed_by, created_by) select 'person', id, 'from-file', 'x', 'import:rid', 'rid', '7', 'test', 'test' from p returning id`) as [{ id: string }];
    expect(await ask('rid', 'POST', '/Users', user('from-file'))).toMatchObject({ status: 409 });
    const [{ id: doae }] = await house.run("select id from identity.account where display_name = 'doae'") as [{ id: string }];
    expect(await house.test.db.tx((tx) => adoptAccounts(tx, theHouse, doae))).toBe(0);
    const [{ id: rid }] = await house.run("select id from identity.account where display_name = 'rid'") as [{ id: string }];
    expect(await house.test.db.tx((tx) => Promise.all([rid, doae].map((each) => listAdoptable(tx, each))))).toEqual([{ total: 1, items: [{ id, displayName: 'x', userName: 'from-file' }] }, { total: 0, items: [] }]);
    expect(await house.test.db.tx((tx) => adoptAccounts(tx, theHouse, rid))).toBe(1);
    expect(await house.test.db.tx((tx) => listAdoptable(tx, rid))).toEqual({ total: 0, items: [] });
    expect((await ask('rid', 'GET', '/Users?filter=' + encodeURIComponent('userName eq "from-file"'))).body.Resources).toMatchObject([{ id, name: { givenName: 'จากไฟล์' } }]);
    expect(await ask('rid', 'PATCH', `/Users/${id}`, patch({ op: 'add', path: 'externalId', value: 'HR-file' }))).toMatchObject({ status: 200, body: { externalId: 'HR-file' } });
    await expect(house.test.db.tx((tx) => adoptAccounts(tx, theHouse, id))).rejects.toMatchObject({ code: 'identity.account-state' });
  });
});

describe('a PATCH', () => {
  it('adds, replaces and removes by any of the ways that directories write it', async () => {
    const { id } = await bring('patched');
    const apply = async (...operations: object[]) => (await ask('rid', 'PATCH', `/Users/${id}`, patch(...operations))).body;
    expect(await apply({ op: 'replace', path: 'NAME.familyname', value: 'ใหม่' })).toMatchObject({ name: { givenName: 'สมศรี', familyName: 'ใหม่' } });
    expect(await apply({ op: 'Add', path: `${USER}:externalId`, value: 'HR-77' })).toMatchObject({ externalId: 'HR-77' });
    expect(await apply({ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.go.th' })).toMatchObject({ emails: [{ value: 'new@example.go.th' }] });
    expect(await apply({ op: 'replace', value: { 'name.givenName': 'ศรี', displayName: 'ศรี', emails: { value: 'sri@example.go.th' } } })).toMatchObject({ name: { givenName: 'ศรี' }, displayName: 'ศรี', emails: [{ value: 'sri@example.go.th' }] });
    expect(await apply({ op: 'remove', path: 'externalId' }, { op: 'remove', path: 'emails' }, { op: 'replace', path: 'title', value: 'not kept' })).not.toHaveProperty('externalId');
    expect((await ask('rid', 'GET', `/Users/${id}`)).body).not.toHaveProperty('emails');
  });

  it.each([
    ['id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'], ['meta', { op: 'replace', path: 'meta.created', value: 'x' }, 'mutability'], ['roles', { op: 'add', path: 'roles', value: [{ value: 'operator' }] }, 'mutability'],
    ['roles by filter', { op: 'add', path: 'roles[value eq "reader"].value', value: 'operator' }, 'mutability'], ['roles without a path', { op: 'add', value: { roles: [{ value: 'operator' }] } }, 'mutability'],
    ['password', { op: 'replace', path: 'password', value: 'x' }, 'mutability'], ['groups', { op: 'add', path: 'groups', value: [] }, 'mutability'],
    ['the prototype', { op: 'add', path: '__proto__', value: { state: 'x' } }, 'invalidPath'], ['the constructor', { op: 'add', path: 'constructor.prototype', value: {} }, 'invalidPath'],
    ['the prototype within', { op: 'add', path: 'name.__proto__', value: {} }, 'invalidPath'], ['the constructor in a value', { op: 'add', path: 'name', value: { constructor: {} } }, 'invalidPath'],
    ['the constructor without a path', { op: 'replace', value: { 'constructor.prototype.x': 1 } }, 'invalidPath'], ['another attribute', { op: 'add', path: 'state', value: 'active' }, 'invalidPath'],
    ['a filter that goes on', { op: 'replace', path: 'emails[value eq "a" or 1 eq 1].value', value: 'x@example.com' }, 'invalidFilter'], ['SQL', { op: 'replace', path: "userName'; drop table identity.account; --", value: 'x' }, 'invalidPath'],
    ['members', { op: 'remove', path: 'members[value eq "1"]' }, 'invalidPath'], ['no path', { op: 'remove' }, 'noTarget'], ['no such value', { op: 'replace', path: 'emails[value eq "other@example.com"]', value: { value: 'x@example.com' } }, 'noTarget'],
    ['another verb', { op: 'move', path: 'userName', value: 'x' }, 'invalidSyntax'], ['no value', { op: 'replace', path: 'userName' }, 'invalidSyntax'], ['a name without letters', { op: 'replace', path: 'userName', value: 'аdmin' }, 'invalidValue'],
    ['no user name', { op: 'remove', path: 'userName' }, 'invalidValue'], ['half a truth', { op: 'replace', path: 'active', value: 'maybe' }, 'invalidValue'], ['no address', { op: 'replace', path: 'emails', value: [{ value: 'here' }] }, 'invalidValue'],
  ])('is refused for %s, and changes nothing', async (_what, operation, scimType) => {
    const { body: list } = await ask('rid', 'GET', '/Users?filter=' + encodeURIComponent('userName eq "target"'));
    const target = list.Resources[0] ?? await bring('target');
    const refused = await ask('rid', 'PATCH', `/Users/${target.id}`, patch({ op: 'replace', path: 'displayName', value: 'ไม่ควรถึง' }, operation));
    expect([refused.status, refused.body.scimType]).toEqual([400, scimType]);
    expect(refused.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400', detail: expect.stringMatching(/[ก-๙].*[a-z]/) });
    expect((await ask('rid', 'GET', `/Users/${target.id}`)).body).toEqual(target);
    expect(({} as Record<string, unknown>)['state']).toBeUndefined();
  });

  it('has at most 1,000 operations', async () => {
    const { id } = await bring('many');
    const operations = (count: number) => patch(...Array.from({ length: count }, (_, each) => ({ op: 'replace', path: 'displayName', value: `ชื่อ ${each}` })));
    expect(await ask('rid', 'PATCH', `/Users/${id}`, operations(1_000))).toMatchObject({ status: 200, body: { displayName: 'ชื่อ 999' } });
    expect(await ask('rid', 'PATCH', `/Users/${id}`, operations(1_001))).toMatchObject({ status: 413, body: { status: '413' } });
    expect(await ask('rid', 'PATCH', `/Users/${id}`, patch())).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } });
  });
});

describe('a filter', () => {
  const find = async (filter: string, more = '') => ask('doae', 'GET', `/Users?filter=${encodeURIComponent(filter)}${more}`);
  const names = async (filter: string) => (await find(filter)).body.Resources?.map((each: { userName: string }) => each.userName).sort();
  beforeAll(async () => {
    for (const [userName, givenName, familyName, externalId, active] of [['anong', 'อนงค์', 'แก้วใส', 'A-1', true], ['boonma', 'บุญมา', "O'Brien", 'b-2', false], ['chai@example.go.th', 'Chai', 'Dee%_', null, true]] as const) {
      const made = await ask('doae', 'POST', '/Users', { schemas: [USER], userName, name: { givenName, familyName }, active, ...(externalId && { externalId }), emails: [{ value: `${givenName === 'Chai' ? 'Chai' : userName}@mail.example` }] });
      expect(made.status).toBe(201);
    }
  });

  it.each([
    ['userName eq "ANONG"', ['anong']], [`${USER}:userName sw "bo"`, ['boonma']], ['username ew "go.th"', ['chai@example.go.th']], ['name.familyName co "brien"', ['boonma']], ['name.familyName eq "o\'brien"', ['boonma']],
    ['externalId eq "A-1"', ['anong']], ['externalId eq "a-1"', []], ['not (externalId pr) and userName sw "chai"', ['chai@example.go.th']], ['active eq false', ['boonma']], ['active ne false and externalId pr', ['anong', 'theirs']],
    ['name.familyName co "%"', ['chai@example.go.th']], ['name.familyName co "_"', ['chai@example.go.th']], ['emails[type eq "work" and value sw "chai"]', ['chai@example.go.th']], ['emails co "boonma"', ['boonma']], ['emails.value eq "CHAI@mail.example"', ['chai@example.go.th']],
    ['meta.lastModified gt "2020-01-01T00:00:00Z" and userName eq "anong"', ['anong']], ['meta.created lt "2020-01-01T07:00:00+07:00"', []], ['userName eq "anong" or userName eq "boonma" and active eq true', ['anong']], ['externalId eq null', ['chai@example.go.th']],
    ['(userName eq "anong" or userName eq "boonma") and active eq false', ['boonma']], ['userName eq "x\' or \'1\'=\'1"', []], ['userName eq "a\\" or userName pr or userName eq \\""', []],
  ])('%s', async (filter, found) => expect(await names(filter)).toEqual(found));

  it.each([
    ['userName eq "a" or 1 eq 1'], ["userName eq 'a'"], ['userName eq "a"; drop table identity.account'], ['userName'], [''], ['userName eq'], ['(userName pr'], ['__proto__ pr'], ['constructor.name eq "Object"'], ['state eq "active"'], ['security_epoch gt "0"'],
    ['password pr'], ['roles eq "operator"'], ['userName.x eq "a"'], ['name eq "a"'], ['active gt false'], ['active eq "yes"'], ['userName eq 1'], ['meta.created gt "yesterday"'], ['members[value eq "1"]'], ['userName regex "a"'], ['title eq "x"'],
    ['not (not (not (not (not (userName pr)))))'], [Array(60).fill('userName pr').join(' or ')], [`userName eq "${'a'.repeat(1_000)}"`], ['emails[name.familyName eq "x"]'],
  ])('%s is refused', async (filter) => {
    expect(await find(filter)).toMatchObject({ status: 400, body: { status: '400', scimType: 'invalidFilter' } });
  });

  it('comes in pages from one on, with the whole count', async () => {
    const all = (await find('userName pr')).body;
    expect(all).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 4, startIndex: 1, itemsPerPage: 4 });
    expect((await find('userName pr', '&startIndex=2&count=2')).body).toMatchObject({ totalResults: 4, startIndex: 2, itemsPerPage: 2, Resources: all.Resources.slice(1, 3) });
    expect((await find('userName pr', '&startIndex=-3&count=-1')).body).toMatchObject({ totalResults: 4, startIndex: 1, itemsPerPage: 0, Resources: [] });
    expect((await find('userName pr', '&startIndex=99')).body).toMatchObject({ totalResults: 4, itemsPerPage: 0 });
    expect(await find('userName pr', '&count=many')).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
  });

  it('gives the parts asked for', async () => {
    expect((await find('userName eq "anong"', '&attributes=userName,name.familyName,emails.value')).body.Resources).toEqual([{ schemas: [USER], id: expect.any(String), userName: 'anong', name: { familyName: 'แก้วใส' }, emails: [{ value: 'anong@mail.example' }] }]);
    const [without] = (await find('userName eq "anong"', '&excludedAttributes=emails,meta,name.givenName')).body.Resources;
    expect(without).not.toHaveProperty('emails');
    expect(without).not.toHaveProperty('meta');
    expect(without.id).toBeTruthy();
  });
});

describe('the rest of the protocol', () => {
  it('refuses visitors, other scopes and other roles in SCIM’s own form', async () => {
    const admin = await house.administrator();
    expect(await ask('nobody', 'GET', '/Users')).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' }, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' } });
    expect(await ask('reader', 'GET', '/Users')).toMatchObject({ status: 403, body: { status: '403', code: 'kernel.scope-missing' } });
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect(await ask('nobody', 'GET', '/Users', undefined, { cookie })).toMatchObject({ status: 403, body: { code: 'kernel.not-allowed' } });
  });

  it('refuses bodies without their form', async () => {
    for (const [body, scimType] of [[{}, 'invalidSyntax'], [{ userName: 'x1' }, 'invalidSyntax'], [user(''), 'invalidValue'], [user('x1', { password: 'x' }), 'mutability'], [user('x1', { isAdmin: true }), 'invalidPath'], [user('x1', { emails: 'x@example.com' }), 'invalidValue'],
      [user('x1', { name: 'สมศรี' }), 'invalidValue'], [user('x1', { userName: 7 }), 'invalidValue'], [user('x1', { displayName: 'ก'.repeat(300) }), 'invalidValue'], ['{"__proto__":{}}', 'invalidSyntax'], ['[]', 'invalidValue'], ['{', 'invalidSyntax']] as const) {
      const { status, body: refused } = await ask('rid', 'POST', '/Users', body);
      expect([body, status, refused.scimType]).toEqual([body, 400, scimType]);
    }
    expect((await ask('rid', 'POST', '/Users', user('readonly', { id: 'mine', meta: { version: 'x' }, roles: [{ value: 'operator' }], groups: [] }))).body).toMatchObject({ roles: [], userName: 'readonly' });
  });

  it('describes itself by the table it works from', async () => {
    expect((await ask('rid', 'GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true }, bulk: { supported: false }, etag: { supported: true } });
    const { body: schemas } = await ask('rid', 'GET', '/Schemas');
    expect(schemas.Resources[0].attributes.map((each: { name: string }) => each.name)).toEqual(['userName', 'name', 'displayName', 'active', 'emails', 'roles']);
    expect((await ask('rid', 'GET', `/Schemas/${USER}`)).body).toEqual(schemas.Resources[0]);
    expect((await ask('rid', 'GET', '/ResourceTypes/User')).body).toMatchObject({ endpoint: '/Users', schema: USER });
    for (const path of ['/ResourceTypes/Device', '/Schemas/x']) expect(await ask('rid', 'GET', path)).toMatchObject({ status: 404, body: { status: '404' } });
  });
});

/** The user name of an account whose password hash others borrow. */
async function seed(): Promise<string> {
  await house.account('hash-seed');
  return 'hash-seed';
}
