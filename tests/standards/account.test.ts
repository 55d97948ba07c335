import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { Service } from '../../server/src/modules/signon/testing/service.ts';
import { openWorld } from '../../server/src/modules/signon/testing/world.ts';
import type { Browser } from '../../server/src/modules/signon/testing/browser.ts';
import { openWholeHouse, PASSWORD, type WholeHouse } from './testing/whole-house.ts';

let house: WholeHouse;
let atFirst: number;
let administrator: Browser;
beforeAll(async () => {
  house = await openWholeHouse();
  atFirst = Number((await house.run('select count(*) from identity.account'))[0].count);
  administrator = await house.administrator();
  await house.run('update identity.session set aal = 2');
});
afterAll(() => house?.close());

const api = async (browser: Browser, method: string, path: string, body?: object) => {
  const answer = await browser.ask(`/api/v1${path}`, { method, ...(body && { body }) });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
};
const signIn = (browser: Browser, userName: string, password = PASSWORD) => api(browser, 'POST', '/sign-in/password', { userName, password });
async function person(userName: string): Promise<{ id: string; browser: Browser }> {
  const [id, browser] = [await house.account(userName), house.browser()];
  await signIn(browser, userName);
  return { id, browser };
}

describe('a new house', () => {
  it('has no account of its own, with or without a known password', () => { expect(atFirst).toBe(0); });
});

describe('what proves somebody', () => {
  const changes: [string, string, object?][] = [
    ['PUT', '/me/password', { current: PASSWORD, next: 'อีกวลีหนึ่งที่ยาวพอสมควร' }], ['POST', '/me/totp', {}], ['POST', '/me/totp/confirm', { code: '123456' }], ['DELETE', '/me/totp'], ['POST', '/me/recovery-codes', {}],
    ['POST', '/me/passkeys/options', {}], ['DELETE', '/me/passkeys/abc'], ['POST', '/me/api-tokens', { name: 'x', scopes: ['*'], days: 1 }],
  ];

  it.each(changes)('is changed by %s %s only by somebody who proved themselves within a quarter of an hour', async (method, path, body) => {
    const name = `stale-${method.toLowerCase()}${path.replaceAll(/[^a-z]/g, '-')}`;
    const { id, browser } = await person(name);
    await house.run("update identity.session set authenticated_at = now() - interval '16 minutes' where account_id = $1", [id]);
    expect((await api(browser, method, path, body)).body.code).toBe('kernel.step-up-needed');
  });

  it('is changed by nobody who proved less than the account can', async () => {
    const { id, browser } = await person('half-proved');
    const { body: { secret } } = await api(browser, 'POST', '/me/totp', {});
    expect((await api(browser, 'POST', '/me/totp/confirm', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() })).status).toBe(204);
    await house.run("update identity.session set aal = 1, authenticated_at = now() where account_id = $1", [id]);
    for (const [method, path, body] of changes) expect((await api(browser, method, path, body)).body.code, path).toBe('kernel.step-up-needed');
  });
});

describe('an administrator', () => {
  it('gives somebody who lost everything a code, and neither chooses nor sees the password', async () => {
    const { id, browser } = await person('lost-all');
    const { body: { secret } } = await api(browser, 'POST', '/me/totp', {});
    await api(browser, 'POST', '/me/totp/confirm', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() });
    const { status, body: { code } } = await api(administrator, 'POST', `/accounts/${id}/invite`);
    expect([status, code]).toEqual([expect.toSatisfy((given: number) => given < 300), expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}-[B-Z]{4}$/)]);
    expect(Number((await house.run("select extract(epoch from expires_at - now())::int as s from identity.invitation where account_id = $1 and used_at is null", [id]))[0].s)).toBeLessThanOrEqual(24 * 3600);
    // Until it is used nothing changes for whoever holds the account.
    expect((await signIn(house.browser(), 'lost-all')).body.state).toBe('second-factor');
    const anew = house.browser();
    expect((await api(anew, 'POST', '/welcome', { code, password: 'password2569!' })).body.code).toBe('identity.password-refused');
    expect((await api(anew, 'POST', '/welcome', { code, password: 'วลีใหม่ของเจ้าของบัญชีเอง' })).status).toBe(200);
    expect((await api(browser, 'GET', '/session')).body.who).toBeNull();
    expect((await signIn(house.browser(), 'lost-all')).status).toBe(401);
    expect((await api(house.browser(), 'POST', '/welcome', { code, password: 'วลีใหม่ของคนอื่นที่ยาวพอ' })).body.code).toBe('identity.code-refused');
    expect((await house.run('select kind from identity.alarm where account_id = $1', [id])).map(({ kind }) => kind)).toContain('recovery-used');
  });

  it('ends the sessions of one person, everywhere at once', async () => {
    const { id, browser } = await person('sent-out');
    expect((await api(administrator, 'POST', `/accounts/${id}/sign-out`)).body).toEqual({ sessions: 1 });
    expect((await api(browser, 'GET', '/session')).body.who).toBeNull();
  });
});

describe('what was done', () => {
  it('is written down and cannot be changed or taken away, not even by the house', async () => {
    expect(Number((await house.run('select count(*) from kernel.audit'))[0].count)).toBeGreaterThan(3);
    await expect(house.run("update kernel.audit set actor = 'nobody'")).rejects.toThrow();
    await expect(house.run('delete from kernel.audit')).rejects.toThrow();
    const [row] = await house.run("select actor, role, action, subject, at from kernel.audit where action = 'identity.sessions-ended' order by id desc limit 1");
    expect(row).toEqual({ actor: expect.stringMatching(/^somchai/), role: 'operator', action: 'identity.sessions-ended', subject: expect.stringMatching(/^account:/), at: expect.stringMatching(/Z$/) });
  });
});

describe('what a person agrees to', () => {
  it('is shown with the service, its agency and every scope in Thai and English', async () => {
    const world = await openWorld();
    try {
      const service = new Service(world, await world.client('asking', { agency: 'rid' }));
      const { browser } = await world.person();
      const met = await browser.follow(service.address({ scope: 'openid profile organisation' }));
      expect(met.pathname).toMatch(/^\/th\/consent\//);
      const shown = await (await browser.ask(`/api/v1/interactions/${met.pathname.split('/').at(-1)}/details`)).json() as { client: object; scopes: { th: string; en: string }[] };
      expect(shown.client).toMatchObject({ id: 'asking', nameTh: 'บริการทดสอบ', nameEn: 'Test service', agencyId: 'rid' });
      expect(shown.scopes.map(({ th, en }) => [/[ก-๙]/.test(th), /[a-z]/.test(en)])).toEqual(shown.scopes.map(() => [true, true]));
      expect(shown.scopes.length).toBeGreaterThanOrEqual(2);
    } finally {
      await world.close();
    }
  });
});
