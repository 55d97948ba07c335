import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let service: Service;
beforeAll(async () => {
  world = await openWorld();
  service = new Service(world, await world.client('basic'));
});
afterAll(() => world?.close());

describe('a sign-in to a service', () => {
  it('leads somebody without a session to our page', async () => {
    const page = await world.browser().follow(service.address());
    expect([page.pathname, page.searchParams.get('interaction')]).toEqual(['/th/sign-in', expect.any(String)]);
  });

  it('asks for consent once, then gives a code, tokens and who it is', async () => {
    const { browser } = await world.person();
    const consent = await browser.follow(service.address());
    expect(consent.pathname).toMatch(/^\/th\/consent\//);
    const back = await service.signIn(browser);
    expect([back.origin, back.searchParams.get('state'), back.searchParams.get('iss')]).toEqual(['https://basic.example', service.state, world.issuer]);
    const { body } = await service.trade(back.searchParams.get('code'));
    expect(body).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) });
    expect(decodeProtectedHeader(body.id_token)).toMatchObject({ alg: 'ES256' });
    expect(decodeJwt(body.id_token)).toMatchObject({ iss: world.issuer, aud: 'basic', nonce: service.nonce, acr: 'urn:saphan:aal1' });
    const me = await world.browser().ask('/oidc/me', { headers: { authorization: `Bearer ${body.access_token}`, accept: 'application/json' } });
    expect(await me.json()).toMatchObject({ sub: decodeJwt(body.id_token).sub, name: 'Somying Thotsop' });
    expect((await browser.follow(service.address())).origin).toBe('https://basic.example');
  });
});
