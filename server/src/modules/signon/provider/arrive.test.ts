import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let own: Service;
beforeAll(async () => {
  world = await openWorld();
  own = new Service(world, await world.client('own', { tier: 'first-party' }));
});
afterAll(() => world?.close());

/** Where the first answer to a service's request leads. */
async function firstStep(service: Service, browser: Awaited<ReturnType<World['person']>>['browser'], over: Record<string, string> = {}): Promise<URL> {
  const response = await browser.ask(service.address(over));
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', world.url);
}

const interaction = expect.stringMatching(/^\/api\/v1\/interactions\//);

describe('whoever is signed in here', () => {
  it('is back at the service with the first answer, as who they are', async () => {
    const { browser, accountId, sessionId } = await world.person({ aal: 2, phr: true });
    const back = await firstStep(own, browser);
    expect(`${back.origin}${back.pathname}`).toBe(own.redirect);
    const { body } = await own.trade(back.searchParams.get('code'));
    expect(decodeJwt(body.id_token)).toMatchObject({ acr: 'urn:saphan:aal2-phr', amr: ['pwd'], nonce: own.nonce });
    const { rows } = await world.test.db.tx((tx) => tx.query('select account_id, client_id from signon.service_session where session_id = $1', [sessionId]));
    expect(rows).toEqual([{ account_id: accountId, client_id: 'own' }]);
  });

  it('brings no session of the provider that was there before', async () => {
    const { browser, accountId } = await world.person();
    await firstStep(own, browser);
    const before = [...browser.cookies].filter(([name]) => name.startsWith('_session|')).map(([, { value }]) => value);
    await world.test.db.tx((tx) => tx.query(`delete from signon.artifact where kind = 'Session' and account_id = $1`, [accountId]));
    await firstStep(own, browser);
    const after = [...browser.cookies].filter(([name]) => name.startsWith('_session|')).map(([, { value }]) => value);
    expect([before.length, after.length]).toEqual([1, 1]);
    expect(after).not.toEqual(before);
  });

  it.each([['prompt', { prompt: 'login' }], ['a stronger proof', { acr_values: 'urn:saphan:aal2' }]])('is asked when more is asked: %s', async (_what, over) => {
    const { browser } = await world.person({ at: new Date(Date.now() - 60_000).toISOString() });
    expect((await firstStep(own, browser, over as Record<string, string>)).pathname).toEqual(interaction);
  });

  it('is asked by a service that others run, that is not live, or that always wants more', async () => {
    const services = [await world.client('of-others'), await world.client('not-live', { tier: 'first-party', state: 'sandbox' }), await world.client('stricter', { tier: 'first-party', minAal: 2 }), await world.client('knows-people', { tier: 'first-party', minIal: 20 })];
    for (const each of services) expect((await firstStep(new Service(world, each), (await world.person()).browser)).pathname).toEqual(interaction);
  });

  it('is nobody once the session ended', async () => {
    const { browser, sessionId } = await world.person();
    await world.test.db.tx((tx) => tx.query(`update identity.session set state = 'ended', ended_at = now(), ended_why = 'signed-out' where id = $1`, [sessionId]));
    expect((await browser.follow(own.address())).pathname).toBe('/th/sign-in');
  });
});
