import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../free-port.ts';
import { findProcess } from '../processes.ts';
import { type Cluster, postgresFailed } from './cluster.ts';
import { ensureDatabase } from './database.ts';
import { endOrphanPostmaster, endPostmaster, findPostmaster } from './postmaster.ts';

export interface PostgresServer {
  readonly pid: number;
  readonly port: number;
  /** `postgres://saphan:…@127.0.0.1:port/saphan`. */
  readonly url: string;
  /** Settles when PostgreSQL has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Fast shutdown: sessions are cut, everything committed is on disk. */
  stop(): Promise<void>;
}

/**
 * The shell becomes PostgreSQL; a grandchild waits for the end of the pipe from Saphan. When Saphan is gone, even by
 * `kill -9`, PostgreSQL gets a fast shutdown and nothing is left running.
 */
const KEEPER = `( ( IFS= read -r word <&3; [ "$word" = ended ] || kill -INT $$ ) & )
exec 3<&-
exec "$@"`;
const READY_PATIENCE_MS = 10 * 60_000; // replaying the log after a crash can take minutes
const HANDOVER_MS = 15_000; // backends of a killed server need a moment to notice
const TEMPORARY = /pre-existing shared memory block|lock file ".*" already exists/;

/**
 * Starts PostgreSQL on a cluster and waits until it takes connections.
 *
 * @param options.port port to take again if it is free, so that clients find the server where it was.
 * @throws {StartProblem} `postgres-failed` with the last log lines.
 */
export async function startPostgres(cluster: Cluster, options: { logFile: string; port?: number }): Promise<PostgresServer> {
  const until = Date.now() + HANDOVER_MS;
  for (;;) {
    await endOrphanPostmaster(cluster.dir);
    const port = await findFreePort(options.port);
    const logStart = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
    const child = launch(cluster, port, options.logFile);
    const ended = new Promise<void>((resolve) => { child.once('exit', () => { pipeTo(child)?.end('ended\n'); resolve(); }); });
    if (await waitForReady(cluster, child)) {
      const url = await ensureDatabase(port, cluster.password);
      return { pid: child.pid as number, port, url, ended, stop: () => stop(child, ended) };
    }
    await stop(child, ended);
    const log = readFileSync(options.logFile).subarray(logStart).toString();
    if (!TEMPORARY.test(log) || Date.now() > until) throw postgresFailed(log);
    await sleep(300);
  }
}

function launch(cluster: Cluster, port: number, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o640);
  const as = cluster.account ? { uid: cluster.account.uid, gid: cluster.account.gid } : {};
  const postgres = join(cluster.binaries.home, 'bin', 'postgres');
  try {
    // A session of its own: Ctrl-C in the terminal must reach Saphan first, so that workers drain before the database goes.
    const child = spawn('/bin/sh', ['-c', KEEPER, 'saphan-postgres', postgres, '-D', cluster.dir, '-p', String(port)], {
      cwd: '/', detached: true, stdio: ['ignore', log, log, 'pipe'], env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }, ...as,
    });
    child.on('error', () => undefined);
    pipeTo(child)?.on('error', () => undefined);
    return child;
  } finally {
    closeSync(log);
  }
}

const pipeTo = (child: ChildProcess) => child.stdio[3] as Writable | undefined;

/** False when the process ended, or never became ready. */
async function waitForReady(cluster: Cluster, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + READY_PATIENCE_MS;
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined && Date.now() < until) {
    const postmaster = findPostmaster(cluster.dir);
    if (postmaster?.ready && postmaster.process.pid === child.pid) return true;
    await sleep(15);
  }
  return false;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const mark = child.pid === undefined || child.exitCode !== null || child.signalCode !== null ? null : findProcess(child.pid);
  if (!mark) return;
  await endPostmaster(mark);
  await ended;
}
