import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { fieldsOf, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { readResponseSignature } from '@saphan/contracts/http-signatures/profile';
import { openLog } from '#kernel/log.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { openGateway, type Gateway } from '../gateway/gateway.ts';
import { readHouseKeys } from '../keys/house-key.ts';
import type { ExchangePorts } from '../ports.ts';
import { addAgreement, addKey, addService, addSystem, runOn, type ServiceRow } from './trusted-rows.ts';
import { newSystem, signedHeaders, type SigningSystem, type ToSign } from './signing-system.ts';

/** What came back over the wire, and whether the house's signature on it is right for the request that was sent. */
export interface Wire { status: number; headers: Record<string, string>; body: Buffer; json: any; signedByHouse: boolean }

export interface Sent { method: string; target: string; headers: Record<string, string> | readonly string[]; body?: string | Buffer | null; port?: number }

export interface GatewayHouse {
  test: TestDatabase; run: ReturnType<typeof runOn>; ports: ExchangePorts; gateway: Gateway; origin: string; port: number;
  consumer: SigningSystem; other: SigningSystem; provider: SigningSystem; ids: Record<'consumer' | 'other' | 'provider', number>;
  /** Answers as the provider. */
  upstream: { url: string; handle(request: IncomingMessage, response: ServerResponse, body: Buffer): void; asked: number };
  service(row: ServiceRow, terms?: Record<string, unknown>): Promise<{ number: string; serviceId: number; agreementId: number }>;
  /** Sends exactly these headers and this target. */
  send(sent: Sent): Promise<Wire>;
  /** Signs as the consumer and sends. */
  call(asked: Partial<ToSign> & Pick<ToSign, 'agreement' | 'target'>, change?: (headers: Record<string, string>) => Record<string, string>): Promise<Wire>;
  close(): Promise<void>;
}

const listen = (server: Server) => new Promise<number>((done) => { server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)); });
export const folders = moduleFolders.slice(0, moduleFolders.findIndex(({ name }) => name === 'exchange') + 1);
let serial = 0;
/** As they were read last: also for answers while the register is away. */
let houseKeys: Awaited<ReturnType<typeof readHouseKeys>> = [];

/** A register with three systems, a provider's server and a gateway before it. */
export async function openGatewayHouse(own: Partial<ExchangePorts> = {}, database = testDatabase(folders)): Promise<GatewayHouse> {
  const test = await database;
  const run = runOn(test.db);
  const upstream: GatewayHouse['upstream'] = { url: '', asked: 0, handle: (_request, response) => { response.setHeader('content-type', 'application/json'); response.end('{"ok":true}'); } };
  const backend = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => { upstream.asked += 1; upstream.handle(request, response, Buffer.concat(chunks)); });
  });
  upstream.url = `http://127.0.0.1:${await listen(backend)}/base`;
  let gateway: Gateway | null = null;
  const front = createServer((request, response) => { void gateway?.handle(request, response); });
  const port = await listen(front);
  const origin = `http://127.0.0.1:${port}`;
  const ports: ExchangePorts = {
    db: test.db, log: openLog('test', 'silent'), masterKey: randomBytes(32), publicUrl: origin, rules: { allow: ['127.0.0.1'] }, trustedProxies: ['127.0.0.1'], spoolDir: join(tmpdir(), `saphan-exchange-${process.pid}`), evidenceDir: join(tmpdir(), `saphan-evidence-${process.pid}-${serial}`), clock: { now: () => new Date() },
    answerHosted: async () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('[]') }), upstreamHeaders: async () => ({}), tokenKeys: async () => [], ...own,
  };
  const [consumer, other, provider] = [newSystem('TH/GOV/doae/farm'), newSystem('TH/GOV/dld/herds'), newSystem('TH/GOV/rid/people')] as const;
  const ids = { consumer: await addSystem(run, 'doae', 'farm', 'farm-client'), other: await addSystem(run, 'dld', 'herds'), provider: await addSystem(run, 'rid', 'people') };
  for (const [name, system] of [['consumer', consumer], ['other', other], ['provider', provider]] as const) await addKey(run, ids[name], { kid: system.kid, jwk: system.jwk });
  const opened = gateway = await openGateway(ports);
  const send = (sent: Sent) => sendTo({ ...sent, port: sent.port ?? port }, ports, origin);
  return {
    test, run, ports, gateway: opened, origin, port, consumer, other, provider, ids, upstream, send,
    async service(row, terms) {
      const number = `SA-2569-${String(++serial).padStart(4, '0')}`;
      const serviceId = await addService(run, ids.provider, { upstreamUrl: upstream.url, ...row });
      const agreementId = await addAgreement(run, { number, consumer: 'doae', provider: 'rid', systemId: ids.consumer, serviceId, ...(terms && { terms }) });
      await opened.reload();
      return { number, serviceId, agreementId };
    },
    call(asked, change = (headers) => headers) {
      const whole = { method: asked.body === undefined ? 'GET' : 'POST', origin, ...asked };
      return send({ method: whole.method, target: whole.target, headers: change(signedHeaders(consumer, whole)), body: whole.body ?? null });
    },
    async close() { await opened.close(); front.closeAllConnections(); front.close(); backend.closeAllConnections(); backend.close(); await test.close(); },
  };
}

function sendTo({ method, target, headers, body = null, port }: Sent, ports: ExchangePorts, origin: string): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const outgoing = ask({ host: '127.0.0.1', port, method, path: target, headers: headers as never, setHost: false, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => void wireOf(response, Buffer.concat(chunks), { method, target, headers }, ports, origin).then(resolve, reject));
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

async function wireOf(response: IncomingMessage, body: Buffer, { method, target, headers }: Sent, ports: ExchangePorts, origin: string): Promise<Wire> {
  const { host, protocol } = new URL(origin);
  const raw = Array.isArray(headers) ? headers as string[] : Object.entries(headers).flat();
  const request: RequestMessage = { method, target, authority: host, scheme: protocol.slice(0, -1) as 'http', fields: fieldsOf(raw) };
  houseKeys = await ports.db.one(readHouseKeys).catch(() => houseKeys);
  const isRight = [request, { ...request, fields: new Map() }].some((each) => {
    try {
      const read = readResponseSignature({ status: response.statusCode ?? 0, fields: fieldsOf(response.rawHeaders), request: each }, 'gw');
      const key = houseKeys.find(({ kid }) => kid === read.keyid);
      return key !== undefined && verify(null, Buffer.from(read.base), createPublicKey({ key: key.jwk as never, format: 'jwk' }), Buffer.from(read.signature, 'base64'));
    } catch { return false; }
  });
  let json: any = null;
  try { json = JSON.parse(body.toString()); } catch { /* not JSON */ }
  return { status: response.statusCode ?? 0, headers: response.headers as Record<string, string>, body, json, signedByHouse: isRight };
}
