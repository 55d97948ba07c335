// A bare house for benches: embedded PostgreSQL, migrated, with a worker process of its own; nothing of the page.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openLinkagePorts } from '../server/src/app/house.ts';
import { moduleFolders } from '../server/src/app/module-folders.ts';
import { prepareCluster } from '../server/src/app/postgres/cluster.ts';
import { type PostgresServer, startPostgres } from '../server/src/app/postgres/server.ts';
import { cloneRoot, loadConfig } from '../server/src/kernel/config.ts';
import { type Database, openDatabase } from '../server/src/kernel/db.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { migrate } from '../server/src/kernel/migrate.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { createDataset } from '../server/src/modules/catalog/index.ts';
import { agreeContract, type LinkagePorts } from '../server/src/modules/linkage/index.ts';

const RESTART_MS = 100;

export interface BenchHouse {
  folder: string;
  server: PostgresServer;
  db: Database;
  ports: LinkagePorts;
  /** Starts a worker process; its peak memory is read from the kernel. */
  startWorker(): BenchWorker;
  /** Starts PostgreSQL again on the same port after it was killed. */
  restartServer(): Promise<void>;
  addDataset(slug: string, contractYaml: string): Promise<{ id: number; slug: string }>;
  close(): Promise<void>;
}

export interface BenchWorker { child: ChildProcess; peakMb(): number; stop(): Promise<void> }

/** Opens a house in a temporary folder. Durable settings: what is measured is what a ministry runs. */
export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-bench-'));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const cluster = await prepareCluster(dataDir, { durable: true });
  const logFile = join(folder, 'postgres.log');
  const log = openLog('bench', 'silent');
  let server = await startPostgres(cluster, { logFile });
  const url = server.url;
  const env = { ...process.env, DATABASE_URL: url, SAPHAN_DATA_DIR: dataDir };
  const db = openDatabase(url, { log });
  await grantMeasuring(url);
  await migrate(db, moduleFolders);
  const config = { ...loadConfig(env), databaseUrl: url };
  const ports = await openLinkagePorts({ config, db, log });
  return {
    folder, db, ports,
    get server() { return server; },
    startWorker: () => startWorker(env),
    async restartServer() { await server.ended; server = await startPostgres(cluster, { logFile, port: server.port }); },
    addDataset: (slug, yaml) => db.tx(async (tx) => {
      const dataset = await createDataset(tx, theHouse, { slug, agencyId: 'ops', titleTh: slug, titleEn: slug });
      await agreeContract(tx, theHouse, dataset, yaml, null);
      return dataset;
    }),
    async close() {
      await db.close().catch(() => undefined);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The yardstick is COPY by the server from a file, after a checkpoint: both need rights the product's own role does not have. */
async function grantMeasuring(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replaceAll('saphan', 'postgres') });
  await client.connect();
  await client.query('grant pg_read_server_files, pg_checkpoint to saphan');
  await client.end();
}

/** Starts a worker and starts it again whenever it ends, as the supervisor does: one that meets a dead database gives up at once. */
function startWorker(env: NodeJS.ProcessEnv): BenchWorker {
  let peak = 0;
  let stopping = false;
  let gone = Promise.resolve();
  const launch = (): ChildProcess => {
    const child = spawn(process.execPath, [join(cloneRoot, 'server/src/main.ts'), 'worker'], { env, stdio: ['pipe', 'ignore', 'ignore'] });
    gone = new Promise<void>((resolve) => child.once('exit', () => {
      resolve();
      if (!stopping) setTimeout(() => { if (!stopping) worker.child = launch(); }, RESTART_MS);
    }));
    return child;
  };
  const worker: BenchWorker = {
    child: launch(), peakMb: () => peak,
    async stop() { stopping = true; clearInterval(watch); worker.child.kill('SIGTERM'); await Promise.race([gone, sleep(20_000)]); },
  };
  const watch = setInterval(() => { peak = Math.max(peak, readPeakMb(worker.child.pid)); }, 200);
  return worker;
}

/** VmHWM: the most memory the process ever held, as the kernel counted it. */
function readPeakMb(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Waits until a run is over; gives its row. */
export async function waitForRun(db: Database, id: number, patienceMs = 900_000): Promise<{ state: string; release_number: number | null; progress: any; steps: any[]; counts: any; problem: any; attempt: number }> {
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    const row = await db.tx((tx) => tx.query('select state, release_number, progress, steps, counts, problem, attempt from linkage.run where id = $1', [id])).then(({ rows }) => rows[0]).catch(() => null);
    if (row && ['published', 'no_change', 'failed', 'held', 'cancelled', 'rejected', 'superseded'].includes(row.state)) return row;
    await sleep(25);
  }
  throw new Error(`run ${id} did not end`);
}

export const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
