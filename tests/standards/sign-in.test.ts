import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as argon2 from '@node-rs/argon2';
import { identityHouse, PASSWORD, type Browser, type IdentityHouse } from '../../server/src/modules/identity/testing/house.ts';

vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof argon2>();
  return { ...real, verify: vi.fn(real.verify) };
});
const verify = vi.mocked(argon2.verify);

let house: IdentityHouse;
beforeAll(async () => { house = await identityHouse(); });
afterAll(() => house?.close());

let network = 0;
/** From a network that nobody counted yet. */
const stranger = () => house.browser({ address: `10.${++network}.0.1` });
const signIn = (browser: Browser, userName: string, password = PASSWORD) => browser.ask('POST', '/sign-in/password', { userName, password });
const whoOf = async (browser: Browser) => (await browser.ask('GET', '/session')).body.who;

describe('the time of a refusal', () => {
  beforeAll(async () => {
    await house.account('known');
    await house.account('closed', PASSWORD, { state: 'suspended' });
    const id = await house.account('bare');
    await house.run('delete from identity.password where account_id = $1', [id]);
    await signIn(stranger(), 'nobody-at-all'); // makes the hash that stands for nobody's
  });
  beforeEach(() => { verify.mockClear(); });

  it.each(['known', 'unknown-name', 'closed', 'bare', 'аdmin', '"><script>', 'x'.repeat(400), "' or 1=1 --"])('is spent on the same work for %s', async (userName) => {
    expect((await signIn(stranger(), userName, 'not the password')).body.code).toBe('identity.sign-in-refused');
    expect(verify).toHaveBeenCalledTimes(1);
    expect(verify.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('says nothing at the second factor either: a stranger gets no further with any name', async () => {
    for (const userName of ['known', 'unknown-name']) {
      const browser = stranger();
      await signIn(browser, userName, 'not the password');
      expect((await browser.ask('POST', '/sign-in/totp', { code: '123456' })).body.code).toBe('identity.sign-in-lost');
    }
  });
});

describe('names that look alike', () => {
  beforeAll(() => house.account('paypan.officer'));
  it.each([
    ['Cyrillic а', 'pаypan.officer'], ['Greek ο', 'paypan.οfficer'], ['a dotless i', 'paypan.offıcer'], ['a soft hyphen', 'pay\u00adpan.officer'], ['a zero-width space', 'paypan\u200b.officer'], ['right to left', '\u202epaypan.officer'],
    ['Thai digits', 'paypan.officer๑'], ['a combining dot', 'paypan.officer\u0307'], ['a NUL', 'paypan\u0000.officer'], ['a newline', 'paypan\n.officer'],
  ])('by %s are nobody’s', async (_what, userName) => { expect((await signIn(stranger(), userName)).status).toBe(401); });
  it.each([['capitals', 'Paypan.Officer'], ['full width', 'ｐａｙｐａｎ．ｏｆｆｉｃｅｒ'], ['a ligature', 'paypan.oﬃcer']])('by %s are the same person’s', async (_what, userName) => {
    const browser = stranger();
    expect((await signIn(browser, userName)).status).toBe(200);
    expect(await whoOf(browser)).toMatchObject({ name: 'paypan.officer' });
  });
});

describe('a password', () => {
  const change = async (userName: string, next: string) => {
    await house.account(userName);
    const browser = stranger();
    await signIn(browser, userName);
    return { browser, answer: await browser.ask('PUT', '/me/password', { current: PASSWORD, next }) };
  };

  it.each([['sixty-four-letters', 'ม'.repeat(1) + 'aB3$ ริมคลอง '.repeat(8).slice(0, 63)], ['spaces-and-signs', '  a b  c "\'<>&; ห้า ๕  '], ['small-letters-only', 'horse stapler correct battery'], ['pictures', '🐘 ช้างสี่เชือกข้ามห้วย 🐘🐘']])('of %s is taken as it is', async (name, next) => {
    const { answer } = await change(name, next);
    expect([answer.status, answer.body]).toEqual([204, null]);
    expect((await signIn(stranger(), name, next)).status).toBe(200);
    for (const other of [next.trimEnd(), next.slice(0, -1), next.toUpperCase(), ` ${next}`].filter((each) => each !== next)) expect((await signIn(stranger(), name, other)).status).toBe(401);
  });

  it('counts however old it is: no password ends because time has passed', async () => {
    await house.account('old-timer');
    await house.run("update identity.password set changed_at = now() - interval '10 years' where account_id = (select id from identity.account where user_name = 'old-timer')");
    expect((await signIn(stranger(), 'old-timer')).body.state).toBe('signed-in');
  });

  it('is changed only with the present one, and a wrong one counts as a guess', async () => {
    await house.account('changer');
    const browser = stranger();
    await signIn(browser, 'changer');
    expect((await browser.ask('PUT', '/me/password', { next: 'อีกวลีหนึ่งที่ยาวพอสมควร' })).status).toBe(400);
    for (let n = 0; n < 5; n++) expect((await browser.ask('PUT', '/me/password', { current: `wrong ${n}`, next: 'อีกวลีหนึ่งที่ยาวพอสมควร' })).status).toBe(401);
    expect((await browser.ask('PUT', '/me/password', { current: PASSWORD, next: 'อีกวลีหนึ่งที่ยาวพอสมควร' })).status).toBe(429);
  });
});

describe('a session', () => {
  it.each([['idle_until', 'an hour without a request'], ['ends_at', 'a working day']])('ends by %s after %s', async (column) => {
    const name = `ending-${column.replace('_', '-')}`;
    await house.account(name);
    const browser = stranger();
    await signIn(browser, name);
    expect(await whoOf(browser)).toMatchObject({ name });
    const [{ idle, whole }] = await house.run("select extract(epoch from idle_until - created_at)::int as idle, extract(epoch from ends_at - created_at)::int as whole from (select s.*, s.authenticated_at as created_at from identity.session s join identity.account a on a.id = s.account_id where a.user_name = $1) s", [name]) as [{ idle: number; whole: number }];
    expect([idle, whole]).toEqual([30 * 60, 8 * 3600]);
    await house.run(`update identity.session set ${column} = now() - interval '1 second' where account_id = (select id from identity.account where user_name = $1)`, [name]);
    expect(await whoOf(browser)).toBeNull();
  });

  it('that somebody planted is worth nothing after the sign-in, nor is a pending one', async () => {
    await house.account('victim');
    const attacker = stranger();
    await signIn(attacker, 'paypan.officer');
    const planted = attacker.cookies.get('__Host-saphan') as string;
    const victim = stranger();
    victim.cookies.set('__Host-saphan', planted);
    await signIn(victim, 'victim');
    expect(victim.cookies.get('__Host-saphan')).not.toBe(planted);
    expect([await whoOf(victim), await whoOf(attacker)]).toMatchObject([{ name: 'victim' }, { name: 'paypan.officer' }]);
  });
});

describe('headers that a client forges', () => {
  it('x-forwarded-for of nobody’s proxy is no other network: guessing stays counted', async () => {
    const bare = await identityHouse();
    try {
      await bare.account('forged');
      const statuses: number[] = [];
      // The last address that a trusted proxy adds is the one that counts, whatever the client wrote before it.
      for (let n = 0; n < 36; n++) statuses.push((await bare.browser({ address: `10.${n}.${n}.1, 203.0.113.9` }).ask('POST', '/sign-in/password', { userName: `nobody-${n}`, password: 'x' })).status);
      expect([statuses.slice(0, 30).every((status) => status === 401), statuses.at(-1)]).toEqual([true, 429]);
    } finally {
      await bare.close();
    }
  });

  it.each([['x-forwarded-host', 'evil.example'], ['forwarded', 'for=1.2.3.4;host=evil.example'], ['x-original-url', '/api/v1/accounts'], ['x-http-method-override', 'DELETE'], ['x-saphan-identity', 'operator'], ['x-real-ip', '127.0.0.1']])('%s changes nothing', async (name, value) => {
    const answer = await stranger().ask('GET', '/session', undefined, { [name]: value });
    expect([answer.status, answer.body.who]).toEqual([200, null]);
  });

  it('a host that is not ours is refused', async () => { expect((await stranger().ask('GET', '/session', undefined, { host: 'evil.example' })).status).toBe(403); });
});
