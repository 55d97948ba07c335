import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '#kernel/testing/browser.ts';
import { selfSignedRsa } from '#kernel/testing/certificate.ts';
import { thaidSettings } from './settings.ts';
import { keepSimulatedThaid } from './simulated.ts';
import { upstreamHouse, type UpstreamHouse } from './testing/house.ts';

let house: UpstreamHouse;
let operator: Browser;
const SECRET = 'never-to-be-seen-again-4711';
const settings = thaidSettings('https://imauthsbx.bora.dopa.go.th', 'client-1');
const asked = { id: 'dga', kind: 'oidc', nameTh: 'ดีจีเอ', nameEn: 'DGA Digital ID', settings, secret: { clientSecret: SECRET, apiKey: `${SECRET}-key` } };

beforeAll(async () => {
  house = await upstreamHouse();
  const made = await house.officer('operator');
  operator = made.browser;
  await house.run("insert into identity.role_grant (account_id, role, granted_by, reason) values ($1, 'operator', 'test', 'test')", [made.accountId]);
  await house.run("update identity.session set aal = 2, persona = '' where account_id = $1", [made.accountId]);
});
afterAll(() => house?.close());

const ask = async (method: string, path: string, body?: unknown, browser = operator) => {
  const answer = await browser.ask(`/api/v1${path}`, { method, body });
  return { status: answer.status, text: await answer.text() };
};
const problemOf = ({ text }: { text: string }) => JSON.parse(text) as { code: string; errors?: { pointer: string }[] };

describe('the secret of an outside system', () => {
  it('is in no answer, no audit row and not in the clear in the database', async () => {
    const texts = [await ask('POST', '/upstreams', asked), await ask('GET', '/upstreams'), await ask('PUT', '/upstreams/dga/secret', { clientSecret: SECRET }), await ask('PUT', '/upstreams/dga', { nameTh: 'ก', nameEn: 'A', settings }), await ask('GET', '/upstream')];
    expect(texts.map(({ status }) => status)).toEqual([201, 200, 204, 204, 200]);
    const rows = await house.run('select to_jsonb(u)::text as v from identity.upstream u union all select to_jsonb(a)::text from kernel.audit a');
    expect(rows.length).toBeGreaterThan(4);
    expect([...texts.map(({ text }) => text), ...rows.map(({ v }) => v)].join()).not.toContain(SECRET);
    expect(JSON.parse(texts[1]?.text ?? '').items.find(({ id }: { id: string }) => id === 'dga')).toMatchObject({ hasSecret: true, enabled: true, callbackUrl: `${house.url}/api/v1/upstream/dga/callback` });
  });
});

describe('settings', () => {
  it.each([
    ['without TLS', { issuer: 'http://id.example' }, '/body/settings/issuer'], ['without an ID token', { scopes: ['pid'] }, '/body/settings/scopes'],
    ['that open accounts without a number', { pidClaim: null }, '/body/settings/opensAccounts'], ['that open accounts on too little proof', { highestIal: 11 }, '/body/settings/opensAccounts'],
  ])('%s are refused with the place', async (_what, over, pointer) => {
    const answer = await ask('POST', '/upstreams', { ...asked, id: 'refused', settings: { ...settings, ...over } });
    expect([answer.status, problemOf(answer).errors?.map((each) => each.pointer)]).toEqual([422, [pointer]]);
  });

  it.each([['an unknown field', { settings: { ...settings, jwksUri: 'https://x' } }], ['an id that is no address', { id: '../x' }], ['an empty secret', { secret: {} }], ['another kind', { kind: 'kerberos' }]])('%s is refused', async (_what, over) => {
    expect((await ask('POST', '/upstreams', { ...asked, id: 'refused', ...over })).status).toBe(400);
  });

  it('of one kind do not fit another', async () => {
    expect(problemOf(await ask('POST', '/upstreams', { ...asked, id: 'refused', kind: 'ldap' })).code).toBe('identity.upstream-settings-refused');
  });

  it('keep their issuer: its subjects are nobody else’s', async () => {
    expect(problemOf(await ask('PUT', '/upstreams/dga', { nameTh: 'ก', nameEn: 'A', settings: { ...settings, issuer: 'https://other.example' } })).errors?.[0]?.pointer).toBe('/body/settings/issuer');
    expect(problemOf(await ask('POST', '/upstreams', asked)).code).toBe('identity.upstream-taken');
    expect(problemOf(await ask('PUT', '/upstreams/nobody', { nameTh: 'ก', nameEn: 'A', settings })).code).toBe('identity.upstream-unknown');
  });

  it('in production name no simulator', async () => {
    const strict = await upstreamHouse().then(async (each) => { each.ports.mode = 'production'; return each; });
    const made = await strict.officer('operator');
    await strict.run("insert into identity.role_grant (account_id, role, granted_by, reason) values ($1, 'operator', 'test', 'test')", [made.accountId]);
    await strict.run("update identity.session set aal = 2, persona = ''");
    const answer = await ask('POST', '/upstreams', { ...asked, id: 'sim', settings: { ...settings, issuer: strict.simulator.issuer } }, made.browser);
    expect([answer.status, problemOf(answer).errors?.[0]?.pointer]).toEqual([422, '/body/settings/issuer']);
    await strict.close();
  });
});

describe('an outside system', () => {
  it('is administered by an operator who has just proved two factors, and by nobody else', async () => {
    const { browser } = await house.officer('nobody-special');
    for (const [method, path] of [['GET', '/upstreams'], ['POST', '/upstreams'], ['PUT', '/upstreams/dga/secret'], ['POST', '/upstreams/dga/disable']] as const) expect((await ask(method, path, method === 'GET' ? undefined : {}, browser)).status).toBe(403);
    await house.run("update identity.session set aal = 1 where account_id = (select id from identity.account where user_name = 'operator')");
    expect(problemOf(await ask('POST', '/upstreams/dga/disable', { reason: 'x' })).code).toBe('kernel.step-up-needed');
    await house.run("update identity.session set aal = 2 where account_id = (select id from identity.account where user_name = 'operator')");
  });

  it('is asked only on the public Internet: an address inside is no way into the ministry’s network', async () => {
    await ask('POST', '/upstreams', { ...asked, id: 'inside', settings: { ...settings, issuer: 'https://127.0.0.1:1' } });
    const started = await house.browser().ask('/api/v1/upstream/inside/start');
    expect(started.headers.get('location')).toBe('/th/sign-in?refused=upstream-unreachable');
  });

  it('that is switched off lets nobody in, and ends what it opened', async () => {
    const citizen = house.browser();
    await house.comeAs(citizen, 1);
    expect((await house.session(citizen)).who).not.toBeNull();
    expect(await ask('POST', '/upstreams/thaid/disable', { reason: 'กุญแจรั่ว' })).toEqual({ status: 200, text: '{"sessions":1}' });
    expect((await house.session(citizen)).who).toBeNull();
    expect((await house.run("select payload from kernel.outbox where topic = 'identity.session-ended'")).at(-1)?.payload).toMatchObject({ why: 'administrator' });
    expect((await house.browser().ask('/api/v1/upstream/thaid/start')).headers.get('location')).toBe('/th/sign-in?refused=upstream-unknown');
    expect((await (await house.browser().ask('/api/v1/upstream')).json() as any).items.map(({ id }: { id: string }) => id)).not.toContain('thaid');
    expect((await ask('POST', '/upstreams/thaid/enable')).status).toBe(204);
    expect((await house.comeAs(house.browser(), 1)).pathname).toBe('/th/board');
  });

  it('that is simulated moves with the house, and leaves a real one alone', async () => {
    const move = (issuer: string) => house.test.db.tx((tx) => keepSimulatedThaid(tx, house.ports, { issuer, clientId: 'saphan' }));
    const issuer = async () => (await house.run("select config ->> 'issuer' as v from identity.upstream where id = 'thaid'"))[0].v;
    await move('http://localhost:9/thaid-simulator');
    expect(await issuer()).toBe('http://localhost:9/thaid-simulator');
    await house.run("update identity.upstream set config = jsonb_set(config, '{issuer}', '\"https://imauth.bora.dopa.go.th\"') where id = 'thaid'");
    await move(house.simulator.issuer);
    expect(await issuer()).toBe('https://imauth.bora.dopa.go.th');
    await house.run("update identity.upstream set config = jsonb_set(config, '{issuer}', to_jsonb($1::text)), changed_at = now() where id = 'thaid'", [house.simulator.issuer]);
  });

  it('that is simulated says so', async () => {
    expect((await (await house.browser().ask('/api/v1/upstream')).json() as any).items.find(({ id }: { id: string }) => id === 'thaid')).toEqual({ id: 'thaid', kind: 'thaid', nameTh: 'ThaiD', nameEn: 'ThaiD', simulated: true });
  });
});

describe('trying an outside system', () => {
  const stepsOf = ({ text }: { text: string }) => (JSON.parse(text) as { steps: { ok: boolean; en: string }[] }).steps;

  it('reads the discovery document of a provider, switched on or not, and says what failed', async () => {
    expect(stepsOf(await ask('POST', '/upstreams/thaid/test'))).toEqual([{ ok: true, th: expect.any(String), en: expect.stringMatching(/discovery document was read/) }]);
    expect(stepsOf(await ask('POST', '/upstreams/inside/test'))).toEqual([{ ok: false, th: expect.any(String), en: expect.stringMatching(/could not be read/) }]);
    expect((await ask('POST', '/upstreams/nowhere/test')).status).toBe(404);
  });

  it('tells until when a SAML provider signs, and that its address is not reached from here', async () => {
    const saml = { issuer: 'https://idp.example', ssoUrl: 'https://127.0.0.1:1/sso', certificates: [selfSignedRsa('idp').certificate], subjectAttribute: null, aal: 1 };
    expect((await ask('POST', '/upstreams', { id: 'rid-saml', kind: 'saml', nameTh: 'ก', nameEn: 'A', settings: saml })).status).toBe(201);
    expect(stepsOf(await ask('POST', '/upstreams/rid-saml/test')).map(({ ok, en }) => [ok, en])).toEqual([[true, expect.stringMatching(/is good until 1 Jan 2050/)], [false, expect.stringMatching(/cannot reach/)]]);
    expect(JSON.parse((await ask('GET', '/upstreams')).text).items.find(({ id }: { id: string }) => id === 'rid-saml')).toMatchObject({ hasSecret: false, metadataUrl: `${house.url}/api/v1/upstream/rid-saml/metadata` });
  });

  it('and reading metadata is for operators', async () => {
    const { browser } = await house.officer('curious');
    for (const path of ['/upstreams/thaid/test', '/saml-metadata']) expect((await ask('POST', path, { metadata: '<x/>' }, browser)).status).toBe(403);
    expect(problemOf(await ask('POST', '/saml-metadata', { metadata: '<x/>' }))).toMatchObject({ code: 'identity.saml-metadata-refused', errors: [{ pointer: '/body/metadata' }] });
  });
});
