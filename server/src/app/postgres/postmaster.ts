import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, findProcess, type ProcessMark, readCommandLine, waitForEnd } from '../processes.ts';

const FAST_SHUTDOWN_MS = 20_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;

/** What PostgreSQL writes about itself into postmaster.pid: process, port and state. */
export interface Postmaster { readonly process: ProcessMark; readonly port: number; readonly ready: boolean }

/** The PostgreSQL that serves a cluster now, or null. The command line is checked, so a reused process number is not mistaken for it. */
export function findPostmaster(clusterDir: string): Postmaster | null {
  const lines = readPidFile(clusterDir);
  const mark = findProcess(Number(lines[0]));
  if (!mark || !servesCluster(mark.pid, clusterDir)) return null;
  return { process: mark, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Ends a PostgreSQL that outlived its supervisor, and removes a postmaster.pid that names somebody else's process. */
export async function endOrphanPostmaster(clusterDir: string): Promise<void> {
  const postmaster = findPostmaster(clusterDir);
  if (postmaster) return endPostmaster(postmaster.process);
  const pid = Number(readPidFile(clusterDir)[0]);
  // PostgreSQL itself replaces the file of a dead process, after looking for backends that still run; only a reused number misleads it.
  if (findProcess(pid)) rmSync(join(clusterDir, 'postmaster.pid'), { force: true });
}

/** Fast shutdown, then immediate (the next start replays the log), then kill. */
export async function endPostmaster(postmaster: ProcessMark): Promise<void> {
  try {
    process.kill(postmaster.pid, 'SIGINT');
  } catch {
    return;
  }
  if (await waitForEnd(postmaster, FAST_SHUTDOWN_MS)) return;
  await endProcess(postmaster, 'SIGQUIT', IMMEDIATE_SHUTDOWN_MS);
}

function readPidFile(clusterDir: string): string[] {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function servesCluster(pid: number, clusterDir: string): boolean {
  const command = readCommandLine(pid);
  return /\bpostgres\b/.test(command) && [clusterDir, realpathSync(clusterDir)].some((dir) => command.includes(`-D ${dir} `));
}
