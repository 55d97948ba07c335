import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { issueRegistrationToken, listRegistrationTokens, revokeRegistrationToken, setAgencyLimit } from '../joining/registration-tokens.ts';
import { providerOf } from '../provider/swap.ts';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let documents: Server;
let token: string;
const operator = principalOf('operator');
beforeAll(async () => {
  world = await openWorld();
  documents = createServer((_request, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('["https://a.rid.example/cb","https://b.rid.example/cb"]'); });
  await new Promise<void>((resolve) => { documents.listen(0, '127.0.0.1', resolve); });
  await world.test.db.tx((tx) => setAgencyLimit(tx, operator, 'rid', { maxClients: 30, redirectHosts: ['a.rid.example', 'B.rid.example'], authMethods: ['client_secret_basic', 'none'], scopes: ['openid', 'profile'] }));
  token = (await issue()).token;
});
afterAll(async () => {
  documents?.close();
  await world?.close();
});

const issue = async (agencyId = 'rid') => {
  const provider = await providerOf(world.ports).current();
  return world.test.db.tx((tx) => issueRegistrationToken(tx, operator, provider, { agencyId, days: 7 }));
};
const good = { redirect_uris: ['https://a.rid.example/cb'], client_name: 'Water levels', 'client_name#th': 'ระดับน้ำ', scope: 'openid profile' };
async function send(method: string, path: string, bearer: string | null, body?: object) {
  const response = await world.browser().ask(path, { method, ...(body && { body }), headers: { accept: 'application/json', ...(bearer !== null && { authorization: `Bearer ${bearer}` }) } });
  return { status: response.status, body: response.status === 204 ? {} : await response.json() as Record<string, any> };
}
const register = (body: object = good, bearer: string | null = token) => send('POST', '/oidc/reg', bearer, body);
const at = (client: Record<string, any>) => new URL(client['registration_client_uri']).pathname;
const row = async (id: string) => (await world.test.db.tx((tx) => tx.query('select * from signon.client where id = $1', [id]))).rows[0];

describe('a program registers an e-service (RFC 7591)', () => {
  it('with the token of its agency, into the sandbox, and people of the agency sign in at once', async () => {
    const { status, body } = await register();
    expect(status).toBe(201);
    expect(body).toMatchObject({ client_id: expect.stringMatching(/^dyn-[0-9a-f]{18}$/), client_secret: expect.stringMatching(/^sps_/), client_secret_expires_at: 0, registration_access_token: expect.any(String), registration_client_uri: expect.stringContaining('/oidc/reg/dyn-'), redirect_uris: good.redirect_uris, token_endpoint_auth_method: 'client_secret_basic' });
    expect(await row(body['client_id'])).toMatchObject({ agency_id: 'rid', state: 'sandbox', tier: 'standard', name_th: 'ระดับน้ำ', name_en: 'Water levels', approved_by: null, created_by: expect.stringMatching(/^registration:\d+$/) });
    const service = new Service(world, { client_id: body['client_id'], secret: body['client_secret'], redirect: 'https://a.rid.example/cb' });
    expect((await service.trade('none')).body.error).toBe('invalid_grant');
    expect((await (await world.person()).browser.follow(service.address())).searchParams.get('error')).toBe('access_denied');
  });

  it('keeps of the secret a hash only', async () => {
    const { body } = await register();
    const { rows } = await world.test.db.tx((tx) => tx.query('select row_to_json(c)::text as text from signon.client c union all select row_to_json(a)::text from signon.artifact a'));
    const everything = rows.map(({ text }) => text).join('\n');
    for (const secret of [body['client_secret'], body['registration_access_token'], token]) expect(everything).not.toContain(secret);
  });

  it.each([['no token', null], ['an unknown token', 'guessed']])('%s registers nothing', async (_what, bearer) => {
    expect((await register(good, bearer)).body['error']).toMatch(/invalid_(token|request)/);
  });

  it.each([
    ['another host', { redirect_uris: ['https://evil.example/cb'] }], ['plain http', { redirect_uris: ['http://a.rid.example/cb'] }], ['a fragment', { redirect_uris: ['https://a.rid.example/cb#x'] }],
    ['user info', { redirect_uris: ['https://b@a.rid.example/cb'] }], ['a scheme of its own', { redirect_uris: ['myapp://a.rid.example/cb'] }], ['no address', { redirect_uris: [] }],
    ['another scope', { scope: 'openid organisation' }], ['another way to prove itself', { token_endpoint_auth_method: 'client_secret_post' }], ['tokens without a person', { grant_types: ['client_credentials'], response_types: [] }],
    ['implicit', { grant_types: ['implicit'], response_types: ['id_token'] }], ['tokens in the address', { response_types: ['token'] }], ['RS256', { id_token_signed_response_alg: 'RS256' }], ['no signature', { id_token_signed_response_alg: 'none' }],
    ['addresses as text', { redirect_uris: 'https://a.rid.example/cb' }], ['a logout address within', { backchannel_logout_uri: 'http://10.0.0.1/out' }],
  ])('%s is refused', async (_what, over) => {
    const { status, body } = await register({ ...good, ...over });
    expect([status, body['error']]).toEqual([400, expect.stringMatching(/^invalid_(client_metadata|redirect_uri)$/)]);
  });

  it('cannot say of itself what only people say, nor bring a statement or keys', async () => {
    const { status, body } = await register({ ...good, saphan_tier: 'first-party', saphan_state: 'live', saphan_agency: 'doae', saphan_min_aal: 0, client_id: 'saphan-cli', client_secret: 'chosen', software_statement: 'eyJhbGciOiJub25lIn0.e30.', approved_by: 'me' });
    expect(status).toBe(201);
    expect([body['client_id'] === 'saphan-cli', body['client_secret'] === 'chosen']).toEqual([false, false]);
    expect(await row(body['client_id'])).toMatchObject({ agency_id: 'rid', tier: 'standard', state: 'sandbox', min_aal: 1, approved_by: null });
  });

  it('sector_identifier_uri is fetched within what may be reached, and must name the addresses', async () => {
    const uri = `http://127.0.0.1:${(documents.address() as AddressInfo).port}/sector`;
    expect((await register({ ...good, sector_identifier_uri: uri })).body['error']).toBe('invalid_client_metadata');
    expect((await register({ ...good, redirect_uris: ['https://a.rid.example/cb'], sector_identifier_uri: 'https://169.254.169.254/latest' })).body['error']).toBe('invalid_client_metadata');
  });

  it('stops at the number that the agency may have', async () => {
    await world.test.db.tx((tx) => setAgencyLimit(tx, operator, 'doae', { maxClients: 1, redirectHosts: ['a.rid.example'], authMethods: ['client_secret_basic'], scopes: ['openid', 'profile'] }));
    const other = (await issue('doae')).token;
    expect((await register(good, other)).status).toBe(201);
    expect((await register(good, other)).body).toMatchObject({ error: 'invalid_client_metadata' });
  });

  it('not after the token was revoked, and no token without limits', async () => {
    const { id, token: revoked } = await issue();
    await world.test.db.tx((tx) => revokeRegistrationToken(tx, operator, id));
    expect((await register(good, revoked)).status).toBe(401);
    await expect(world.test.db.tx((tx) => revokeRegistrationToken(tx, operator, id))).rejects.toMatchObject({ code: 'signon.registration-token-not-found' });
    await expect(issue('dld')).rejects.toMatchObject({ code: 'signon.agency-limit-missing' });
    const seen = await world.test.db.tx((tx) => listRegistrationTokens(tx, principalOf('agency-admin', { agencies: ['doae'] })));
    expect(new Set(seen.map(({ agencyId }) => agencyId))).toEqual(new Set(['doae']));
  });
});

describe('a program manages its registration (RFC 7592)', () => {
  it('reads it without the secret', async () => {
    const { body } = await register();
    const { status, body: read } = await send('GET', at(body), body['registration_access_token']);
    expect([status, read['client_id'], 'client_secret' in read]).toEqual([200, body['client_id'], false]);
  });

  it('changes it within the limits, with a new access token each time', async () => {
    const { body } = await register();
    const change = { ...good, client_id: body['client_id'], redirect_uris: ['https://b.rid.example/cb'] };
    const changed = await send('PUT', at(body), body['registration_access_token'], change);
    expect(changed.body).toMatchObject({ redirect_uris: ['https://b.rid.example/cb'] });
    expect('client_secret' in changed.body).toBe(false);
    expect((await send('GET', at(body), body['registration_access_token'])).status).toBe(401);
    const next = changed.body['registration_access_token'];
    expect((await send('PUT', at(body), next, { ...change, redirect_uris: ['https://evil.example/cb'] })).body['error']).toBe('invalid_client_metadata');
    const service = new Service(world, { client_id: body['client_id'], secret: body['client_secret'], redirect: 'https://b.rid.example/cb' });
    expect((await service.trade('none')).body.error).toBe('invalid_grant');
  });

  it('may not lead people elsewhere once it was approved', async () => {
    const { body } = await register();
    await world.test.db.tx((tx) => tx.query("update signon.client set state = 'live', approved_by = 'test' where id = $1", [body['client_id']]));
    const put = (over: object) => send('PUT', at(body), body['registration_access_token'], { ...good, client_id: body['client_id'], ...over });
    expect((await put({ redirect_uris: ['https://b.rid.example/cb'] })).body).toMatchObject({ error: 'invalid_client_metadata', error_description: expect.stringContaining('approved') });
    expect((await put({ client_name: 'Water levels, new' })).status).toBe(200);
    expect(await row(body['client_id'])).toMatchObject({ state: 'live', name_en: 'Water levels, new' });
  });

  it('reaches its own record only', async () => {
    const [one, two] = [(await register()).body, (await register()).body];
    expect((await send('GET', at(two), one['registration_access_token'])).status).toBe(401);
    expect((await send('GET', at(one), one['registration_access_token'])).status).toBe(401);
    expect((await send('GET', at(two), two['registration_access_token'])).status).toBe(200);
  });

  it('removes it', async () => {
    const { body } = await register();
    expect((await send('DELETE', at(body), body['registration_access_token'])).status).toBe(204);
    expect(await row(body['client_id'])).toMatchObject({ state: 'suspended' });
    const service = new Service(world, { client_id: body['client_id'], secret: body['client_secret'], redirect: 'https://a.rid.example/cb' });
    expect((await service.trade('none')).body.error).toBe('invalid_client');
  });
});
