import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, type Route } from '../../server/src/kernel/route.ts';
import { describeHouse } from '../../tools/composed-house.ts';
import { openWholeHouse, PASSWORD, type WholeHouse } from './testing/whole-house.ts';

const { routes, dispose } = await describeHouse();
const unique = [...new Map(routes.map((route) => [`${route.method} ${addressOf(route)}`, route])).values()];
let house: WholeHouse;
beforeAll(async () => { house = await openWholeHouse({ env: { SAPHAN_PUBLIC_URL: 'https://saphan.example' } }); });
afterAll(async () => { await house?.close(); dispose(); });

const filled = (route: Route) => addressOf(route).replace(/:(\w*[iI]d|number|version)\b/g, '987654321').replace(/:\w+/g, 'no-such-thing').replace('*', 'x');
const ask = (method: string, address: string, headers: Record<string, string> = {}) => house.browser().ask(address, { method, ...(method !== 'GET' && { body: {} }), headers });

/** What every answer of the house carries, page, API, provider and SCIM alike. */
const ALWAYS: [string, RegExp][] = [
  ['content-security-policy', /^default-src 'self'; ?script-src 'self'(?: 'sha256-[\w+/=]+')?;(?!.*unsafe).*frame-ancestors 'none'/], ['x-content-type-options', /^nosniff$/], ['referrer-policy', /^no-referrer$/],
  ['cross-origin-opener-policy', /^same-origin$/], ['permissions-policy', /camera=\(\)/], ['strict-transport-security', /^max-age=31536000; includeSubDomains$/],
];
const missing = (answer: Response) => ALWAYS.filter(([name, form]) => !form.test(answer.headers.get(name) ?? '')).map(([name]) => name);

/** What everybody gets alike may be kept five minutes, or asked for again by its ETag. */
const KEPT = /^(?:no-cache|(?:public, )?max-age=300)$/;
const isKeptRightly = (route: Route, answer: Response) => {
  const said = answer.headers.get('cache-control') ?? '';
  return said.includes('no-store') || (route.method === 'GET' && route.policy.roles.includes('visitor') && KEPT.test(said)) || addressOf(route).startsWith('/.well-known');
};

describe('security headers', () => {
  it('stand on the answer of every operation, and none of it is kept but what everybody gets', async () => {
    expect(unique.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const route of unique) {
      const answer = await ask(route.method, filled(route));
      const lacks = [...missing(answer), ...(isKeptRightly(route, answer) ? [] : ['cache-control'])];
      if (lacks.length > 0) wrong.push(`${route.method} ${filled(route)} ${answer.status}: ${lacks.join(', ')}`);
      await answer.body?.cancel();
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    '/', '/th/sign-in', '/en/no-such-page', '/icon.svg', '/assets/none.js', '/healthz', '/readyz', '/api/openapi.json', '/api/v1/none', '/oidc/.well-known/openid-configuration', '/oidc/jwks', '/oidc/auth', '/oidc/none',
    '/oidc/session/end', '/scim/v2/none', '/access/v1/none', '/.well-known/none', '/.well-known/oauth-authorization-server/oidc',
  ])('stand on %s', async (address) => { expect(missing(await ask('GET', address))).toEqual([]); });

  it.each(['/oidc/token', '/oidc/device/auth', '/oidc/request', '/oidc/token/introspection', '/oidc/token/revocation'])('stand on a POST to %s', async (address) => { expect(missing(await ask('POST', address))).toEqual([]); });

  it('tell nobody which software answers', async () => {
    for (const address of ['/', '/oidc/jwks', '/api/v1/session']) {
      const { headers } = await ask('GET', address);
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
    }
  });
});

describe('a change with a cookie of ours', () => {
  it('is refused at every operation when it does not come from our own page', async () => {
    await house.account('carrier');
    const browser = house.browser();
    expect((await browser.ask('/api/v1/sign-in/password', { method: 'POST', body: { userName: 'carrier', password: PASSWORD } })).status).toBe(200);
    const open: string[] = [];
    // Where every site may ask, no cookie is read at a change: whoever comes without a token is nobody (http-entrance.test.ts).
    const changing = unique.filter(({ method, openToSites }) => method !== 'GET' && !openToSites);
    expect(changing.length).toBeGreaterThan(60);
    for (const route of changing) {
      const answer = await browser.ask(filled(route), { method: route.method, body: {}, headers: { 'x-saphan': '' } });
      const { code } = await answer.json().catch(() => ({})) as { code?: string };
      if (answer.status !== 403 || (code !== undefined && code !== 'kernel.origin-refused')) open.push(`${route.method} ${filled(route)} ${answer.status} ${code}`);
    }
    // The form by which another provider answers comes from its page; it reads no cookie, and what it says counts only with the browser that set out.
    expect(open).toEqual([expect.stringMatching(/^POST \/api\/v1\/upstream\/[^/]+\/acs /)]);
  });
});
