// A house for the benches of sign-on: embedded PostgreSQL as a ministry runs it, and real `saphan web` and `saphan worker` processes over it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../server/src/app/free-port.ts';
import { V8_OPTIONS } from '../server/src/app/supervised-child.ts';
import { moduleFolders } from '../server/src/app/module-folders.ts';
import { prepareCluster } from '../server/src/app/postgres/cluster.ts';
import { startPostgres } from '../server/src/app/postgres/server.ts';
import { cloneRoot } from '../server/src/kernel/config.ts';
import { type Database, openDatabase } from '../server/src/kernel/db.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { readOrCreateMasterKey } from '../server/src/kernel/master-key.ts';
import { migrate } from '../server/src/kernel/migrate.ts';
import { hashSecret } from '../server/src/kernel/tokens.ts';

export interface SignOnHouse {
  readonly folder: string;
  readonly db: Database;
  readonly masterKey: Buffer;
  /** Address that people know; every web process answers for it. */
  readonly publicUrl: string;
  /** Starts a web process; the first listens where the public address says. */
  startWeb(options?: { core?: number }): Promise<BenchProcess>;
  startWorker(): Promise<BenchProcess>;
  /** CPU-seconds that PostgreSQL used until now: its own process, those that ended, and those that serve now. */
  registerCpuSeconds(): number;
  /** Service of the ministry's own that may ask for everything, live; its secret is `benchSecret`. */
  addClient(id: string, metadata: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

export interface BenchProcess {
  readonly port: number;
  /** Rejects when the process ends by itself. */
  readonly failed: Promise<never>;
  /** CPU-seconds used until now, all threads. */
  cpuSeconds(): number;
  /** Most memory ever held, as the kernel counted it. */
  peakMb(): number;
  stop(): Promise<void>;
}

export const benchSecret = 'a-secret-that-only-this-bench-knows';
const TICKS = 100;

/** Opens the house in a temporary folder. Nothing of the environment's own settings reaches it. */
export async function openSignOnHouse(): Promise<SignOnHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'keys'), { recursive: true });
  const cluster = await prepareCluster(dataDir, { durable: true });
  const server = await startPostgres(cluster, { logFile: join(folder, 'postgres.log') });
  const db = openDatabase(server.url, { log: openLog('bench', 'silent') });
  await migrate(db, moduleFolders);
  const first = await findFreePort();
  const publicUrl = `http://localhost:${first}`;
  const masterKeyFile = join(dataDir, 'keys', 'master.key');
  const env = {
    ...strangerEnv(), DATABASE_URL: server.url, SAPHAN_DATA_DIR: dataDir, SAPHAN_PUBLIC_URL: publicUrl, SAPHAN_SAMPLE: 'off', SAPHAN_TRUSTED_PROXIES: '127.0.0.1', SAPHAN_LOG_LEVEL: 'warn',
    SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1', SAPHAN_MASTER_KEY_FILE: masterKeyFile,
  };
  const running: BenchProcess[] = [];
  const start = async (name: 'web' | 'worker', port: number, core?: number) => {
    const one = launch(name, { ...env, SAPHAN_PORT: String(port) }, port, core);
    running.push(one);
    if (name === 'web') await Promise.race([waitForWeb(port), one.failed]);
    return one;
  };
  return {
    folder, db, publicUrl, masterKey: readOrCreateMasterKey(masterKeyFile),
    startWeb: async ({ core } = {}) => start('web', running.some(({ port }) => port === first) ? await findFreePort() : first, core),
    startWorker: () => start('worker', 0),
    registerCpuSeconds: () => readFamilyCpuSeconds(server.pid),
    addClient: (id, metadata) => addClient(db, id, metadata),
    async close() {
      await Promise.all(running.map((each) => each.stop()));
      await db.close();
      await server.stop();
      rmSync(dirname(cluster.dir), { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const strangerEnv = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(SAPHAN_|DATABASE_URL$|PG)/.test(name)));

function launch(name: string, env: NodeJS.ProcessEnv, port: number, core?: number): BenchProcess {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...V8_OPTIONS[name] ?? [], join(cloneRoot, 'server/src/main.ts'), name];
  const [program = '', ...args] = core === undefined || !canPin() ? node : ['taskset', '-c', String(core), ...node];
  const child: ChildProcess = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'pipe'] });
  const said: string[] = [];
  let stopping = false;
  child.stderr?.on('data', (chunk: Buffer) => { said.push(chunk.toString()); });
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const failed = gone.then(() => stopping ? new Promise<never>(() => undefined) : Promise.reject(new Error(`${name} ended by itself: ${said.join('').slice(-2000)}`)));
  failed.catch(() => undefined);
  return {
    port, failed, peakMb: () => readPeakMb(child.pid), cpuSeconds: () => readCpuSeconds(child.pid),
    async stop() { stopping = true; child.kill('SIGTERM'); await Promise.race([gone, sleep(10_000).then(() => child.kill('SIGKILL'))]); },
  };
}

async function waitForWeb(port: number): Promise<void> {
  const ready = () => fetch(`http://127.0.0.1:${port}/readyz`).then((reply) => reply.ok, () => false);
  for (const until = Date.now() + 180_000; !await ready();) {
    if (Date.now() > until) throw new Error(`web did not come up on ${port}`);
    await sleep(100);
  }
}

function readPeakMb(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readProc(pid, 'status'))?.[1] ?? 0) / 1024;
}

function readCpuSeconds(pid: number | undefined): number {
  const fields = readProc(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS;
}

/** Of a process, its children that ended, and those that live. */
function readFamilyCpuSeconds(pid: number): number {
  const fields = readProc(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  const ended = (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / TICKS;
  const living = readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map((child) => readCpuSeconds(Number(child)));
  return living.reduce((all, each) => all + each, readCpuSeconds(pid) + ended);
}

function readProc(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

let pinned: boolean | undefined;

/** Whether processes can be given a core of their own here. */
export function canPin(): boolean {
  pinned ??= availableParallelism() > 1 && tries(() => execFileSync('taskset', ['-p', String(process.pid)], { stdio: 'ignore' }));
  return pinned;
}

/** Keeps this process and whatever it starts from now on off the first core. Call before anything is started. */
export function leaveFirstCore(): boolean {
  return canPin() && tries(() => execFileSync('taskset', ['-acp', `1-${availableParallelism() - 1}`, String(process.pid)], { stdio: 'ignore' }));
}

function tries(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

async function addClient(db: Database, id: string, metadata: Record<string, unknown>): Promise<void> {
  await db.tx((tx) => tx.query(
    `insert into signon.client (id, name_th, name_en, state, tier, metadata, secret_hash, allowed_cidrs, created_by, approved_by) values ($1, 'บริการวัดผล', 'Measured service', 'live', 'first-party', $2, $3, '{127.0.0.0/8}', 'bench', 'bench')`,
    [id, JSON.stringify({ redirect_uris: [`https://${id}.example/callback`], ...metadata }), `sha256:${hashSecret(benchSecret).toString('base64url')}`]));
}

/** Adds people with one password; their user names. The hash is made once: each sign-in verifies it all the same. */
export async function addPeople(db: Database, count: number, hash: string): Promise<{ name: string; id: string }[]> {
  return db.tx(async (tx) => {
    const { rows } = await tx.query(
      `with person as (insert into organisations.person (given_th, family_th, given_en, family_en, created_by) select 'สมชาย', 'ลำดับ ' || n, 'Somchai', 'No ' || n, 'bench' from generate_series(1, $1::int) n returning id),
         account as (insert into identity.account (kind, person_id, user_name, display_name, state_changed_by, created_by) select 'person', id, 'u' || replace(id::text, '-', ''), 'สมชาย', 'bench', 'bench' from person returning id, user_name),
         password as (insert into identity.password (account_id, hash) select id, $2 from account)
       select id, user_name as name from account`, [count, hash]);
    return rows;
  });
}

export const quantile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;
/** A value that no other process of this bench has. */
export const anyText = (bytes = 12): string => randomBytes(bytes).toString('base64url');
