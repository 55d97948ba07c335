import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '#kernel/testing/browser.ts';
import { PASSWORD, upstreamHouse, type UpstreamHouse } from './testing/house.ts';

let house: UpstreamHouse;
beforeAll(async () => { house = await upstreamHouse(); });
afterAll(() => house?.close());

const refusal = (url: URL) => url.searchParams.get('refused');
const post = async (browser: Browser, path: string, body: unknown) => { const answer = await browser.ask(`/api/v1${path}`, { method: 'POST', body }); return { status: answer.status, body: await answer.json().catch(() => null) as any }; };
/** Sets out from within a session and comes back. */
async function prove(browser: Browser, citizen: number | 'decline', purpose: 'step-up' | 'link' = 'step-up'): Promise<URL> {
  const { status, body } = await post(browser, '/upstream/thaid/step-up', { purpose, to: '/th/account' });
  expect([status, body]).toEqual([200, { location: expect.stringContaining('code_challenge_method=S256') }]);
  return house.comeAs(browser, citizen, body.location);
}
const secretOf = (browser: Browser) => browser.cookies.get('__Host-saphan|/')?.value;

describe('an officer', () => {
  it('links ThaiD having just proved who it is, and has its identity assurance in this session only', async () => {
    const { browser, accountId, personId } = await house.officer('somchai');
    expect((await house.session(browser)).who).toMatchObject({ ial: 0, aal: 1 });
    const before = secretOf(browser);
    const page = await prove(browser, 1, 'link');
    expect([page.pathname, page.searchParams.get('to')]).toEqual(['/th/link-needed', '/th/account']);
    expect(await post(browser, '/upstream/link', { challengeId: page.searchParams.get('challenge') })).toMatchObject({ status: 200, body: { state: 'signed-in' } });
    expect((await house.session(browser)).who).toMatchObject({ name: 'somchai', ial: 23, aal: 2 });
    expect(secretOf(browser)).not.toBe(before);
    expect((await (await browser.ask('/api/v1/me/upstream-links')).json() as any).items).toEqual([expect.objectContaining({ upstreamId: 'thaid', ial: 23 })]);
    expect(await house.run('select person_id from identity.identifier')).toEqual([{ person_id: personId }]);
    expect((await house.run("select actor, subject from kernel.audit where action = 'identity.upstream-linked'"))).toEqual([{ actor: 'somchai', subject: `account:${accountId}` }]);
    // A number is proved once; what a later sign-in by password proves is less.
    const later = house.browser();
    await post(later, '/sign-in/password', { userName: 'somchai', password: PASSWORD });
    expect((await house.session(later)).who.ial).toBe(0);
  });

  it('is then signed in by it, and proves more by it in a session that has less', async () => {
    const browser = house.browser();
    expect((await house.comeAs(browser, 1)).pathname).toBe('/th/board');
    expect((await house.session(browser)).who).toMatchObject({ name: 'somchai', ial: 23 });
    const weak = house.browser();
    await post(weak, '/sign-in/password', { userName: 'somchai', password: PASSWORD });
    const before = secretOf(weak);
    expect((await prove(weak, 1)).pathname).toBe('/th/account');
    expect((await house.session(weak)).who).toMatchObject({ name: 'somchai', ial: 23, aal: 2 });
    expect(secretOf(weak)).not.toBe(before);
  });

  it('proves nothing by somebody else’s ThaiD', async () => {
    const browser = house.browser();
    await post(browser, '/sign-in/password', { userName: 'somchai', password: PASSWORD });
    await house.comeAs(house.browser(), 2);
    expect(refusal(await prove(browser, 2))).toBe('upstream-other-account');
    expect((await house.session(browser)).who).toMatchObject({ name: 'somchai', ial: 0 });
  });

  it('loses the way when another session has taken the browser meanwhile', async () => {
    const browser = house.browser();
    await post(browser, '/sign-in/password', { userName: 'somchai', password: PASSWORD });
    const { body } = await post(browser, '/upstream/thaid/step-up', { purpose: 'step-up' });
    await post(browser, '/sign-in/password', { userName: 'somchai', password: PASSWORD });
    expect(refusal(await house.comeAs(browser, 1, body.location))).toBe('upstream-lost');
  });

  it('cannot link a second identity of the same system, nor one that is another account’s', async () => {
    const browser = house.browser();
    await post(browser, '/sign-in/password', { userName: 'somchai', password: PASSWORD });
    const page = await prove(browser, 5, 'link');
    expect((await post(browser, '/upstream/link', { challengeId: page.searchParams.get('challenge') })).body.code).toBe('identity.upstream-linked-already');
  });
});

describe('an identity that waits for its owner', () => {
  it('is linked by whoever proves to own an account, once, in the browser that it came to', async () => {
    const browser = house.browser();
    const challengeId = (await house.comeAs(browser, 5)).searchParams.get('challenge');
    expect((await post(browser, '/upstream/link', { challengeId })).status).toBe(401);
    const stranger = await house.officer('stranger');
    expect((await post(stranger.browser, '/upstream/link', { challengeId })).body.code).toBe('identity.upstream-lost');
    await house.officer('nari', browser);
    expect((await post(browser, '/upstream/link', { challengeId })).status).toBe(200);
    expect((await house.session(browser)).who).toMatchObject({ name: 'nari', ial: 11 });
    expect((await post(browser, '/upstream/link', { challengeId })).body.code).toBe('identity.upstream-lost');
    const again = house.browser();
    await house.comeAs(again, 5);
    expect((await house.session(again)).who.name).toBe('nari');
  });

  it('whose number is an officer’s is linked by that officer only', async () => {
    const { personId } = await house.officer('malee');
    const probe = house.browser();
    await house.comeAs(probe, 4);
    // As if an administrator had entered the officer's number before.
    await house.run("with gone as (delete from identity.upstream_link where upstream_id = 'thaid' and account_id in (select id from identity.account where display_name = 'มาลี ทดลอง')) update identity.identifier set person_id = $1 where person_id = (select person_id from identity.account where display_name = 'มาลี ทดลอง')", [personId]);
    const browser = house.browser();
    const challengeId = (await house.comeAs(browser, 4)).searchParams.get('challenge');
    await post(browser, '/sign-in/password', { userName: 'stranger', password: PASSWORD });
    expect((await post(browser, '/upstream/link', { challengeId })).body.code).toBe('identity.upstream-other-account');
    await post(browser, '/sign-in/password', { userName: 'malee', password: PASSWORD });
    expect((await post(browser, '/upstream/link', { challengeId })).status).toBe(200);
  });

  it('is not linked by a session that proved itself long ago', async () => {
    const browser = house.browser();
    await house.run("delete from identity.upstream_link where account_id = (select id from identity.account where user_name = 'nari')");
    const challengeId = (await house.comeAs(browser, 5)).searchParams.get('challenge');
    await post(browser, '/sign-in/password', { userName: 'nari', password: PASSWORD });
    await house.run("update identity.session set authenticated_at = now() - interval '16 minutes'");
    expect((await post(browser, '/upstream/link', { challengeId })).body.code).toBe('kernel.step-up-needed');
  });
});

describe('a link', () => {
  it('is removed by its owner, but not when it is the last way in', async () => {
    const officer = house.browser();
    await post(officer, '/sign-in/password', { userName: 'malee', password: PASSWORD });
    expect((await officer.ask('/api/v1/me/upstream-links/thaid', { method: 'DELETE' })).status).toBe(204);
    expect((await officer.ask('/api/v1/me/upstream-links/thaid', { method: 'DELETE' })).status).toBe(404);
    const citizen = house.browser();
    await house.comeAs(citizen, 3);
    expect(await (await citizen.ask('/api/v1/me/upstream-links/thaid', { method: 'DELETE' })).json()).toMatchObject({ code: 'identity.upstream-last-way' });
  });
});

it('a system that proves one factor does not stand for the two of an account that has a second one', async () => {
  const { accountId } = await house.officer('twofold');
  await house.run("insert into identity.totp (account_id, secret, confirmed_at) values ($1, 'sealed', now())", [accountId]);
  await house.run("insert into identity.upstream_link (upstream_id, subject, account_id, ial, confirmed) select upstream_id, 'x', $1, 0, true from identity.upstream_link limit 1", [accountId]);
  await house.run("update identity.upstream set config = jsonb_set(config, '{aal}', '1'), changed_at = now()");
  await house.run("update identity.upstream_link set account_id = $1 where account_id = (select id from identity.account where display_name like 'อับดุล%')", [accountId]);
  await house.run("update identity.identifier set person_id = (select person_id from identity.account where id = $1) where person_id = (select person_id from identity.account where display_name like 'อับดุล%')", [accountId]);
  const browser = house.browser();
  const end = await house.comeAs(browser, 3);
  expect([end.pathname, end.searchParams.get('second')]).toEqual(['/th/sign-in', 'totp']);
  expect((await house.session(browser)).who).toBeNull();
});
