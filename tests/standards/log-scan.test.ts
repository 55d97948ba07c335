import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { softwarePasskey } from '../../server/src/modules/identity/testing/software-passkey.ts';
import type { Browser } from '../../server/src/modules/signon/testing/browser.ts';
import { listenToLog, openWholeHouse, PASSWORD, type WholeHouse } from './testing/whole-house.ts';

let house: WholeHouse;
let log: ReturnType<typeof listenToLog>;
/** What nobody may ever read, with the name of what it was. */
const secrets = new Map<string, string>();
const problems: string[] = [];

beforeAll(async () => {
  log = listenToLog();
  house = await openWholeHouse({ env: { SAPHAN_LOG_LEVEL: 'trace' } });
});
afterAll(async () => { await house?.close(); log?.stop(); });

function keep<T extends string>(what: string, secret: T): T {
  expect(secret?.length, what).toBeGreaterThan(5);
  secrets.set(secret, what);
  return secret;
}

interface Sent { method?: string; body?: unknown; form?: Record<string, string>; headers?: Record<string, string> }

async function ask(browser: Browser, path: string, sent: Sent = {}): Promise<{ status: number; body: any }> {
  const answer = await browser.ask(path, { ...sent, headers: { accept: 'application/json', ...sent.headers } });
  const text = await answer.text();
  if (answer.status >= 400) problems.push(text);
  for (const [name, { value }] of browser.cookies) if (value.length > 20) keep(`cookie ${name}`, value);
  return { status: answer.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
}
const api = (browser: Browser, method: string, path: string, body?: object, headers?: Record<string, string>) => ask(browser, `/api/v1${path}`, { method, ...(body && { body }), ...(headers && { headers }) });
const totp = (secret: string, steps = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** Every way in with what it uses, right and wrong. */
async function officer(): Promise<{ browser: Browser; totpSecret: string; recovery: string[] }> {
  const password = keep('password', 'ข้าวหอมมะลิทุ่งกุลา 42 เกวียน');
  await house.account('scanned', { password });
  const browser = house.browser();
  expect((await api(browser, 'POST', '/sign-in/password', { userName: 'scanned', password: keep('wrong password', 'ไม่ใช่รหัสผ่านของใครเลย') })).status).toBe(401);
  expect((await api(browser, 'POST', '/sign-in/password', { userName: 'scanned', password })).status).toBe(200);
  expect((await api(browser, 'POST', '/sign-in/password', { userName: 'scanned', password: { text: keep('password in a wrong form', 'รูปแบบผิดแต่ยังเป็นความลับ') } })).status).toBe(400);
  const { body: { secret } } = await api(browser, 'POST', '/me/totp', {});
  const code = keep('code of an app', totp(keep('secret of an app', secret), -1));
  expect((await api(browser, 'POST', '/me/totp/confirm', { code })).status).toBe(204);
  const { body: { codes } } = await api(browser, 'POST', '/me/recovery-codes', {});
  for (const each of codes as string[]) keep('recovery code', each);
  return { browser, totpSecret: secret, recovery: codes };
}

async function secondFactors({ totpSecret, recovery }: Awaited<ReturnType<typeof officer>>): Promise<void> {
  for (const [path, code] of [['totp', keep('code of an app', totp(totpSecret))], ['recovery', recovery[0]]] as const) {
    const browser = house.browser();
    expect((await api(browser, 'POST', '/sign-in/password', { userName: 'scanned', password: 'ข้าวหอมมะลิทุ่งกุลา 42 เกวียน' })).body.state).toBe('second-factor');
    expect((await api(browser, 'POST', `/sign-in/${path}`, { code: keep('wrong code', path === 'totp' ? '918273' : 'BBBB-CCCC-DDDD') })).status).toBe(401);
    expect((await api(browser, 'POST', `/sign-in/${path}`, { code })).status).toBe(200);
    expect((await api(browser, 'POST', `/sign-in/${path}`, { code })).status).toBe(401);
  }
}

async function passkey(browser: Browser): Promise<void> {
  const key = softwarePasskey();
  const { body: enrolment } = await api(browser, 'POST', '/me/passkeys/options', {});
  keep('challenge', enrolment.options.challenge);
  expect((await api(browser, 'POST', '/me/passkeys', { challengeId: enrolment.challengeId, name: 'โทรศัพท์', response: key.enrol(enrolment.options, house.publicUrl) })).status).toBe(201);
  const { body: proof } = await api(house.browser(), 'POST', '/sign-in/passkey/options', {});
  const response = key.prove(proof.options, house.publicUrl);
  keep('signature of a passkey', response.response.signature);
  expect((await api(house.browser(), 'POST', '/sign-in/passkey', { challengeId: proof.challengeId, response })).status).toBe(200);
  expect((await api(house.browser(), 'POST', '/sign-in/passkey', { challengeId: proof.challengeId, response })).status).toBe(401);
}

async function apiToken(browser: Browser): Promise<void> {
  const { body: { token } } = await api(browser, 'POST', '/me/api-tokens', { name: 'สคริปต์', scopes: ['*'], days: 2 });
  const headers = { authorization: `Bearer ${keep('API token', token)}` };
  expect((await api(house.browser(), 'GET', '/session', undefined, headers)).body.who.name).toBe('scanned');
  expect((await api(house.browser(), 'POST', '/accounts', {}, headers)).status).toBe(403);
  expect((await api(house.browser(), 'GET', '/session', undefined, { authorization: `Bearer ${keep('wrong API token', `spn_${'x'.repeat(43)}`)}` })).status).toBe(401);
}

async function device(browser: Browser): Promise<void> {
  const post = (path: string, form: Record<string, string>) => ask(house.browser(), path, { method: 'POST', form: { client_id: 'saphan-cli', ...form } });
  const { body } = await post('/oidc/device/auth', { scope: 'openid offline_access *', resource: `${house.publicUrl}/api/v1` });
  keep('device code', body.device_code);
  expect((await api(browser, 'GET', `/device?user_code=${keep('user code', body.user_code)}`)).status).toBe(200);
  expect((await api(browser, 'POST', '/device', { userCode: body.user_code, approve: true })).status).toBe(204);
  const { body: tokens } = await post('/oidc/token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: body.device_code });
  keep('access token of a device', tokens.access_token);
  expect((await post('/oidc/token', { grant_type: 'refresh_token', refresh_token: keep('refresh token of a device', tokens.refresh_token) })).status).toBe(200);
  expect((await post('/oidc/token', { grant_type: 'refresh_token', refresh_token: keep('wrong refresh token', randomBytes(32).toString('base64url')) })).status).toBe(400);
}

async function service(browser: Browser): Promise<void> {
  const secret = keep('client secret', 'a-client-secret-of-the-log-scan');
  await house.run(`insert into signon.client (id, name_th, name_en, state, tier, metadata, secret_hash, created_by, approved_by) values ('scanned', 'ทดสอบ', 'Test', 'live', 'first-party', '{"redirect_uris":["https://scanned.example/cb"]}', $1, 'test', 'test')`,
    [`sha256:${createHash('sha256').update(secret).digest('base64url')}`]);
  const verifier = keep('code verifier', randomBytes(32).toString('base64url'));
  const asked = { client_id: 'scanned', redirect_uri: 'https://scanned.example/cb', response_type: 'code', scope: 'openid', code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  const code = keep('authorization code', (await browser.follow(`/oidc/auth?${new URLSearchParams(asked)}`)).searchParams.get('code') ?? '');
  const trade = (given: string) => ask(house.browser(), '/oidc/token', { method: 'POST', form: { grant_type: 'authorization_code', code, redirect_uri: asked.redirect_uri, code_verifier: verifier }, headers: { authorization: `Basic ${Buffer.from(`scanned:${given}`).toString('base64')}` } });
  expect((await trade(keep('wrong client secret', 'another-client-secret-altogether'))).status).toBe(401);
  const { body } = await trade(secret);
  for (const name of ['access_token', 'refresh_token', 'id_token']) keep(name, body[name]);
  expect((await trade(secret)).status).toBe(400);
  expect((await ask(house.browser(), `/oidc/session/end?id_token_hint=${body.id_token}x`)).status).toBeLessThan(500);
}

/** The register breaks in the middle of requests that carry secrets: what is logged whole must hold none. */
async function failures(browser: Browser): Promise<void> {
  await house.run('alter table identity.session rename to session_away');
  expect((await api(browser, 'GET', '/session')).status).toBe(500);
  expect((await api(house.browser(), 'POST', '/sign-in/password', { userName: 'scanned', password: 'ข้าวหอมมะลิทุ่งกุลา 42 เกวียน' })).status).toBe(500);
  await house.run('alter table identity.session_away rename to session');
}

/** Six digits stand by chance within the fraction of a second or in an identifier: they count where they stand as a word. */
const stands = (secret: string, text: string) => (/^\d{6}$/.test(secret) ? new RegExp(`(?<![\\w.])${secret}(?!\\w)`) : { test: (within: string) => within.includes(secret) }).test(text);
const found = (text: string) => [...secrets].filter(([secret]) => stands(secret, text)).map(([, what]) => what);

describe('what is secret', () => {
  beforeAll(async () => {
    const one = await officer();
    await secondFactors(one);
    await passkey(one.browser);
    await apiToken(one.browser);
    await device(one.browser);
    await service(one.browser);
    await failures(one.browser);
    const administrator = await house.administrator();
    keep('password of the administrator', PASSWORD);
    await api(administrator, 'POST', '/sign-out');
  });

  it('was used, and the log heard of it', () => {
    expect(new Set(secrets.values()).size).toBeGreaterThan(25);
    expect(log.text()).toContain('a request failed');
    expect(log.text()).toContain('a request was refused');
    expect(log.text()).toContain('the provider refused');
    expect(problems.length).toBeGreaterThan(12);
  });

  it('would be found as a word, a code also in a row, a line and an address', () => {
    const code = [...secrets].find(([, what]) => what === 'code of an app')?.[0] as string;
    for (const text of [`{"code":"${code}"}`, `(1,${code},t)`, `wrong code ${code}.`, `/totp?code=${code}&x=1`]) expect(found(text), text).toEqual(['code of an app']);
    for (const text of [`2026-11-21 19:41:22.${code}+00`, `0b1e${code}aa`]) expect(found(text), text).toEqual([]);
  });

  it('stands in no line of the log', () => { expect(found(log.text())).toEqual([]); });
  it('stands in no problem that was answered', () => { expect(found(problems.join('\n'))).toEqual([]); });

  it('stands in no row of any table, audit and history included', async () => {
    const tables = await house.run("select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')") as { name: string }[];
    expect(tables.length).toBeGreaterThan(40);
    const seen: Record<string, string[]> = {};
    for (const { name } of tables) {
      const text = (await house.run(`select t::text as row from ${name} t`)).map(({ row }) => row as string).join('\n');
      if (found(text).length > 0) seen[name] = found(text);
    }
    // Of a challenge that waits for its answer the text itself is needed; it is used once and proves nothing alone.
    expect(seen).toEqual({ 'identity.challenge': ['challenge'] });
  });

  it('is no more in the log for a line that somebody tries to forge', async () => {
    await api(house.browser(), 'GET', '/session', undefined, { authorization: 'Bearer x', 'user-agent': 'a\t{"level":60}' });
    await ask(house.browser(), `/api/v1/${encodeURIComponent('none\n{"level":60,"msg":"forged"}')}`);
    const lines = log.text().split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
    expect(lines.map((line) => JSON.parse(line) as { msg?: string; at: string; level: number; process: string }).filter(({ msg, at, level, process }) => msg === 'forged' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || !level || !process)).toEqual([]);
  });
});
