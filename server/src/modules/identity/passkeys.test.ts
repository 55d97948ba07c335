import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityHouse, PASSWORD, type Browser, type IdentityHouse } from './testing/house.ts';
import { softwarePasskey, type Lies } from './testing/software-passkey.ts';

const ORIGIN = 'http://localhost:8080';
let house: IdentityHouse;
beforeAll(async () => { house = await identityHouse(); });
afterAll(() => house.close());

async function enrolled(userName: string) {
  const id = await house.account(userName);
  const browser = house.browser();
  await browser.ask('POST', '/sign-in/password', { userName, password: PASSWORD });
  const key = softwarePasskey();
  const { body: { challengeId, options } } = await browser.ask('POST', '/me/passkeys/options', {});
  const added = await browser.ask('POST', '/me/passkeys', { challengeId, name: 'โทรศัพท์', response: key.enrol(options, ORIGIN) });
  return { id, browser, key, added };
}

async function prove(browser: Browser, key: ReturnType<typeof softwarePasskey>, lies: Lies = {}, path = '/sign-in/passkey') {
  const { body: { challengeId, options } } = await browser.ask('POST', `${path}/options`, {});
  const body = { challengeId, response: key.prove(options, ORIGIN, lies) };
  return { body, answer: await browser.ask('POST', path, body) };
}

describe('a passkey', () => {
  it('is enrolled, raises the session, signs in by itself and steps up', async () => {
    const { browser, key, added } = await enrolled('duangjai');
    expect([added.status, added.body]).toMatchObject([201, { id: key.id, name: 'โทรศัพท์', deviceBound: true }]);
    expect((await browser.ask('GET', '/session')).body).toMatchObject({ who: { aal: 2 }, methods: ['password', 'passkey'] });
    const fresh = house.browser();
    expect((await prove(fresh, key)).answer.body).toEqual({ state: 'signed-in', methods: [] });
    expect((await fresh.ask('GET', '/session')).body.who).toMatchObject({ name: 'duangjai', aal: 2 });
    expect((await prove(fresh, key, {}, '/session/step-up/passkey')).answer.status).toBe(200);
    const byPassword = house.browser();
    expect((await byPassword.ask('POST', '/sign-in/password', { userName: 'duangjai', password: PASSWORD })).body).toEqual({ state: 'second-factor', methods: ['passkey'] });
    expect((await fresh.ask('DELETE', `/me/passkeys/${key.id}`)).body.code).toBe('identity.last-way');
  });

  it.each<[string, Lies]>([
    ['of another origin', { origin: 'http://localhost.evil.example' }], ['of another challenge', { challenge: Buffer.from('another').toString('base64url') }], ['without finger, face or PIN', { verified: false }],
    ['for another site', { rpID: 'evil.example' }], ['with another account’s handle', { userHandle: Buffer.alloc(16).toString('base64url') }],
  ])('is refused with an answer %s', async (what, lies) => {
    const { key } = await enrolled(`liar-${what.replace(/[^a-z]/g, '')}`);
    expect((await prove(house.browser(), key, lies)).answer).toMatchObject({ status: 401, body: { code: 'identity.passkey-refused' } });
  });

  it('answers a challenge once, and with a count that goes back not at all', async () => {
    const { id, key } = await enrolled('counting');
    const { body, answer } = await prove(house.browser(), key);
    expect(answer.status).toBe(200);
    expect((await house.browser().ask('POST', '/sign-in/passkey', body)).status).toBe(401);
    expect((await prove(house.browser(), key, { counter: 1 })).answer.status).toBe(401);
    expect((await house.run('select kind from identity.alarm where account_id = $1', [id])).map(({ kind }) => kind)).toContain('token-reuse');
  });

  it('of another account steps nobody up, and an unknown one signs nobody in', async () => {
    const [own, other] = [await enrolled('own'), await enrolled('other')];
    expect((await prove(own.browser, other.key, {}, '/session/step-up/passkey')).answer.body.code).toBe('identity.passkey-refused');
    expect((await prove(house.browser(), softwarePasskey())).answer.body.code).toBe('identity.passkey-refused');
  });
});
