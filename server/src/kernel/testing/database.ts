import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openDatabase, type Database } from '../db.ts';
import { openLog } from '../log.ts';
import { migrate, type Migratable } from '../migrate.ts';

const quiet = openLog('test', 'silent');
let serial = 0;

/** A database of a test's own, cloned from a migrated template (about 60 ms). */
export interface TestDatabase { db: Database; url: string; close(): Promise<void> }

/**
 * Clones the migrated template on the test run's PostgreSQL (`SAPHAN_TEST_DATABASE_URL`, set by the suite's global set-up).
 *
 * @param modules what to migrate; databases with the same modules share a template.
 */
export async function testDatabase(modules: readonly Migratable[]): Promise<TestDatabase> {
  const server = process.env['SAPHAN_TEST_DATABASE_URL'];
  if (!server) throw new TypeError('SAPHAN_TEST_DATABASE_URL is not set: run tests through vitest.config.ts');
  const template = `template_${modules.map((module) => module.name).join('_') || 'kernel'}`;
  const name = `test_${process.pid}_${Date.now().toString(36)}_${serial++}`;
  await withServer(server, async (client) => {
    await ensureTemplate(client, server, template, modules);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  const url = urlOf(server, name);
  const db = openDatabase(url, { log: quiet, size: 4 });
  return {
    db, url,
    async close() {
      await db.close();
      await withServer(server, (client) => drop(client, name));
    },
  };
}

const DROP_TRIES = 100;
const DROP_PAUSE_MS = 100;

/** PostgreSQL 18 lets no ordinary role end an autovacuum worker that happens to be at work in the database (42501): it is soon through. */
async function drop(client: Client, name: string): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await client.query(`drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || tried === DROP_TRIES) throw error;
      await sleep(DROP_PAUSE_MS);
    }
  }
}

async function ensureTemplate(client: Client, server: string, template: string, modules: readonly Migratable[]): Promise<void> {
  // Held until the client ends: the workers of one run make the template once.
  await client.query('select pg_advisory_lock(hashtext($1))', [template]);
  const found = await client.query('select 1 from pg_database where datname = $1', [template]);
  if (found.rowCount === 0) await client.query(`create database ${template}`);
  const db = openDatabase(urlOf(server, template), { log: quiet, size: 1 });
  try {
    await migrate(db, modules);
  } finally {
    await db.close();
  }
}

async function withServer<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
