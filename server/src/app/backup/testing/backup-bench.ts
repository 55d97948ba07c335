import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { type Config, loadConfig } from '#kernel/config.ts';
import { openDatabase, type Database } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import { dropTestDatabase } from '#kernel/testing/database.ts';
import { backUp, type BackedUp } from '../back-up.ts';
import { listTables } from '../tables.ts';

/** A place to be backed up or restored into: a database of its own on the tests' server, a data folder, a lake. */
export interface Home { config: Config; url: string; db: Database; lake: ObjectStore; close(): Promise<void> }

let serial = 0;

/** An empty home. */
export async function openHome(root: string): Promise<Home> {
  const server = process.env['SAPHAN_TEST_DATABASE_URL'] as string;
  const name = `backup_${process.pid}_${Date.now().toString(36)}_${serial++}`;
  await once(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataDir = join(root, name);
  mkdirSync(join(dataDir, 'keys'), { recursive: true });
  const config = { ...loadConfig({ SAPHAN_DATA_DIR: dataDir, SAPHAN_LOG_LEVEL: 'silent' }), databaseUrl: url.href, objectsUrl: pathToFileURL(join(dataDir, 'objects')).href };
  const db = openDatabase(url.href, { log: openLog('test', 'silent'), size: 3 });
  const lake = await openObjectStore(config.objectsUrl, { cacheFolder: join(dataDir, 'cache') });
  return { config, url: url.href, db, lake, close: async () => { await db.close(); await dropTestDatabase(server, name); } };
}

/** A folder of a test's own for homes and backups. */
export function makeRoot(): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'saphan-backup-'));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export function writeKey({ config }: Home): void {
  writeFileSync(config.masterKeyFile, Buffer.alloc(32, 7), { mode: 0o600 });
}

/** Backs a home up into a folder. */
export async function backUpInto(home: Home, folder: string, withKey = false): Promise<BackedUp & { place: ObjectStore }> {
  const place = await openObjectStore(folder, { cacheFolder: join(folder, 'cache') });
  return { place, ...await backUp({ config: home.config, db: home.db, lake: home.lake, place, folder, withKey }) };
}

/** Every table of a register as a hash of its rows, whatever their order; `without` names columns that may differ. */
export async function fingerprint(db: Database, without: readonly string[] = []): Promise<Record<string, string>> {
  const client = await db.connect();
  try {
    const prints: Record<string, string> = {};
    for (const { name, columns } of await listTables(client)) {
      const told = columns.filter((column) => !without.includes(`${name}.${column}`));
      const { rows } = await client.query(`select (t.*)::text as row from (select ${told.join(', ')} from ${name}) t order by 1`);
      prints[name] = `${rows.length} ${createHash('sha256').update(rows.map(({ row }) => row).join('\n')).digest('hex')}`;
    }
    return prints;
  } finally {
    client.release();
  }
}

async function once(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
