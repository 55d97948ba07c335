import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => { world = await openWorld(); });
afterAll(() => world?.close());

const json = { accept: 'application/json' };
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
async function post(path: string, form: Record<string, string>) {
  const response = await world.browser().ask(path, { method: 'POST', form: { client_id: 'saphan-cli', ...form }, headers: json });
  return { status: response.status, body: await response.json() as Record<string, any> };
}
const begin = async () => (await post('/oidc/device/auth', { scope: 'openid offline_access *', resource: `${world.url}/api/v1` })).body;
const poll = (device_code: string) => post('/oidc/token', { grant_type: GRANT, device_code });

describe('a program without a browser', () => {
  it('waits, is let in, and holds a token of our API that rotates', async () => {
    const { browser } = await world.person();
    const { device_code, user_code, verification_uri_complete } = await begin();
    expect((await browser.follow(verification_uri_complete)).pathname).toBe('/th/device');
    expect((await poll(device_code)).body['error']).toBe('authorization_pending');
    const shown = await browser.ask(`/api/v1/device?user_code=${user_code.toLowerCase()}`, { headers: json });
    expect(await shown.json()).toMatchObject({ client: { id: 'saphan-cli' } });
    expect((await browser.ask('/api/v1/device', { method: 'POST', body: { userCode: user_code, approve: true } })).status).toBe(204);
    const { body } = await poll(device_code);
    expect(body).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String), scope: expect.stringContaining('*') });
    const mine = await world.browser().ask('/api/v1/me/services', { headers: { ...json, authorization: `Bearer ${body['access_token']}` } });
    expect(mine.status).toBe(200);
    expect((await post('/oidc/token', { grant_type: 'refresh_token', refresh_token: body['refresh_token'] })).status).toBe(200);
    expect((await browser.ask('/api/v1/device', { method: 'POST', body: { userCode: user_code, approve: true } })).status).toBe(404);
  });
  it('is turned away', async () => {
    const { browser } = await world.person();
    const { device_code, user_code } = await begin();
    expect((await browser.ask('/api/v1/device', { method: 'POST', body: { userCode: user_code, approve: false } })).status).toBe(204);
    expect((await poll(device_code)).body['error']).toBe('access_denied');
  });
  it('five wrong codes end the guessing, even with the right one', async () => {
    const { browser } = await world.person();
    const { user_code } = await begin();
    for (let i = 0; i < 5; i++) expect((await browser.ask('/api/v1/device?user_code=BBBB-BBBB', { headers: json })).status).toBe(404);
    expect((await browser.ask(`/api/v1/device?user_code=${user_code}`, { headers: json })).status).toBe(429);
  });
  it('an old session must prove itself first', async () => {
    const { browser } = await world.person({ at: new Date(Date.now() - 16 * 60_000).toISOString() });
    expect(await (await browser.ask('/api/v1/device?user_code=BBBB-BBBB', { headers: json })).json()).toMatchObject({ code: 'kernel.step-up-needed' });
  });
});
