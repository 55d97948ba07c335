import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#kernel/config.ts';
import { type Database, isConnectionLoss, openDatabase } from '#kernel/db.ts';
import { type Log, openLog } from '#kernel/log.ts';
import { migrate } from '#kernel/migrate.ts';
import { Problem } from '#kernel/problem.ts';
import { moduleFolders } from './module-folders.ts';

const WAIT_MS = 60_000;
const PAUSE_MS = 250;

/** Brings the register to this release's shape. @returns the migrations applied now. */
export async function migrateRegister(url: string, config: Config): Promise<string[]> {
  const db = openDatabase(url, { log: openLog('migrate', config.logLevel), size: 2 });
  try {
    return await migrate(db, moduleFolders);
  } finally {
    await db.close();
  }
}

/** Opens the register and waits while PostgreSQL is starting or recovering. */
export async function openRegister(url: string, log: Log, size?: number): Promise<Database> {
  const db = openDatabase(url, { log, size });
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      await db.tx((tx) => tx.query('select 1'));
      return db;
    } catch (error) {
      if (Date.now() > until || !isLost(error)) {
        await db.close();
        throw error;
      }
      await sleep(PAUSE_MS);
    }
  }
}

const isLost = (error: unknown) => isConnectionLoss(error) || (error instanceof Problem && error.code === 'kernel.database-unavailable');
