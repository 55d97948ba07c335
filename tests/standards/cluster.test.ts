import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../server/src/kernel/tokens.ts';
import type { Browser } from '../../server/src/modules/signon/testing/browser.ts';
import { openWholeHouse, PASSWORD, type WholeHouse } from './testing/whole-house.ts';

let house: WholeHouse;
beforeAll(async () => { house = await openWholeHouse({ processes: 2 }); });
afterAll(() => house?.close());

/** The same person's browser, led to the other process by a load balancer. */
function elsewhere(browser: Browser, process: number): Browser {
  const other = house.browser(process);
  for (const [name, cookie] of browser.cookies) other.cookies.set(name, cookie);
  return other;
}
const signIn = (browser: Browser, userName: string, password = PASSWORD) => browser.ask('/api/v1/sign-in/password', { method: 'POST', body: { userName, password } });
const who = async (browser: Browser) => (await (await browser.ask('/api/v1/session')).json() as { who: { name: string } | null }).who;

describe('two web processes on one register', () => {
  it('finish each other’s sign-ins to a service', async () => {
    await house.account('moving');
    const secret = 'a-secret-of-this-test';
    await house.run(`insert into signon.client (id, name_th, name_en, state, tier, metadata, secret_hash, created_by, approved_by) values ('cluster', 'ทดสอบ', 'Test', 'live', 'first-party', '{"redirect_uris":["https://cluster.example/cb"]}', $1, 'test', 'test')`, [`sha256:${hashSecret(secret).toString('base64url')}`]);
    const verifier = 'v'.repeat(64);
    const challenge = hashSecret(verifier).toString('base64url');
    let browser = house.browser(0);
    const page = await browser.follow(`/oidc/auth?${new URLSearchParams({ client_id: 'cluster', redirect_uri: 'https://cluster.example/cb', response_type: 'code', scope: 'openid', code_challenge: challenge, code_challenge_method: 'S256' })}`);
    browser = elsewhere(browser, 1);
    expect((await signIn(browser, 'moving')).status).toBe(200);
    let next = `/api/v1/interactions/${page.searchParams.get('interaction')}`;
    for (let step = 0; !next.startsWith('https://cluster.example'); step++) {
      const answer = await browser.ask(next);
      next = (answer.headers.get('location') ?? `stuck at ${next}: ${answer.status}`).replace(house.publicUrl, '');
      browser = elsewhere(browser, step % 2);
      expect(step, next).toBeLessThan(6);
    }
    const form = { grant_type: 'authorization_code', code: new URL(next).searchParams.get('code') ?? '', redirect_uri: 'https://cluster.example/cb', code_verifier: verifier };
    const trade = (process: number) => house.browser(process).ask('/oidc/token', { method: 'POST', form, headers: { authorization: `Basic ${Buffer.from(`cluster:${secret}`).toString('base64')}`, accept: 'application/json' } });
    // At both at once: one code is one set of tokens.
    expect((await Promise.all([trade(0), trade(1)])).map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('count wrong passwords together', async () => {
    await house.account('counted');
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await signIn(house.browser(n % 2), 'counted', `guess number ${n} of them`)).status);
    expect([statuses.slice(0, 5), statuses.slice(5)]).toEqual([[401, 401, 401, 401, 401], [429, 429]]);
  });

  it('both refuse a suspended account at its next request', async () => {
    const id = await house.account('leaving');
    const browsers = [house.browser(0), house.browser(1)];
    for (const each of browsers) expect((await signIn(each, 'leaving')).status).toBe(200);
    expect(await Promise.all(browsers.map(who))).toEqual([expect.objectContaining({ name: 'leaving' }), expect.objectContaining({ name: 'leaving' })]);
    await house.run("update identity.account set state = 'suspended' where id = $1", [id]);
    expect(await Promise.all([...browsers.map(who), who(elsewhere(browsers[0]!, 1))])).toEqual([null, null, null]);
  });

  it('end a session everywhere when it is ended at one', async () => {
    await house.account('signing-out');
    const browser = house.browser(0);
    await signIn(browser, 'signing-out');
    const other = elsewhere(browser, 1);
    expect((await other.ask('/api/v1/sign-out', { method: 'POST' })).status).toBe(204);
    expect(await who(browser)).toBeNull();
  });
});
