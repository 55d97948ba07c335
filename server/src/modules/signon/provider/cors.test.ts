import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let page: Service;
beforeAll(async () => {
  world = await openWorld();
  page = new Service(world, await world.client('page', { secret: null, metadata: { token_endpoint_auth_method: 'none' } }));
});
afterAll(() => world?.close());

const OWN = 'https://page.example';
const from = (origin: string, more: Record<string, string> = {}) => ({ origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', accept: 'application/json', ...more });
const trade = async (service: Service, origin: string) => {
  const { browser } = await world.person();
  const code = (await service.signIn(browser)).searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: service.redirect, code_verifier: service.verifier, client_id: service.id };
  const headers: Record<string, string> = service.secret ? { authorization: `Basic ${btoa(`${service.id}:${service.secret}`)}` } : {};
  return world.browser().ask('/oidc/token', { method: 'POST', form, headers: from(origin, headers) });
};

describe('a service that lives in the browser', () => {
  it('trades its code from its own origin, without cookies', async () => {
    const preflight = await world.browser().ask('/oidc/token', { method: 'OPTIONS', headers: from(OWN, { 'access-control-request-method': 'POST', 'access-control-request-headers': 'dpop' }) });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin'), preflight.headers.get('access-control-allow-credentials')]).toEqual([204, OWN, null]);
    const answer = await trade(page, OWN);
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('set-cookie')]).toEqual([200, OWN, null]);
    const { access_token } = await answer.json() as { access_token: string };
    expect((await world.browser().ask('/oidc/me', { headers: from(OWN, { authorization: `Bearer ${access_token}` }) })).status).toBe(200);
    expect((await world.browser().ask('/oidc/.well-known/openid-configuration', { headers: from(OWN) })).status).toBe(200);
  });
  it.each(['https://evil.example', 'https://page.example:444', 'http://page.example', 'null'])('is not heard from %s', async (origin) => {
    const answer = await trade(page, origin);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, null]);
  });
  it('has no secret: one that has is not heard from a page', async () => {
    const secret = new Service(world, await world.client('secretive'));
    expect((await trade(secret, 'https://secretive.example')).status).toBe(400);
  });
  it.each([['GET', '/oidc/auth'], ['POST', '/oidc/session/end/confirm'], ['POST', '/oidc/reg'], ['GET', '/api/v1/session'], ['POST', '/api/v1/sign-out'], ['OPTIONS', '/api/v1/clients']])('%s %s stays closed to other origins', async (method, path) => {
    expect((await world.browser().ask(path, { method, headers: from(OWN) })).status).toBe(403);
  });
});
