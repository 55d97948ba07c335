import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let service: Service;
beforeAll(async () => {
  world = await openWorld();
  service = new Service(world, await world.client('basic'));
});
afterAll(() => world?.close());

const problem = (page: URL) => [page.pathname, page.searchParams.get('code')];
const json = { accept: 'application/json' };
const signedIn = async (over = {}) => {
  const person = await world.person(over);
  await service.signIn(person.browser);
  return person;
};
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

describe('the provider says of itself', () => {
  it('only code, only S256, only ES256, its issuer and no private key', async () => {
    const config = await (await world.browser().ask('/oidc/.well-known/openid-configuration', { headers: json })).json() as Record<string, any>;
    expect(config).toMatchObject({ issuer: world.issuer, response_types_supported: ['code'], code_challenge_methods_supported: ['S256'], id_token_signing_alg_values_supported: ['ES256'], subject_types_supported: ['pairwise', 'public'] });
    expect(config['grant_types_supported']).not.toContain('implicit');
    const { keys } = await (await world.browser().ask('/oidc/jwks', { headers: json })).json() as { keys: Record<string, string>[] };
    expect(keys).toEqual([expect.objectContaining({ kty: 'EC', alg: 'ES256', kid: expect.any(String) })]);
    expect(keys.some((key) => 'd' in key)).toBe(false);
  });
  it('the same at the address of RFC 8414', async () => {
    expect(await (await world.browser().ask('/.well-known/oauth-authorization-server/oidc', { headers: json })).json()).toMatchObject({ issuer: world.issuer, token_endpoint: `${world.issuer}/token` });
  });
});

describe('an authorization request', () => {
  it('PromptNoneNotLoggedIn', async () => {
    expect((await world.browser().follow(service.address({ prompt: 'none' }))).searchParams.get('error')).toBe('login_required');
  });
  it('PromptNoneLoggedIn', async () => {
    const { browser } = await signedIn();
    expect((await browser.follow(service.address({ prompt: 'none' }))).searchParams.get('code')).toBeTruthy();
  });
  it('PromptLogin asks again, and is content with a new sign-in', async () => {
    const { browser, accountId } = await signedIn({ at: ago(60) });
    const page = await browser.follow(service.address({ prompt: 'login' }));
    expect(page.pathname).toBe('/th/sign-in');
    await world.signIn(accountId, browser, { at: new Date(Date.now() + 1000).toISOString() });
    expect((await browser.follow(`/api/v1/interactions/${page.searchParams.get('interaction')}`)).searchParams.get('code')).toBeTruthy();
  });
  it('MaxAge1 and MaxAge10000', async () => {
    const { browser } = await signedIn({ at: ago(60) });
    expect((await browser.follow(service.address({ max_age: '1' }))).pathname).toBe('/th/sign-in');
    expect((await browser.follow(service.address({ max_age: '10000' }))).searchParams.get('code')).toBeTruthy();
  });
  it('AcrValues steps up, unknown values do not count', async () => {
    const { browser } = await signedIn();
    const page = await browser.follow(service.address({ acr_values: 'urn:saphan:aal2' }));
    expect(page.pathname).toBe('/th/sign-in');
    const details = await browser.ask(`/api/v1/interactions/${page.searchParams.get('interaction')}/details`, { headers: json });
    expect(await details.json()).toMatchObject({ needs: { acr: 'urn:saphan:aal2', signIn: false }, client: { id: 'basic' } });
    expect((await browser.follow(service.address({ acr_values: '1 2' }))).searchParams.get('code')).toBeTruthy();
  });
  it('IdTokenHint of the right and of the wrong person', async () => {
    const { browser } = await signedIn();
    const { id_token } = await service.tokens(browser);
    expect((await browser.follow(service.address({ prompt: 'none', id_token_hint: id_token }))).searchParams.get('code')).toBeTruthy();
    const other = await signedIn();
    expect((await other.browser.follow(service.address({ prompt: 'none', id_token_hint: id_token }))).searchParams.get('error')).toBe('login_required');
    expect((await other.browser.follow(service.address({ id_token_hint: id_token }))).pathname).toBe('/th/sign-in');
  });
  it('UiLocales and LoginHint', async () => {
    expect((await world.browser().follow(service.address({ ui_locales: 'en th', login_hint: 'somying' }))).pathname).toBe('/en/sign-in');
  });
  it.each([
    ['another path', 'https://basic.example/other'], ['a query', 'https://basic.example/callback?a=1'], ['another port', 'https://basic.example:444/callback'], ['a slash', 'https://basic.example/callback/'],
    ['a fragment', 'https://basic.example/callback#x'], ['user info', 'https://a@basic.example/callback'], ['a backslash', 'https://basic.example\\@evil.example/callback'], ['none', undefined],
  ])('EnsureRegisteredRedirectUri: %s', async (_what, redirect_uri) => {
    expect(problem(await world.browser().follow(service.address({ redirect_uri })))).toEqual(['/th/sign-in-problem', expect.stringMatching(/^invalid_(request|redirect_uri)$/)]);
  });
  it.each([['token'], ['id_token'], ['code id_token'], ['none']])('response type %s is refused', async (response_type) => {
    const page = await world.browser().follow(service.address({ response_type }));
    expect(page.searchParams.get('error') ?? new URLSearchParams(page.hash.slice(1)).get('error') ?? page.searchParams.get('code')).toBe('unsupported_response_type');
  });
  it.each([['missing', { code_challenge: undefined, code_challenge_method: undefined }], ['plain', { code_challenge_method: 'plain' }]])('PKCE %s is refused', async (_what, over) => {
    expect((await world.browser().follow(service.address(over))).searchParams.get('error')).toBe('invalid_request');
  });
});

describe('tokens', () => {
  it('a wrong verifier gets nothing', async () => {
    const { browser } = await signedIn();
    expect(await service.trade((await service.signIn(browser)).searchParams.get('code'), { code_verifier: 'x'.repeat(43) })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
  it('CodeReuse ends everything the code gave', async () => {
    const { browser } = await signedIn();
    const code = (await service.signIn(browser)).searchParams.get('code');
    const { body } = await service.trade(code);
    expect(await service.trade(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await service.refresh(body.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
  it('RefreshReuse ends the family, but two tabs at once are no theft', async () => {
    const { browser } = await signedIn();
    const { refresh_token } = await service.tokens(browser);
    const both = await Promise.all([service.refresh(refresh_token), service.refresh(refresh_token)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await world.test.db.tx((tx) => tx.query("update signon.artifact set consumed_at = consumed_at - interval '4 seconds' where kind = 'RefreshToken' and consumed_at is not null"));
    expect((await service.refresh(refresh_token)).body.error).toBe('invalid_grant');
    expect((await service.refresh(both[0]!.body.refresh_token)).body.error).toBe('invalid_grant');
    expect(await world.test.db.tx(async (tx) => (await tx.query("select detail from identity.alarm where kind = 'token-reuse'")).rows)).toEqual([{ detail: { clientId: 'basic' } }]);
  });
  it('RefreshTokenWrongClient', async () => {
    const { browser } = await signedIn();
    const other = new Service(world, await world.client('other'));
    expect((await other.refresh((await service.tokens(browser)).refresh_token)).body.error).toBe('invalid_grant');
  });
  it('a wrong secret is refused and a second one counts while it replaces the first', async () => {
    expect((await service.token({ grant_type: 'client_credentials' }, { authorization: `Basic ${Buffer.from('basic:wrong').toString('base64')}` })).status).toBe(401);
  });
  it('the same person is another to each agency', async () => {
    const [a, b, c] = await Promise.all([['one', 'rid'], ['two', 'rid'], ['three', 'doae']].map(async ([id, agency]) => new Service(world, await world.client(id as string, { agency }))));
    const { browser } = await world.person();
    const subs: unknown[] = [];
    for (const each of [a, b, c]) subs.push(decodeJwt((await (each as Service).tokens(browser)).id_token).sub);
    expect([subs[0] === subs[1], subs[0] === subs[2]]).toEqual([true, false]);
  });
  it('no id, code or token stands in the register', async () => {
    const { browser } = await signedIn();
    const tokens = await service.tokens(browser);
    const { rows } = await world.test.db.tx((tx) => tx.query('select payload::text as text from signon.artifact'));
    const text = rows.map((row) => row.text).join('\n');
    for (const secret of [tokens.access_token, tokens.refresh_token, ...[...browser.cookies.values()].map((each) => each.value)]) expect(text).not.toContain(secret);
  });
});

describe('the end of a session', () => {
  it('a suspended account, an ended session: refresh and userinfo find nobody', async () => {
    const { browser, sessionId } = await signedIn();
    const { refresh_token, access_token } = await service.tokens(browser);
    await world.test.db.tx((tx) => tx.query("update identity.session set state = 'ended' where id = $1", [sessionId]));
    expect((await service.refresh(refresh_token)).body.error).toBe('invalid_grant');
    expect((await world.browser().ask('/oidc/me', { headers: { ...json, authorization: `Bearer ${access_token}` } })).status).toBe(401);
  });
  it('consent withdrawn: asked again, tokens gone', async () => {
    const { browser } = await signedIn();
    const { refresh_token } = await service.tokens(browser);
    expect((await browser.ask('/api/v1/me/consents/basic', { method: 'DELETE' })).status).toBe(204);
    expect((await service.refresh(refresh_token)).body.error).toBe('invalid_grant');
    expect((await browser.follow(service.address())).pathname).toMatch(/\/consent\//);
  });
});
