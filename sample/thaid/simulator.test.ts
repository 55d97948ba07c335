import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isCitizenId } from '@saphan/contracts/thai-id';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizens, openThaidSimulator, THAID_PREFIX, type ThaidSimulator } from './index.ts';

let server: Server;
let simulator: ThaidSimulator;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    Object.assign(request, { originalUrl: request.url, url: (request.url ?? '').slice(THAID_PREFIX.length) });
    simulator.handle(request, response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  simulator = openThaidSimulator({ publicUrl: base, mode: 'demo', clientSecret: 'secret' });
});
afterAll(() => { server?.close(); });

const metadata = async () => (await fetch(`${simulator.issuer}/.well-known/openid-configuration`)).json() as Promise<Record<string, any>>;

describe('the ThaiD simulator', () => {
  it('has the addresses of ThaiD, with a slash at their end', async () => {
    const found = await metadata();
    expect(found).toMatchObject({ issuer: simulator.issuer, authorization_endpoint: `${simulator.issuer}/api/v2/oauth2/auth/`, token_endpoint: `${simulator.issuer}/api/v2/oauth2/token/`, jwks_uri: `${simulator.issuer}/jwks/` });
    expect(found['scopes_supported']).toEqual(expect.arrayContaining(['openid', 'pid', 'given_name', 'ial', 'th_fullname', 'dob']));
    expect(await (await fetch(found['jwks_uri'])).json()).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256' }] });
  });

  it('answers a revocation with a message', async () => {
    const answer = await fetch((await metadata())['revocation_endpoint'], { method: 'POST', headers: { authorization: `Basic ${btoa('saphan:secret')}` }, body: new URLSearchParams({ token: 'anything' }) });
    expect([answer.status, await answer.json()]).toEqual([200, { message: expect.any(String) }]);
  });

  it('asks for its API key where it has one', async () => {
    simulator.habits.apiKey = 'k';
    const answer = await fetch((await metadata())['token_endpoint'], { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code' }) });
    simulator.habits.apiKey = null;
    expect(answer.status).toBe(401);
  });

  it('says on its page, in Thai and English, that it is one, and nothing in it is a script or a style', async () => {
    const page = await (await fetch(`${simulator.issuer}/choose/abcdefgh12`)).text();
    expect(page).toContain('จำลอง');
    expect(page).toContain('Simulation');
    expect(page).not.toMatch(/<script|<style|style=| on\w+=/);
  });

  it('is refused in production', () => {
    expect(() => openThaidSimulator({ publicUrl: base, mode: 'production', clientSecret: 'secret' })).toThrow(RangeError);
  });
});

it('every invented citizen has a right check digit and a number of a district that does not exist', () => {
  expect(new Set(citizens.map(({ pid }) => pid)).size).toBe(citizens.length);
  for (const { pid } of citizens) expect([isCitizenId(pid), pid.slice(0, 5)]).toEqual([true, '19999']);
});
