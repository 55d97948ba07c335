import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { moduleFolders } from '../../../server/src/app/module-folders.ts';
import { buildPage } from '../../../server/src/app/page-build.ts';
import { type Instance, makeDataDir, startInstance, startOneProcess } from '../../../server/src/app/testing/instance.ts';
import type { Database } from '../../../server/src/kernel/db.ts';
import { testDatabase } from '../../../server/src/kernel/testing/database.ts';

/** A server that a journey walks through. */
export interface Stage { readonly instance: Instance; readonly dataDir: string; /** The house's database; null where the house keeps its own. */ readonly db: Database | null; remove(): Promise<void> }

const QUIET = { SAPHAN_LOG_LEVEL: 'warn' };

/** One process on a database cloned from the run's migrated template: a start costs a third of what `saphan up` does, and journeys are many. @param done steps of the first start that count as done. */
export async function startStage(settings: Record<string, string>, done: readonly string[]): Promise<Stage> {
  await bringPage();
  const database = await testDatabase(moduleFolders);
  const data = makeDataDir();
  if (done.length > 0) writeFileSync(join(data.dir, 'first-start.json'), JSON.stringify({ done }));
  const instance = await startOneProcess(data.dir, database.url, { ...QUIET, ...settings });
  return { instance, dataDir: data.dir, db: database.db, remove: async () => { data.remove(); await database.close(); } };
}

/** `saphan up` with its page, as people start it. */
export async function startStageOfAll(settings: Record<string, string>): Promise<Stage> {
  const data = makeDataDir();
  const instance = await startInstance(data.dir, { ...QUIET, ...settings }, []);
  return { instance, dataDir: data.dir, db: null, remove: async () => data.remove() };
}

/** Builds the page when it is missing or old; the run's workers do it once, one after another. */
async function bringPage(): Promise<void> {
  const client = new Client({ connectionString: process.env['SAPHAN_TEST_DATABASE_URL'] });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('the page of the journeys'))");
    await buildPage(new AbortController().signal);
  } finally {
    await client.end();
  }
}
