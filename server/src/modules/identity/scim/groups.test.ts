import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { createServiceAccount, issueServiceToken } from '../admin/service-account.ts';
import { identityHouse, type IdentityHouse } from '../testing/house.ts';

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
let house: IdentityHouse;
const tokens: Record<string, string> = {};
const ids: Record<string, string> = {};

async function ask(who: string, method: string, path: string, body?: unknown) {
  const reply = await house.app.inject({
    method: method as 'GET', url: `/scim/v2${path}`, ...(body !== undefined && { payload: JSON.stringify(body) }),
    headers: { host: 'localhost:8080', authorization: `Bearer ${tokens[who]}`, ...(body !== undefined && { 'content-type': 'application/scim+json' }) },
  });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json(), headers: reply.headers };
}
const grants = async () => (await house.run('select account_id, role, agency_id from identity.role_grant_v1 order by id')) as unknown[];
const q = encodeURIComponent;

beforeAll(async () => {
  house = await identityHouse();
  for (const agencyId of ['rid', 'doae']) {
    tokens[agencyId] = await house.test.db.tx(async (tx) => (await issueServiceToken(tx, theHouse, (await createServiceAccount(tx, theHouse, { agencyId, displayName: agencyId })).id, { name: agencyId, scopes: ['scim'], days: 1 })).token);
  }
  for (const [owner, userName] of [['rid', 'somsri'], ['rid', 'somchai'], ['doae', 'wipa']] as const) {
    ids[userName] = (await ask(owner, 'POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, name: { givenName: userName, familyName: 'ทดสอบ' } })).body.id;
  }
  for (const [userName, role] of [['somsri', 'steward'], ['somchai', 'steward'], ['somchai', 'reader'], ['wipa', 'steward']]) {
    await house.run("insert into identity.role_grant (account_id, role, agency_id, granted_by, reason) values ($1, $2, 'rid', 'test', 'test')", [ids[userName as string], role]);
  }
});
afterAll(() => house?.close());

describe('a SCIM group', () => {
  it('is a role with the accounts of this directory that hold it, and no others', async () => {
    const { status, body, headers } = await ask('rid', 'GET', '/Groups');
    expect([status, headers['content-type'], body.totalResults]).toEqual([200, expect.stringContaining('application/scim+json'), 2]);
    expect(body.Resources.map((each: any) => [each.id, each.schemas, each.members.map(({ value }: any) => value).sort()])).toEqual([['reader@rid', [GROUP], [ids['somchai']]], ['steward@rid', [GROUP], [ids['somsri'], ids['somchai']].sort()]]);
    expect(body.Resources[0].members[0]).toEqual({ value: ids['somchai'], $ref: `http://localhost:8080/scim/v2/Users/${ids['somchai']}`, type: 'User', display: expect.stringContaining('somchai') });
    expect((await ask('doae', 'GET', `/Groups/${q('steward@rid')}`)).body.members.map(({ value }: any) => value)).toEqual([ids['wipa']]);
    expect((await ask('doae', 'GET', `/Groups/${q('reader@rid')}`))).toMatchObject({ status: 404, body: { code: 'identity.scim-group-unknown' } });
  });

  it('is found by its name, comes in pages, and leaves its members out when asked to', async () => {
    expect((await ask('rid', 'GET', `/Groups?filter=${q('displayName eq "steward@rid"')}&excludedAttributes=members`)).body).toMatchObject({ totalResults: 1, Resources: [{ id: 'steward@rid' }] });
    expect((await ask('rid', 'GET', '/Groups?excludedAttributes=members')).body.Resources.every((each: object) => !('members' in each))).toBe(true);
    expect((await ask('rid', 'GET', '/Groups?startIndex=2&count=1')).body).toMatchObject({ totalResults: 2, startIndex: 2, itemsPerPage: 1, Resources: [{ id: 'steward@rid' }] });
    expect((await ask('rid', 'GET', `/Groups?filter=${q('displayName eq "nobody"')}`)).body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it.each(['members eq "x"', 'displayName sw "s"', 'displayName eq "a" or id pr', 'displayName eq "a\\" or 1=1 --"', "displayName eq 'a'", 'displayName eq "a"; drop table identity.account', '('])('is not searched by %s', async (filter) => {
    expect(await ask('rid', 'GET', `/Groups?filter=${q(filter)}`)).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } });
  });

  it('is written by no directory, whatever it sends: no role comes from outside', async () => {
    const before = await grants();
    const member = { value: ids['somsri'], $ref: '../Users/x', display: 'x' };
    const patch = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
    const bodies = [
      patch({ op: 'add', path: 'members', value: [member] }), patch({ op: 'replace', path: 'members', value: [] }), patch({ op: 'remove', path: `members[value eq "${ids['somchai']}"]` }),
      patch({ op: 'add', path: 'members[value eq "x" or 1=1].display', value: 'x' }), patch({ op: 'Replace', path: 'displayName', value: 'operator@ministry' }), patch({ op: 'add', value: { members: [member], __proto__: { roles: ['operator'] } } }), {},
    ];
    for (const body of bodies) for (const id of ['steward@rid', 'operator@ministry', "x'; delete from identity.role_grant; --"]) {
      expect(await ask('rid', 'PATCH', `/Groups/${q(id)}`, body)).toMatchObject({ status: 400, body: { scimType: 'mutability', code: 'identity.scim-group-read-only' } });
    }
    const group = { schemas: [GROUP], displayName: 'operator@ministry', members: [member] };
    expect([await ask('rid', 'POST', '/Groups', group), await ask('rid', 'PUT', `/Groups/${q('steward@rid')}`, group), await ask('rid', 'DELETE', `/Groups/${q('steward@rid')}`)].map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(await grants()).toEqual(before);
  });

  it('is described, with nothing in it that can be written', async () => {
    expect((await ask('rid', 'GET', '/ResourceTypes')).body.Resources.map(({ id }: { id: string }) => id)).toEqual(['User', 'Group']);
    const { body } = await ask('rid', 'GET', `/Schemas/${GROUP}`);
    expect(body.attributes.map(({ name, mutability }: any) => [name, mutability])).toEqual([['displayName', 'readOnly'], ['members', 'readOnly']]);
  });
});
