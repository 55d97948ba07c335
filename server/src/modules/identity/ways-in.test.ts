import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityHouse, PASSWORD, type Browser, type IdentityHouse } from './testing/house.ts';

let house: IdentityHouse;
beforeAll(async () => { house = await identityHouse(); });
afterAll(() => house.close());

const SESSION = '__Host-saphan';
const codeOf = (secret: string, steps = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
const signIn = (browser: Browser, userName: string, password = PASSWORD) => browser.ask('POST', '/sign-in/password', { userName, password });
const whoOf = async (browser: Browser) => (await browser.ask('GET', '/session')).body.who;

describe('the first administrator', () => {
  it('takes up the code of the terminal once, enrols an app and issues a token, all as one person', async () => {
    const browser = await house.administrator();
    expect(await whoOf(browser)).toMatchObject({ name: 'somchai', role: 'operator', roles: ['operator'], agencies: ['*'], aal: 1 });
    const before = browser.cookies.get(SESSION);
    const { body: totp } = await browser.ask('POST', '/me/totp', {});
    expect(totp).toMatchObject({ uri: expect.stringMatching(/^otpauth:\/\/totp\/Saphan:somchai/), qrSvg: expect.stringContaining('<svg') });
    expect((await browser.ask('POST', '/me/totp/confirm', { code: '000000' })).status).toBe(401);
    expect((await browser.ask('POST', '/me/totp/confirm', { code: codeOf(totp.secret) })).status).toBe(204);
    expect((await whoOf(browser)).aal).toBe(2);
    expect(browser.cookies.get(SESSION)).not.toBe(before);
    const issued = await browser.ask('POST', '/me/api-tokens', { name: 'สคริปต์', scopes: ['*'], days: 30 });
    expect([issued.status, issued.body.token]).toEqual([201, expect.stringMatching(/^spn_/)]);
    expect((await house.run('select hash from identity.api_token')).map(({ hash }) => hash.toString('hex')).join()).not.toContain(issued.body.token);
    const { headers: program } = { headers: { authorization: `Bearer ${issued.body.token}` } };
    expect((await house.browser().ask('GET', '/session', undefined, program)).body.who).toMatchObject({ name: 'somchai', role: 'operator' });
    // A token is no person: it issues no other.
    expect((await house.browser().ask('POST', '/me/api-tokens', { name: 'x', scopes: ['*'], days: 1 }, program)).body.code).toBe('kernel.scope-missing');
    expect((await browser.ask('POST', '/me/api-tokens', { name: 'x', scopes: ['lake.nothing'], days: 1 })).body.code).toBe('identity.scope-unknown');
    expect((await browser.ask('POST', '/me/api-tokens', { name: 'x', scopes: ['*'], days: 367 })).status).toBe(400);
    // A right that shares a scope with others, chosen by its own name.
    expect((await browser.ask('POST', '/me/api-tokens', { name: 'shared', scopes: ['identity.scim', 'scim'], days: 1 })).status).toBe(201);
    expect(await house.run("select scopes from identity.api_token where name = 'shared'")).toEqual([{ scopes: ['scim'] }]);
    expect((await browser.ask('DELETE', `/me/api-tokens/${issued.body.id}`)).status).toBe(204);
    expect((await house.browser().ask('GET', '/session', undefined, program)).status).toBe(401);
    expect((await browser.ask('DELETE', '/me/totp')).body.code).toBe('identity.last-way');
  });

  it('exists once: no code is opened beside an administrator, and a used one is refused', async () => {
    expect(await house.test.db.tx((await import('./index.ts')).openFirstAdministrator)).toBeNull();
    expect((await house.browser().ask('POST', '/welcome', { code: 'BCDF-GHJK-LMNP', userName: 'x2', password: PASSWORD })).body.code).toBe('identity.code-refused');
  });
});

describe('a sign-in', () => {
  it('gives a secret that the browser did not have before, and ends with the sign-out', async () => {
    await house.account('wipa');
    const browser = house.browser();
    browser.cookies.set(SESSION, 'planted-by-somebody-else-000000000000000000');
    expect(await signIn(browser, 'WIPA')).toMatchObject({ status: 200, body: { state: 'signed-in' } });
    const secret = browser.cookies.get(SESSION) as string;
    expect(secret).not.toContain('planted');
    expect(await whoOf(browser)).toMatchObject({ name: 'wipa', roles: ['citizen'], persona: 'citizen' });
    expect((await browser.ask('POST', '/session/step-up/password', { password: PASSWORD })).status).toBe(200);
    const old = house.browser();
    old.cookies.set(SESSION, secret);
    expect(await whoOf(old)).toBeNull();
    const last = browser.cookies.get(SESSION) as string;
    expect((await browser.ask('POST', '/sign-out')).status).toBe(204);
    old.cookies.set(SESSION, last);
    expect(await whoOf(old)).toBeNull();
    expect((await house.run("select payload from kernel.outbox where topic = 'identity.session-ended'")).at(-1)?.payload).toMatchObject({ why: 'signed-out' });
  });

  it('is refused alike for whatever reason', async () => {
    await house.account('suspended', PASSWORD, { state: 'suspended' });
    const answers = await Promise.all(([['wipa', 'wrong password 1234'], ['nobody-here', PASSWORD], ['suspended', PASSWORD], ['аdmin', PASSWORD]] as const)
      .map(([name, password], i) => signIn(house.browser({ address: `198.51.100.${i}` }), name, password)));
    const told = answers.map(({ status, body: { ref: _ref, ...body }, headers }) => ({ status, body, names: Object.keys(headers).sort(), length: 0 }));
    expect(told[0]).toMatchObject({ status: 401, body: { code: 'identity.sign-in-refused' } });
    for (const each of told) expect(each).toEqual(told[0]);
  });

  it.each([['full-width', 'ｗｉｐａ', 200], ['capitals and blanks', ' Wipa ', 200], ['a dot at the end', 'wipa.', 401], ['a Cyrillic letter', 'wipа', 401]])('folds or refuses %s', async (_what, name, status) => {
    expect((await signIn(house.browser({ address: '192.0.2.77' }), name)).status).toBe(status);
  });

  it('slows guessing down by name, and lets the known browser of the owner in', async () => {
    await house.account('target');
    const own = house.browser({ address: '203.0.113.200' });
    expect((await signIn(own, 'target')).status).toBe(200);
    const outcomes: number[] = [];
    for (let i = 0; i < 8; i++) outcomes.push((await signIn(house.browser({ address: `10.${i}.0.1` }), 'target', `guess number ${i} here`)).status);
    expect(outcomes.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(outcomes.slice(5)).toContain(429);
    expect((await signIn(own, 'target')).status).toBe(200);
    expect((await own.ask('GET', '/me/alarms')).body.items.map(({ kind }: { kind: string }) => kind)).toContain('many-failures');
  });

  it('asks for the second factor, and nothing else is open meanwhile', async () => {
    const id = await house.account('twofold');
    const first = house.browser();
    await signIn(first, 'twofold');
    const { body: { secret } } = await first.ask('POST', '/me/totp', {});
    expect((await first.ask('POST', '/me/totp/confirm', { code: codeOf(secret, -1) })).status).toBe(204);
    const { body: { codes } } = await first.ask('POST', '/me/recovery-codes', {});
    expect(codes).toHaveLength(10);
    const browser = house.browser();
    expect((await signIn(browser, 'twofold')).body).toEqual({ state: 'second-factor', methods: ['totp', 'recovery'] });
    const pending = browser.cookies.get(SESSION);
    for (const path of ['/me/sessions', '/me/passkeys', '/me/history', '/me/api-tokens', '/agencies']) expect((await browser.ask('GET', path)).body.code).toBe('kernel.sign-in-needed');
    expect((await browser.ask('POST', '/sign-out')).status).toBe(401);
    expect((await browser.ask('POST', '/sign-in/totp', { code: '123456' })).body.code).toBe('identity.second-factor-refused');
    expect((await browser.ask('POST', '/sign-in/totp', { code: codeOf(secret) })).body).toMatchObject({ state: 'signed-in' });
    expect(browser.cookies.get(SESSION)).not.toBe(pending);
    expect((await whoOf(browser)).aal).toBe(2);
    // The same step again, by somebody who looked over the shoulder.
    const thief = house.browser();
    await signIn(thief, 'twofold');
    expect((await thief.ask('POST', '/sign-in/totp', { code: codeOf(secret) })).body.code).toBe('identity.second-factor-refused');
    const lost = house.browser();
    await signIn(lost, 'twofold');
    expect((await lost.ask('POST', '/sign-in/recovery', { code: codes[0].toLowerCase() })).status).toBe(200);
    await signIn(thief, 'twofold');
    expect((await thief.ask('POST', '/sign-in/recovery', { code: codes[0] })).status).toBe(401);
    expect((await house.run('select kind from identity.alarm where account_id = $1', [id])).map(({ kind }) => kind)).toContain('recovery-used');
  });
});

describe('what ends', () => {
  it('counts no more at the next request: suspension, raised epoch, changed password', async () => {
    const id = await house.account('ending');
    const [one, two] = [house.browser(), house.browser()];
    await signIn(one, 'ending');
    await signIn(two, 'ending');
    expect((await one.ask('PUT', '/me/password', { current: PASSWORD, next: 'อีกวลีหนึ่งที่ยาวพอสมควร' })).status).toBe(204);
    expect([await whoOf(one), await whoOf(two)]).toEqual([expect.objectContaining({ name: 'ending' }), null]);
    const { body: { token } } = await one.ask('POST', '/me/api-tokens', { name: 'x', scopes: ['*'], days: 1 });
    await house.run("update identity.account set state = 'suspended' where id = $1", [id]);
    expect([await whoOf(one), (await house.browser().ask('GET', '/session', undefined, { authorization: `Bearer ${token}` })).status]).toEqual([null, 401]);
    await house.run("update identity.account set state = 'active' where id = $1", [id]);
    expect((await one.ask('POST', '/me/sign-out-everywhere')).body.ended).toBe(1);
    expect(await whoOf(one)).toBeNull();
  });

  it('is listed while it lasts, and ended one by one by its owner only', async () => {
    await house.account('lister');
    const [one, two, other] = [house.browser(), house.browser(), house.browser()];
    await signIn(one, 'lister');
    await signIn(two, 'lister');
    await signIn(other, 'wipa');
    const { items } = (await one.ask('GET', '/me/sessions')).body;
    const [foreign] = items.filter((each: { current: boolean }) => !each.current);
    expect([items.length, (await other.ask('DELETE', `/me/sessions/${foreign.id}`)).status]).toEqual([2, 404]);
    expect([(await one.ask('DELETE', `/me/sessions/${foreign.id}`)).status, await whoOf(two)]).toEqual([204, null]);
    expect((await one.ask('GET', '/me/history')).body.items[0]).toMatchObject({ outcome: 'signed-in', methods: ['password'], address: '203.0.113.5' });
  });
});

describe('passwords', () => {
  it.each([['short', 'กขค123'], ['common', 'qwertyuiop123'], ['common with figures', 'password256912!'], ['walks', 'qwertyuiopasdf'], ['repeats', 'abababababab'], ['with the user name', 'chooser-with-the-user-name and more']])('%s are refused', async (_what, next) => {
    const browser = house.browser();
    // Each has an account of its own: proofs are counted by account.
    const name = `chooser-${_what.replaceAll(' ', '-')}`;
    await house.account(name);
    await signIn(browser, name);
    expect((await browser.ask('PUT', '/me/password', { current: PASSWORD, next })).body.code).toBe('identity.password-refused');
  });
});

describe('a cookie', () => {
  it('that is forged, sent twice or sent beside a token opens nothing', async () => {
    const browser = house.browser();
    await signIn(browser, 'wipa');
    const secret = browser.cookies.get(SESSION) as string;
    const ask = (headers: Record<string, string>) => house.browser().ask('GET', '/session', undefined, headers);
    expect((await ask({ cookie: `${SESSION}=${secret}` })).body.who).toMatchObject({ name: 'wipa' });
    expect((await ask({ cookie: `${SESSION}=${secret.slice(0, -1)}x` })).body.who).toBeNull();
    expect((await ask({ cookie: `${SESSION}=${secret}; ${SESSION}=${secret}` })).body.who).toBeNull();
    expect((await ask({ cookie: `${SESSION}=${secret}`, authorization: 'Bearer spn_none' })).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${'x'.repeat(10_000)}` })).status).toBe(401);
  });
});
