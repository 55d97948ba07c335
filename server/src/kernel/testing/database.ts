import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openDatabase, type Database } from '../db.ts';
import { openLog } from '../log.ts';
import { kernelMigrations, migrate, type Migratable } from '../migrate.ts';

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
  const template = nameTemplate(modules);
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
      await dropTestDatabase(server, name);
    },
  };
}

const DROP_TRIES = 100;
const DROP_PAUSE_MS = 100;

/** Drops a database on the tests' server, whoever still speaks with it. */
export const dropTestDatabase = (server: string, name: string): Promise<void> => withServer(server, (client) => drop(client, name));

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

/** A name of what is migrated: other migrations have another template, also on a server that outlives the run. */
function nameTemplate(modules: readonly Migratable[]): string {
  const hash = createHash('sha256');
  for (const { name, migrations } of [kernelMigrations, ...modules]) {
    hash.update(name);
    for (const file of readdirSync(migrations).sort()) hash.update(file).update(readFileSync(new URL(file, migrations)));
  }
  return `template_${hash.digest('hex').slice(0, 24)}`;
}

/** Migrates the template once; it takes its name when it is whole. */
async function ensureTemplate(client: Client, server: string, template: string, modules: readonly Migratable[]): Promise<void> {
  // Held until the client ends: the workers of one run make the template once.
  await client.query('select pg_advisory_lock(hashtext($1))', [template]);
  if ((await client.query('select 1 from pg_database where datname = $1', [template])).rowCount) return;
  const unready = template.replace('template', 'unready');
  await drop(client, unready);
  await client.query(`create database ${unready}`);
  const db = openDatabase(urlOf(server, unready), { log: quiet, size: 1 });
  try {
    await migrate(db, modules);
  } finally {
    await db.close();
  }
  await client.query(`alter database ${unready} rename to ${template}`);
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
