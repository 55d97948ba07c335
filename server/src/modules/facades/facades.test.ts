import { generateKeyPairSync, hash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { addDays, httpEndOfDay, todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { migrate } from '#kernel/migrate.ts';
import { moduleFolders } from '../../app/module-folders.ts';
import { openGatewayHouse, type GatewayHouse, type Wire } from '../exchange/testing/gateway-house.ts';
import { olderGatewayMount } from './older-gateway/mount.ts';
import { endSharedSecret, issueSharedSecret } from './secrets/shared-secrets.ts';
import { setFacade } from './switches/switches.ts';
import { roadMount } from './x-road/mount.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const client = 'TH/GOV/doae/farm';
const service = '/r1/TH/GOV/rid/people/farmers';
const lastDay = addDays(todayInBangkok(new Date()), 30);
let house: GatewayHouse;
let doors: Server;
let seen: Record<string, unknown> = {};
let bearer: string;
let at = Date.now();
const clock = { now: () => new Date(at) };
/** Every line of the log, however small. */
const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });

async function open(): Promise<void> {
  house = await openGatewayHouse({ clock, log, tokenKeys: async () => [{ kid: 'provider', jwk: publicKey.export({ format: 'jwk' }) }] });
  await migrate(house.test.db, moduleFolders.slice(0, moduleFolders.findIndex(({ name }) => name === 'facades') + 1));
  await house.service({ slug: 'farmers', minAssurance: 0 }, { minAssurance: 0 });
  await house.service({ slug: 'strict-farmers', minAssurance: 1 }, { minAssurance: 0 });
  house.upstream.handle = (request, response, body) => {
    seen = { url: request.url, headers: request.headers, body: body.toString() };
    response.setHeader('content-type', 'application/json');
    response.end('{"found":true}');
  };
  const ports = { db: house.test.db, log, clock, gateway: house.gateway, readDocument: async (slug: string) => ({ openapi: '3.1.0', info: { title: slug } }) };
  const [road, older] = [roadMount(ports), olderGatewayMount(ports)];
  doors = createServer((request, response) => { (request.url?.startsWith('/ws') ? older : road).handle(request, response); });
  await new Promise<void>((done) => { doors.listen(0, '127.0.0.1', done); });
  bearer = await tokenOf('farm-client');
}

const tokenOf = (clientId: string) => new SignJWT({ client_id: clientId }).setProtectedHeader({ alg: 'ES256', kid: 'provider', typ: 'at+jwt' }).setIssuer(`${house.origin}/oidc`).setAudience(`${house.origin}/x`).setIssuedAt(Math.floor(at / 1000)).setExpirationTime(Math.floor(at / 1000) + 3600).sign(privateKey);

const ask = (target: string, headers: Record<string, string> = {}, body: string | null = null): Promise<Wire> => house.send({
  port: (doors.address() as AddressInfo).port, method: body === null ? 'GET' : 'POST', target,
  headers: { host: new URL(house.origin).host, ...(body !== null && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }), ...headers }, body,
});
const asFarm = (more: Record<string, string> = {}) => ({ 'x-road-client': client, authorization: `Bearer ${bearer}`, ...more });
const set = (name: 'x-road' | 'older-gateway', isOpen: boolean) => house.test.db.tx((tx) => setFacade(tx, theHouse, name, { isOpen, reason: 'ทดสอบทางเข้า', sunsetOn: isOpen ? lastDay : null }, clock.now())).then(() => { at += 2_000; });
const rowOf = async ({ headers }: Wire) => (await house.test.db.tx((tx) => tx.query('select assurance, status, case_ref from exchange.exchange where id = $1', [headers['exchange-id']]))).rows[0];

beforeAll(open);
afterAll(async () => { doors.closeAllConnections(); doors.close(); await house.close(); });

describe('closed', () => {
  it('answers nothing until an operator opens a way in, and the one by secrets needs a last day', async () => {
    expect([(await ask('/r1/listClients')).status, (await ask('/ws/farmers/people/1')).status]).toEqual([404, 404]);
    await expect(house.test.db.tx((tx) => setFacade(tx, theHouse, 'older-gateway', { isOpen: true, reason: 'ทดสอบ' }, clock.now()))).rejects.toMatchObject({ code: 'facades.sunset-needed' });
    await set('x-road', true);
    await set('older-gateway', true);
    expect((await ask('/r1/listClients', asFarm())).status).toBe(200);
  });
});

describe('X-Road REST', () => {
  it('carries a call through the gateway with its evidence, and says so in the headers of the protocol', async () => {
    const body = '{"id":"7"}';
    const right = await ask(`${service}/people?full=1`, asFarm({ 'x-road-id': 'msg-1', 'x-road-issue': 'K.42', 'x-road-userid': 'TH12345', 'x-road-represented-party': 'COM/MEMBER3', 'x-own': 'mine' }), body);
    expect(right).toMatchObject({ status: 200, json: { found: true } });
    expect(right.headers).toMatchObject({ 'x-road-client': client, 'x-road-service': 'TH/GOV/rid/people/farmers', 'x-road-id': 'msg-1', 'x-road-request-id': right.headers['exchange-id'] });
    const head = hash('sha512', [`POST ${service}/people?full=1`, 'content-type: application/json', `x-road-client: ${client}`, 'x-road-id: msg-1', 'x-road-issue: K.42', 'x-road-represented-party: COM/MEMBER3', 'x-road-userid: TH12345'].join('\n'), 'buffer');
    expect(right.headers['x-road-request-hash']).toBe(hash('sha512', Buffer.concat([head, hash('sha512', body, 'buffer')]), 'base64'));
    // What the protocol leaves to the two programs goes between them as it is; how the caller proved itself at the door does not.
    expect(seen).toMatchObject({ url: '/base/people?full=1', body, headers: { 'x-road-client': client, 'x-road-id': 'msg-1', 'x-road-userid': 'TH12345', 'x-road-represented-party': 'COM/MEMBER3', 'x-own': 'mine', 'content-type': 'application/json' } });
    expect(seen['headers']).not.toHaveProperty('authorization');
    expect(await rowOf(right)).toMatchObject({ assurance: 1, status: 200, case_ref: 'K.42' });
  });

  it.each([
    ['nobody who proves nothing', `${service}/people/1`, { 'x-road-client': client }, 'Server.ClientProxy.SslAuthenticationFailed', 500],
    ['nobody as another system', `${service}/people/1`, { 'x-road-client': 'TH/GOV/dld/herds' }, 'Server.ClientProxy.SslAuthenticationFailed', 500],
    ['no service that is not there', '/r1/TH/GOV/rid/people/nothing/people/1', { 'x-road-client': client }, 'Server.ServerProxy.UnknownService', 500],
    ['no address that climbs', `${service}/a/../b`, { 'x-road-client': client }, 'Client.InvalidRequest', 400],
    ['no call without a client', `${service}/people/1`, {}, 'Client.InvalidRequest', 400],
    ['no metadata to strangers', '/r1/listClients', { 'x-road-client': client }, 'Server.ClientProxy.SslAuthenticationFailed', 500],
  ])('lets in %s', async (_what, target, headers, type, status) => {
    const wire = await ask(target, headers as Record<string, string>);
    expect([wire.status, wire.headers['x-road-error'], wire.json.type]).toEqual([status, type, type]);
    expect(wire.json.message).toMatch(/[ก-๙].+·.+[a-z]/);
  });

  it('refuses a token of one system under the name of another', async () => {
    expect((await ask(`${service}/people/1`, { ...asFarm(), 'x-road-client': 'TH/GOV/dld/herds' })).headers['x-road-error']).toBe('Client.InvalidRequest');
  });

  it('tells what there is: clients, methods, what may be called, and the document of a service of that system', async () => {
    const clients = (await ask('/r1/listClients', asFarm())).json.member;
    expect(clients).toContainEqual(expect.objectContaining({ id: { member_class: 'GOV', member_code: 'rid', object_type: 'SUBSYSTEM', subsystem_code: 'people', xroad_instance: 'TH' } }));
    const listed = await ask('/r1/TH/GOV/rid/people/listMethods', asFarm({ 'x-road-id': 'msg-2' }));
    expect(listed.headers).toMatchObject({ 'x-road-client': client, 'x-road-service': 'TH/GOV/rid/people/listMethods', 'x-road-id': 'msg-2', 'x-road-request-id': expect.any(String), 'x-road-request-hash': expect.any(String), 'content-type': 'application/json; charset=utf-8' });
    const methods = listed.json.service;
    expect(methods.find(({ service_code }: any) => service_code === 'farmers').endpoint_list).toContainEqual({ method: 'GET', path: '/people/*' });
    const allowed = (await ask('/r1/TH/GOV/rid/people/allowedMethods', asFarm())).json.service;
    expect(allowed[0].endpoint_list).not.toContainEqual({ method: 'DELETE', path: '/people/*' });
    expect((await ask('/r1/TH/GOV/rid/people/getOpenAPI?serviceCode=farmers', asFarm())).json.info.title).toBe('farmers');
    expect((await ask('/r1/TH/GOV/dld/herds/getOpenAPI?serviceCode=farmers', asFarm())).json.type).toBe('Server.ServerProxy.UnknownService');
  });
});

describe('the older gateway', () => {
  const issue = () => house.test.db.tx((tx) => issueSharedSecret(tx, theHouse, { system: client, note: 'โปรแกรมเดิมของกรม', endsOn: lastDay }, clock.now()));
  const tokenFor = async ({ consumerKey, secret }: { consumerKey: string; secret: string }) => (await ask(`/ws/auth/validate?ConsumerSecret=${encodeURIComponent(secret)}&AgentID=1101700203451`, { 'consumer-key': consumerKey })).json.Result as string;

  it('gives a token for a secret, and a call with it has assurance 0, evidence, and a farewell in its headers', async () => {
    const issued = await issue();
    const token = await tokenFor(issued);
    const wire = await ask('/ws/farmers/people/9', { 'consumer-key': issued.consumerKey, token });
    expect(wire).toMatchObject({ status: 200, json: { found: true } });
    expect(wire.headers).toMatchObject({ 'exchange-assurance': '0', deprecation: expect.stringMatching(/^@\d+$/), sunset: httpEndOfDay(lastDay) });
    expect(seen['headers']).not.toHaveProperty('token');
    expect(seen['headers']).not.toHaveProperty('consumer-key');
    expect(await rowOf(wire)).toMatchObject({ assurance: 0, status: 200 });
  });

  it('answers trouble with 500 and a code, as its programs expect', async () => {
    const issued = await issue();
    const token = await tokenFor(issued);
    const asOld = { 'consumer-key': issued.consumerKey, token };
    expect((await ask('/ws/auth/validate?ConsumerSecret=wrong', { 'consumer-key': issued.consumerKey })).json).toMatchObject({ Code: 'facades.secret-wrong' });
    expect(await ask('/ws/strict-farmers/people/9', asOld)).toMatchObject({ status: 500, json: { Code: 'exchange.assurance-too-low' } });
    expect(await ask('/ws/farmers/people/9', { ...asOld, 'consumer-key': 'another' })).toMatchObject({ status: 500, json: { Code: 'facades.token-wrong' } });
    await house.test.db.tx((tx) => endSharedSecret(tx, theHouse, issued.id, 'เลิกใช้แล้ว', clock.now()));
    expect((await ask('/ws/farmers/people/9', asOld)).json.Code).toBe('facades.token-wrong');
    expect((await ask(`/ws/auth/validate?ConsumerSecret=${issued.secret}`, { 'consumer-key': issued.consumerKey })).json.Code).toBe('facades.secret-wrong');
  });

  it('ends a token after an hour without use', async () => {
    const issued = await issue();
    const token = await tokenFor(issued);
    at += 61 * 60_000;
    expect((await ask('/ws/farmers/people/9', { 'consumer-key': issued.consumerKey, token })).json.Code).toBe('facades.token-wrong');
  });

  it('is not called with a secret in the address', async () => {
    const issued = await issue();
    const token = await tokenFor(issued);
    for (const query of [`ConsumerSecret=${issued.secret}`, `a=1&token=${token}`, 'agent%5Fid=1', 'AgentID=1101700203451']) {
      expect((await ask(`/ws/farmers/people/9?${query}`, { 'consumer-key': issued.consumerKey, token })).json.Code, query).toBe('facades.secret-in-address');
    }
  });
});

describe('what went through any door', () => {
  const citizen = '1101700230708', officer = '3101700230701';
  const everything = () => house.test.db.tx(async (tx) => {
    const { rows } = await tx.query("select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')");
    const texts: string[] = [];
    for (const { name } of rows) texts.push(...(await tx.query(`select t::text as row from ${name} t`)).rows.map(({ row }: { row: string }) => `${name} ${row}`));
    return texts;
  });

  it('left no citizen id, secret or token in clear, in no table and in no line of the log', async () => {
    const { number } = await house.service({ slug: 'persons', minAssurance: 0, isPersonal: true, selectors: ['header:x-citizen-id', 'json:/citizenId'] }, { minAssurance: 0 });
    bearer = await tokenOf('farm-client');
    const issued = await house.test.db.tx((tx) => issueSharedSecret(tx, theHouse, { system: client, note: 'โปรแกรมเดิมของกรม', endsOn: lastDay }, clock.now()));
    const token = (await ask(`/ws/auth/validate?ConsumerSecret=${issued.secret}&AgentID=${officer}`, { 'consumer-key': issued.consumerKey })).json.Result as string;
    const asOld = { 'consumer-key': issued.consumerKey, token };
    const about = { 'x-citizen-id': citizen }, inBody = JSON.stringify({ citizenId: citizen });
    const ids = [await ask('/ws/persons/people/9', { ...asOld, ...about }), await ask('/ws/persons/people', asOld, inBody), await ask('/r1/TH/GOV/rid/people/persons/people', asFarm({ 'x-road-userid': `TH${officer}` }), inBody)].map((wire) => { expect([wire.status, wire.json]).toEqual([200, { found: true }]); return wire.headers['exchange-id']; });
    for (const rest of [`/people/${citizen}`, `/people/9?id=${citizen}`, `/people/9?ConsumerSecret=${issued.secret}`, `/people/9?token=${token}`]) {
      expect((await ask(`/ws/persons${rest}`, { ...asOld, ...about })).status).toBe(500);
      expect((await ask(`/r1/TH/GOV/rid/people/persons${rest}`, asFarm({ ...about, 'x-road-issue': citizen }))).status).toBe(400);
    }
    await ask('/ws/auth/validate?ConsumerSecret=wrong', { 'consumer-key': issued.secret });
    house.upstream.handle = (_request, response) => { response.writeHead(500, { 'content-type': 'text/plain' }).end(citizen); };
    await house.call({ target: '/x/persons/people', agreement: number, body: inBody });
    const texts = [...await everything(), ...lines];
    expect(texts.filter((text) => ids.some((id) => text.includes(id ?? '-'))).length).toBeGreaterThan(ids.length);
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const [what, secret] of Object.entries({ citizen, officer, secret: issued.secret, token, bearer })) {
      for (const each of [secret, hex(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1)]) expect(texts.filter((text) => text.includes(each)).map((text) => text.slice(0, 300)), what).toEqual([]);
    }
  });
});
