import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#kernel/config.ts';
import { prepareDataDir } from './data-dir.ts';
import { StartProblem } from './exit.ts';
import { findHolder, takeInstanceLock } from './instance-lock.ts';
import { findClusterDir, prepareCluster } from './postgres/cluster.ts';
import { databaseAddress } from './postgres/database.ts';
import { findPostmaster } from './postgres/postmaster.ts';
import { startPostgres } from './postgres/server.ts';

/**
 * The database to work with: the one `DATABASE_URL` names, else that of the instance now running on the data folder.
 *
 * @throws {StartProblem} `database-needed` when neither is there.
 */
export function findDatabaseUrl(config: Config): string {
  const url = config.databaseUrl ?? findRunningDatabase(config);
  if (url) return url;
  throw new StartProblem('database-needed',
    'ยังไม่มีฐานข้อมูลทำงานอยู่ — เริ่มด้วย saphan up หรือตั้ง DATABASE_URL', 'No database is running; start it with saphan up, or set DATABASE_URL.');
}

/** Runs `work` against the database, starting the embedded one for as long as that takes when no instance runs. */
export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  const url = config.databaseUrl ?? findRunningDatabase(config);
  if (url) return work(url);
  prepareDataDir(config);
  const lock = await takeInstanceLock(config.dataDir);
  try {
    const cluster = await prepareCluster(config.dataDir, { durable: true });
    const server = await startPostgres(cluster, { logFile: join(config.dataDir, 'logs', 'postgres.log') });
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    lock.release();
  }
}

/** Address of the embedded PostgreSQL that a running instance keeps, or null. */
export function findRunningDatabase(config: Config): string | null {
  const passwordFile = join(config.dataDir, 'pg-password');
  if (!existsSync(passwordFile) || !findHolder(config.dataDir)) return null;
  const postmaster = findPostmaster(findClusterDir(config.dataDir));
  return postmaster?.ready ? databaseAddress(postmaster.port, readFileSync(passwordFile, 'utf8').trim()) : null;
}
