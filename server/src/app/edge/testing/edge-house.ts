import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import type { Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { callEdge, edge, type EdgePorts } from '#modules/edge/index.ts';
import { ensureLog, type LedgerPorts } from '#modules/ledger/index.ts';
import { exchange } from '#modules/exchange/index.ts';
import { newSystem, type SigningSystem } from '../../../modules/exchange/testing/signing-system.ts';
import { addAgreement, addKey, addService, addSystem, runOn, type ServiceRow } from '../../../modules/exchange/testing/trusted-rows.ts';
import { edgePortsOf } from '../../edge-ports.ts';
import { findFreePort } from '../../free-port.ts';
import { moduleFolders } from '../../module-folders.ts';
import { readEdgeConfig } from '../edge-config.ts';
import { startEdge, type RunningEdge } from '../run-edge.ts';

type Name = 'consumer' | 'provider' | 'other';
export interface ProgramCall { method: string; url: string; headers: IncomingMessage['headers']; body: string }
export interface Told { status: number; headers: Headers; body: any }

/** A hub with its gateway, three agencies' systems, and a program of the provider behind its edge. */
export interface EdgeHouse {
  test: TestDatabase; run: ReturnType<typeof runOn>; origin: string; edgePorts: EdgePorts; ledgerPorts: LedgerPorts; systems: Record<Name, SigningSystem>; ids: Record<Name, number>; dir: string; said: string[]; who: Principal;
  program: { url: string; seen: ProgramCall[]; handle(call: ProgramCall, response: ServerResponse): void };
  service(row: ServiceRow, terms?: Record<string, unknown>): Promise<{ number: string; agreementId: number; serviceId: number }>;
  /** Writes the settings of an edge and starts it. */
  start(name: Name, settings: string, options?: { now?: () => Date; state?: string; houseKey?: string }): Promise<Started>;
  /** The same as a process of its own, by `saphan edge`; resolves when it runs. */
  spawn(name: Name, settings: string): Promise<ChildProcess>;
  hubDown(): Promise<void>; hubUp(): Promise<void>; close(): Promise<void>;
}
export interface Started extends RunningEdge { stop(): Promise<void>; state: string; /** Calls as a program beside the edge. */ call(target: string, init?: RequestInit): Promise<Told> }

const folders = moduleFolders.slice(0, moduleFolders.findIndex(({ name }) => name === 'exchange') + 1);
let serial = 0;

export async function openEdgeHouse(): Promise<EdgeHouse> {
  const test = await testDatabase(folders);
  const run = runOn(test.db);
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = openLog('test', 'silent');
  const masterKey = randomBytes(32);
  const dir = mkdtempSync(join(tmpdir(), 'saphan-edge-'));
  const edgePorts: EdgePorts = { ...edgePortsOf({ db: test.db, log }, { publicUrl: origin, masterKey }), waitMs: 5_000 };
  const ledgerPorts: LedgerPorts = { db: test.db, log, masterKey, publicUrl: origin, fetch, stamps: null };
  await test.db.tx((tx) => ensureLog(tx, ledgerPorts));
  const systems = { consumer: newSystem('TH/GOV/doae/farm'), other: newSystem('TH/GOV/dld/herds'), provider: newSystem('TH/GOV/rid/people') };
  const ids = { consumer: await addSystem(run, 'doae', 'farm'), other: await addSystem(run, 'dld', 'herds'), provider: await addSystem(run, 'rid', 'people') };
  for (const name of ['consumer', 'other', 'provider'] as const) await addKey(run, ids[name], { kid: systems[name].kid, jwk: systems[name].jwk });
  const { program, server } = await openProgram();
  let app: FastifyInstance | null = null;
  const running: Started[] = [];
  const children: ChildProcess[] = [];
  const house: EdgeHouse = {
    test, run, origin, edgePorts, ledgerPorts, systems, ids, dir, program, said: [], who: principalOf('operator'),
    async hubUp() {
      const modules = [edge(edgePorts), exchange({
        db: test.db, log, masterKey, publicUrl: origin, rules: { allow: ['127.0.0.1'] }, trustedProxies: [], spoolDir: join(dir, 'spool'), evidenceDir: join(dir, 'evidence'), clock: { now: () => new Date() }, answerHosted: async () => ({ status: 200, headers: {}, body: Buffer.from('[]') }),
        upstreamHeaders: async () => ({}), tokenKeys: async () => [], askEdge: (call) => callEdge(edgePorts, call),
      })];
      app = await buildHttp({ db: test.db, log, version: 'test', hosts: [`127.0.0.1:${port}`], publicUrl: origin, authenticate: async () => house.who, decider: allowAll, routes: modules.flatMap(({ routes }) => routes), mounts: modules.flatMap(({ mounts }) => mounts) });
      await app.listen({ port, host: '127.0.0.1' });
    },
    async hubDown() { await app?.close(); app = null; },
    async service(row, terms) {
      const number = `SA-2569-${String(++serial).padStart(4, '0')}`;
      const serviceId = await addService(run, ids.provider, { upstreamUrl: 'edge:', timeoutMs: 20_000, ...row });
      return { number, serviceId, agreementId: await addAgreement(run, { number, consumer: 'doae', provider: 'rid', systemId: ids.consumer, serviceId, ...(terms && { terms }) }) };
    },
    async start(name, settings, options = {}) {
      const started = await startOne(house, name, settings, options);
      running.push(started);
      return started;
    },
    async spawn(name, settings) {
      const child = await spawnOne(house, name, settings);
      children.push(child);
      return child;
    },
    async close() {
      for (const each of children) each.kill('SIGKILL');
      for (const each of running) await each.stop();
      await house.hubDown();
      server.closeAllConnections();
      server.close();
      await test.close();
    },
  };
  await house.hubUp();
  return house;
}

function spawnOne(house: EdgeHouse, name: Name, settings: string): Promise<ChildProcess> {
  const file = writeSettings(house, name, `${name}-${++serial}`, settings);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../main.ts', import.meta.url)), 'edge', '--config', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new TypeError(`the edge ended with ${code}`)));
    child.stdout.on('data', (piece: Buffer) => { if (piece.toString().includes('is running')) resolve(child); });
  });
}

function writeSettings({ dir, origin, systems }: EdgeHouse, name: Name, state: string, settings: string): string {
  mkdirSync(join(dir, state), { recursive: true });
  writeFileSync(join(dir, `${name}.pem`), systems[name].privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const file = join(dir, `${state}.yaml`);
  writeFileSync(file, `hub: ${origin}\nsystem: ${systems[name].path}\nkeyFile: ${name}.pem\nstateDir: ${state}\n${settings}\n`);
  return file;
}

async function startOne(house: EdgeHouse, name: Name, settings: string, { now, state = `${name}-${++serial}`, houseKey }: { now?: () => Date; state?: string; houseKey?: string }): Promise<Started> {
  const { dir, said } = house;
  const file = writeSettings(house, name, state, settings);
  const stop = new AbortController();
  const running = await startEdge(readEdgeConfig(file), { signal: stop.signal, say: (_th, en) => { said.push(en); }, trustMs: 150, ...(now && { now }), ...(houseKey && { houseKey }) });
  const address = running.listening[0]?.address() as AddressInfo | undefined;
  return {
    ...running, state: join(dir, state),
    async stop() { stop.abort(); await running.ended; },
    async call(target, init = {}) {
      const reply = await fetch(`http://127.0.0.1:${address?.port}${target}`, init);
      const text = await reply.text();
      return { status: reply.status, headers: reply.headers, body: parse(text) };
    },
  };
}

const parse = (text: string): unknown => { try { return JSON.parse(text); } catch { return text; } };

async function openProgram(): Promise<{ program: EdgeHouse['program']; server: Server }> {
  const program: EdgeHouse['program'] = { url: '', seen: [], handle: (call, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ asked: call.url, body: call.body })) };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      const call = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces).toString() };
      program.seen.push(call);
      program.handle(call, response);
    });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  program.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { program, server };
}
