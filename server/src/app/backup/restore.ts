import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { audit } from '#kernel/audit.ts';
import type { Config } from '#kernel/config.ts';
import { openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import { theHouse } from '#kernel/policy.ts';
import { replaceFile } from '../replace-file.ts';
import { markOfKey, NOTES } from './back-up.ts';
import { type BackupRecord, damaged, sha256Of } from './backup-record.ts';
import { assertNoForeignObject, restoreObjects } from './copy-objects.ts';
import { assertEmptyRegister, importRegister } from './import-register.ts';
import { backupProblem } from './problems.ts';

export interface Restoring { readonly config: Config; readonly databaseUrl: string; readonly place: ObjectStore; readonly record: BackupRecord; readonly withoutKey: boolean }

/**
 * Brings a backup into an empty place. Objects come first and are compared with their hashes; the register comes in one transaction, so that a restore that was
 * killed leaves no register and may simply be asked for again.
 *
 * @throws `backup.place-taken`, `backup.damaged` with every file that differs, `backup.key-needed`, `backup.other-key`, `backup.newer`.
 */
export async function restore({ config, databaseUrl, place, record, withoutKey }: Restoring): Promise<void> {
  const db = openDatabase(databaseUrl, { log: openLog('restore', config.logLevel), size: 2 });
  try {
    const client = await db.connect();
    try {
      await assertEmptyRegister(client);
      await checkKey(config, record, withoutKey);
      const lake = await openObjectStore(config.objectsUrl, { cacheFolder: join(config.dataDir, 'cache') });
      await assertNoForeignObject(place, lake, record);
      await restoreObjects(place, lake, record);
      await importRegister(client, place, record);
    } finally {
      client.release(true);
    }
    await bringKey(config, place, record);
    for (const name of NOTES) if (record.notes[name] !== undefined) replaceFile(join(config.dataDir, name), record.notes[name], 0o600);
    await db.tx((tx) => audit(tx, theHouse, 'system.backup-restored', `backup:${record.id}`, { madeAt: record.madeAt, version: record.version }));
  } finally {
    await db.close();
  }
}

async function checkKey({ masterKeyFile }: Config, { keyMark, key }: BackupRecord, withoutKey: boolean): Promise<void> {
  if (keyMark === null) return;
  const here = markOfKey(masterKeyFile);
  if (here !== null && here !== keyMark) throw backupProblem('other-key', { detailTh: masterKeyFile, detailEn: masterKeyFile });
  if (here === null && key === null && !withoutKey) throw backupProblem('key-needed', { detailTh: masterKeyFile, detailEn: masterKeyFile });
}

async function bringKey({ masterKeyFile }: Config, place: ObjectStore, { key }: BackupRecord): Promise<void> {
  if (key === null || existsSync(masterKeyFile)) return;
  const bytes = await buffer(await place.get(key.key));
  if (sha256Of(bytes) !== key.sha256) throw damaged([key.key]);
  mkdirSync(dirname(masterKeyFile), { recursive: true, mode: 0o700 });
  writeFileSync(masterKeyFile, bytes, { mode: 0o600 });
}
