import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { audit } from '#kernel/audit.ts';
import type { Config } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import { MIGRATION_LOCK } from '#kernel/migrate.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import { theHouse } from '#kernel/policy.ts';
import { listKeptReleases } from '#modules/lake/index.ts';
import { version } from '../version.ts';
import { BACKUPS, type BackupRecord, commitRecord, type KeptFile, listBackups, readRecord } from './backup-record.ts';
import { copyObjects, readObjectList } from './copy-objects.ts';
import { exportRegister } from './export-register.ts';
import { backupProblem } from './problems.ts';

const BACKUP_LOCK = MIGRATION_LOCK + 1;
/** Small files of the data folder that tell a start what has been done already. */
export const NOTES = ['first-start.json', 'sample-progress.json', 'demo-accounts.json'];

export interface BackingUp {
  readonly config: Config;
  readonly db: Database;
  readonly lake: ObjectStore;
  readonly place: ObjectStore;
  /** Folder of the place when it is one: the key in it is closed to others. */
  readonly folder: string | null;
  readonly withKey: boolean;
}

export interface BackedUp { readonly record: BackupRecord; readonly copied: number; readonly copiedBytes: number }

/**
 * Makes one complete backup: the register in one snapshot, then the objects, then the record that says it is complete. Killed at any moment, it leaves none.
 *
 * @throws `backup.busy`, `backup.object-differs`.
 */
export async function backUp(asked: BackingUp): Promise<BackedUp> {
  const client = await asked.db.connect();
  try {
    await takeTurn(client);
    await sweepHalves(asked.place);
    const id = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(2).toString('hex')}`;
    // The register first: an object that no row names is harmless, a row whose object is missing is not.
    const register = await exportRegister(client, asked.place, id);
    const objects = await copyObjects(asked.lake, asked.place, id, await listKnown(asked.place));
    const { releases, missing } = await listMissing(asked.db, objects.kept);
    const record: BackupRecord = {
      form: 1, id, madeAt: new Date().toISOString(), version, ...register, releases, missing,
      objects: { ...objects.list, count: objects.count, totalBytes: objects.totalBytes },
      notes: readNotes(asked.config), keyMark: markOfKey(asked.config.masterKeyFile), key: asked.withKey ? await keepKey(asked, id) : null,
    };
    await commitRecord(asked.place, record);
    await asked.db.tx((tx) => audit(tx, theHouse, 'system.backup-made', `backup:${id}`, { objects: objects.count, bytes: objects.totalBytes, copied: objects.copied, releases, missing: missing.length, withKey: asked.withKey }));
    return { record, copied: objects.copied, copiedBytes: objects.copiedBytes };
  } finally {
    await client.query('select pg_advisory_unlock_all()').then(() => client.release(), (error: Error) => client.release(error));
  }
}

/** One backup at a time, and none while the register changes its shape. */
async function takeTurn(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [BACKUP_LOCK]);
  if (!rows[0]?.taken) throw backupProblem('busy');
  await client.query('select pg_advisory_lock_shared($1)', [MIGRATION_LOCK]);
}

/** What a killed backup left: files of an id without a record, and half-written ones. */
async function sweepHalves(place: ObjectStore): Promise<void> {
  await place.sweepUnfinished(new Date());
  const complete = new Set(await listBackups(place));
  for await (const { key } of place.list(BACKUPS)) if (!complete.has(key.split('/')[1] as string)) await place.delete(key);
}

/** Hashes of objects that the newest backup holds. */
async function listKnown(place: ObjectStore): Promise<Map<string, KeptFile>> {
  const known = new Map<string, KeptFile>();
  const newest = (await listBackups(place))[0];
  if (newest === undefined) return known;
  // A damaged list only costs copying anew.
  try {
    for await (const file of readObjectList(place, await readRecord(place, newest))) known.set(file.key, file);
  } catch {
    known.clear();
  }
  return known;
}

/** Files of releases that the backup lacks, or holds otherwise than their manifest says. */
async function listMissing(db: Database, kept: ReadonlyMap<string, string>): Promise<{ releases: number; missing: string[] }> {
  const missing: string[] = [];
  let releases = 0;
  for await (const { manifest } of listKeptReleases(db)) {
    releases += 1;
    for (const { key, sha256 } of manifest.files) if (kept.get(key) !== sha256) missing.push(key);
  }
  return { releases, missing };
}

function readNotes({ dataDir }: Config): Record<string, string> {
  return Object.fromEntries(NOTES.filter((name) => existsSync(join(dataDir, name))).map((name) => [name, readFileSync(join(dataDir, name), 'utf8')]));
}

/** Tells one key from another; nobody finds the key by it. */
export function markOfKey(file: string): string | null {
  return existsSync(file) ? createHmac('sha256', readFileSync(file)).update('saphan backup').digest('hex').slice(0, 16) : null;
}

async function keepKey({ config, place, folder }: BackingUp, id: string): Promise<KeptFile | null> {
  if (!existsSync(config.masterKeyFile)) return null;
  const key = `${BACKUPS}${id}/master.key`;
  const stored = await place.put(key, readFileSync(config.masterKeyFile));
  if (folder !== null) chmodSync(join(folder, key), 0o600);
  return { key, ...stored };
}
