import { randomBytes } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '#kernel/metrics.ts';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let machine: Service;
const API = 'https://records.example/api';
const ASKED = { grant_type: 'client_credentials', resource: API, scope: 'read' };
const MACHINE = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
/** Another parameter, which the provider leaves aside: the same request by the long way. */
const LONG = { x: '1' };

beforeAll(async () => {
  world = await openWorld();
  await world.client('records', { metadata: { saphan_resource: API, saphan_resource_scopes: 'read write' } });
  machine = new Service(world, await world.client('machine', { metadata: MACHINE }));
});
afterAll(() => world?.close());

/** What is alike in two answers: everything but the moment, the number and the signature of a token. */
function shapeOf({ status, body }: { status: number; body: any }) {
  if (status !== 200) return { status, error: body.error };
  const { jti, iat, exp, ...claims } = decodeJwt(body.access_token);
  return { status, body: { ...body, access_token: '' }, header: decodeProtectedHeader(body.access_token), claims, life: (exp as number) - (iat as number), jti: String(jti).length };
}

const issued = async () => Number(/saphan_signon_grants_total\{grant="client_credentials"\} (\d+)/.exec(await registry.metrics())?.[1] ?? 0);
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

describe('a program’s token by the short way', () => {
  it.each([['one scope', ASKED], ['scopes, one of them not of the resource, one twice', { ...ASKED, scope: 'write elsewhere read write' }], ['none of the resource', { ...ASKED, scope: 'elsewhere' }], ['no scope', { grant_type: 'client_credentials', resource: API }]])('is the provider’s own: %s', async (_what, form) => {
    const before = await issued();
    const [short, long] = [await machine.token(form), await machine.token({ ...form, ...LONG })];
    expect(short.status).toBe(200);
    expect(shapeOf(short)).toEqual(shapeOf(long));
    expect(await issued()).toBe(before + 2);
  });

  it('never says no by itself: every refusal is the provider’s', async () => {
    const person = new Service(world, await world.client('for-people'));
    const exchange = new Service(world, await world.client('bound', { metadata: { ...MACHINE, dpop_bound_access_tokens: true } }));
    const asks: [Service, Record<string, string>, Record<string, string>?][] = [
      [machine, ASKED, basic('machine:another-secret')], [machine, ASKED, basic('nobody:another-secret')], [machine, ASKED, basic('machine')], [machine, ASKED, { authorization: 'Bearer x' }], [machine, { ...ASKED, resource: 'https://nobody.example' }], [machine, { ...ASKED, resource: 'records' }],
      [machine, { ...ASKED, scope: ' read' }], [machine, { ...ASKED, grant_type: 'password' }], [machine, { ...ASKED, client_id: 'records' }], [person, ASKED], [exchange, ASKED], [machine, ASKED, { origin: 'https://evil.example' }], [machine, ASKED, { dpop: 'x' }],
    ];
    const answers = await Promise.all(asks.map(async ([service, form, headers]) => [shapeOf(await service.token(form, headers)), shapeOf(await service.token({ ...form, ...LONG }, headers))]));
    expect(answers.map(([short]) => short?.status)).not.toContain(200);
    for (const [short, long] of answers) expect(short).toEqual(long);
  });

  it('takes a body as it comes: written as another form, twice the same field, longer than usual', async () => {
    const post = (body: string, headers: Record<string, string> = {}) => fetch(`${world.url}/oidc/token`, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...basic('machine:a-secret-of-the-test-suite'), ...headers } });
    const plain = new URLSearchParams(ASKED).toString();
    expect((await post(plain)).status).toBe(200);
    expect((await post(plain, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' })).status).toBe(200);
    expect((await post(`${plain}&scope=write`)).status).toBe(400);
    expect((await post(`${plain}&padding=${randomBytes(4000).toString('hex')}`)).status).toBe(200);
    expect((await post('')).status).toBe(400);
  });
});
