import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { moduleFolders } from '../../server/src/app/module-folders.ts';
import { findFreePort } from '../../server/src/app/free-port.ts';
import { prepareCluster } from '../../server/src/app/postgres/cluster.ts';
import { type PostgresServer, startPostgres } from '../../server/src/app/postgres/server.ts';
import { V8_OPTIONS } from '../../server/src/app/supervised-child.ts';
import { cloneRoot } from '../../server/src/kernel/config.ts';
import { type Database, openDatabase } from '../../server/src/kernel/db.ts';
import { openLog } from '../../server/src/kernel/log.ts';
import { migrate } from '../../server/src/kernel/migrate.ts';
import { newSystem, signedHeaders, type SigningSystem } from '../../server/src/modules/exchange/testing/signing-system.ts';
import { addAgreement, addKey, addService, addSystem, runOn } from '../../server/src/modules/exchange/testing/trusted-rows.ts';

export const TARGET = '/x/people/people';
const NUMBER = 'SA-2569-0001';
const body = JSON.stringify({ q: 'x'.repeat(1000) });

/** A register with one agreement, a provider's server, and the house's own web process before it. PostgreSQL is durable. */
export interface ExchangeHouse {
  readonly db: Database; readonly port: number; readonly backendPort: number; readonly consumer: SigningSystem;
  /** The bytes of a request that nobody signed before. */
  signed(): Buffer;
  /** The same request without a signature. */
  plain(): Buffer;
  startWeb(): Promise<void>;
  /** CPU-seconds that each process used until now. */
  cpuSeconds(): { gateway: number; register: number; provider: number; caller: number };
  killWeb(): void;
  killPostgres(): Promise<void>;
  helper(file: string, ...args: string[]): Promise<number>;
  close(): Promise<void>;
}

export async function openExchangeHouse(): Promise<ExchangeHouse> {
  const { folder, dataDir } = makeFolder();
  const cluster = await prepareCluster(dataDir, { durable: true });
  const logFile = join(folder, 'postgres.log');
  let server: PostgresServer = await startPostgres(cluster, { logFile });
  const db = openDatabase(server.url, { log: openLog('bench', 'silent') });
  await migrate(db, moduleFolders);
  const children: ChildProcess[] = [];
  const helper = (file: string, ...args: string[]) => startHelper(children, file, args);
  const backendPort = await helper('backend.ts');
  const consumer = newSystem('TH/GOV/doae/farm');
  await fill(db, consumer, backendPort);
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(SAPHAN_|DATABASE_URL$|PG)/.test(name))), DATABASE_URL: server.url, SAPHAN_DATA_DIR: dataDir, SAPHAN_PUBLIC_URL: origin, SAPHAN_PORT: String(port), SAPHAN_SAMPLE: 'off', SAPHAN_LOG_LEVEL: 'silent', SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1' };
  let web: ChildProcess | null = null;
  return {
    db, port, backendPort, consumer, helper,
    signed: () => bytesOf(signedHeaders(consumer, { method: 'POST', target: TARGET, origin, agreement: NUMBER, body, lifeS: 300 })),
    plain: () => bytesOf({ host: `localhost:${port}`, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    async startWeb() {
      web = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...V8_OPTIONS['web'] ?? [], join(cloneRoot, 'server/src/main.ts'), 'web'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
      await waitForWeb(port);
    },
    cpuSeconds: () => ({ gateway: cpuOf(web?.pid), register: cpuOfFamily(Number(server.pid)), provider: cpuOf(children[0]?.pid), caller: cpuOf(process.pid) }),
    killWeb: () => { web?.kill('SIGKILL'); },
    async killPostgres() {
      process.kill(Number(server.pid), 'SIGKILL');
      await server.ended;
      server = await startPostgres(cluster, { logFile, port: server.port });
    },
    async close() {
      web?.kill('SIGTERM');
      for (const child of children) child.kill('SIGTERM');
      await db.close().catch(() => undefined);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const bytesOf = (headers: Record<string, string>): Buffer => Buffer.from(`POST ${TARGET} HTTP/1.1\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);

function makeFolder(): { folder: string; dataDir: string } {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'keys'), { recursive: true });
  return { folder, dataDir };
}

/** A process that prints its port. */
async function startHelper(children: ChildProcess[], file: string, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(cloneRoot, 'bench/exchange-parts', file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return Number(await new Promise<string>((resolve) => { child.stdout.once('data', (said: Buffer) => resolve(said.toString())); }));
}

async function waitForWeb(port: number): Promise<void> {
  const ready = () => fetch(`http://127.0.0.1:${port}/readyz`).then((reply) => reply.ok, () => false);
  for (const until = Date.now() + 120_000; !await ready(); await sleep(50)) if (Date.now() > until) throw new Error('web did not come up');
}

async function fill(db: Database, consumer: SigningSystem, backendPort: number): Promise<void> {
  const run = runOn(db);
  const asking = await addSystem(run, 'doae', 'farm');
  const answering = await addSystem(run, 'rid', 'people');
  await addKey(run, asking, { kid: consumer.kid, jwk: consumer.jwk });
  const serviceId = await addService(run, answering, { slug: 'people', upstreamUrl: `http://127.0.0.1:${backendPort}`, timeoutMs: 30_000 });
  await addAgreement(run, { number: NUMBER, consumer: 'doae', provider: 'rid', systemId: asking, serviceId, terms: { quotaPerDay: 100_000_000, ratePerSecond: 1_000_000 } });
}

const TICKS = 100;

function cpuOf(pid: number | undefined, ofChildren = false): number {
  const fields = readProc(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[ofChildren ? 13 : 11] ?? 0) + Number(fields[ofChildren ? 14 : 12] ?? 0)) / TICKS;
}

/** Of a process, its children that ended, and those that live. */
function cpuOfFamily(pid: number): number {
  const living = readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map((child) => cpuOf(Number(child)));
  return living.reduce((all, each) => all + each, cpuOf(pid) + cpuOf(pid, true));
}

function readProc(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
