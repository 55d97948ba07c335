import { createGunzip, createGzip } from 'node:zlib';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { type ObjectStore } from '#kernel/objects.ts';
import { measuring } from '#kernel/objects/spool.ts';
import { BACKUPS, type BackupRecord, damaged, type KeptFile, OBJECTS } from './backup-record.ts';
import { backupProblem } from './problems.ts';

export interface CopiedObjects { readonly count: number; readonly totalBytes: number; readonly copied: number; readonly copiedBytes: number; readonly list: KeptFile; readonly kept: ReadonlyMap<string, string> }

/** Reads every byte of a stored file. @returns null when it is not there. */
export async function measureObject(place: ObjectStore, key: string): Promise<{ sha256: string; bytes: number } | null> {
  if (!await place.stat(key)) return null;
  const { stage, result } = measuring();
  const stream = (await place.get(key)).pipe(stage);
  stream.resume();
  await finished(stream);
  return result();
}

/**
 * Brings every object of the lake into the place of backups; those that an earlier backup brought are not copied again: an object is never changed under its key.
 * What was copied is read back and compared before it counts.
 *
 * @param known hashes of what earlier backups hold, by key.
 * @throws `backup.object-differs`.
 */
export async function copyObjects(lake: ObjectStore, place: ObjectStore, id: string, known: ReadonlyMap<string, KeptFile>): Promise<CopiedObjects> {
  const packed = createGzip({ level: 3 });
  const key = `${BACKUPS}${id}/objects.ndjson.gz`;
  const listed = place.put(key, packed);
  listed.catch((error: Error) => packed.destroy(error));
  const kept = new Map<string, string>();
  let [totalBytes, copied, copiedBytes] = [0, 0, 0];
  for await (const object of lake.list('')) {
    const before = known.get(object.key);
    const here = before?.bytes === object.bytes && (await place.stat(OBJECTS + object.key))?.bytes === object.bytes;
    const file = here ? before : await copyOne(lake, place, object.key);
    if (!file) continue; // retention removed it while it was listed
    if (!here) { copied += 1; copiedBytes += file.bytes; }
    totalBytes += file.bytes;
    kept.set(file.key, file.sha256);
    if (!packed.write(`${JSON.stringify(file)}\n`)) await once(packed, 'drain');
  }
  packed.end();
  return { count: kept.size, totalBytes, copied, copiedBytes, list: { key, ...await listed }, kept };
}

async function copyOne(lake: ObjectStore, place: ObjectStore, key: string): Promise<KeptFile | null> {
  if (!await lake.stat(key)) return null;
  const stored = await place.put(OBJECTS + key, await lake.get(key));
  const back = await measureObject(place, OBJECTS + key);
  if (back?.sha256 !== stored.sha256) throw backupProblem('object-differs', { key, detailTh: key, detailEn: key });
  return { ...stored, key };
}

/** The objects of a backup, as its list names them. @throws `backup.damaged` when the list is not what it was. */
export async function *readObjectList(place: ObjectStore, { objects }: BackupRecord): AsyncIterable<KeptFile> {
  if ((await measureObject(place, objects.key))?.sha256 !== objects.sha256) throw damaged([objects.key]);
  const lines = createInterface({ input: (await place.get(objects.key)).pipe(createGunzip()), crlfDelay: Infinity });
  for await (const line of lines) yield JSON.parse(line) as KeptFile;
}

/**
 * Puts the objects of a backup into a lake, each under its hash. Objects that are there and equal stay; anything else in the lake is in the way.
 *
 * @throws `backup.place-taken` for a foreign object, `backup.damaged` naming every file that is missing or differs.
 */
export async function restoreObjects(place: ObjectStore, lake: ObjectStore, record: BackupRecord): Promise<number> {
  const wrong: string[] = [];
  const wanted = new Set<string>();
  for await (const { key, sha256, bytes } of readObjectList(place, record)) {
    wanted.add(key);
    if ((await lake.stat(key))?.bytes === bytes && (await measureObject(lake, key))?.sha256 === sha256) continue;
    const put = await place.get(OBJECTS + key).then((stream) => lake.put(key, stream, { expectSha256: sha256 })).catch((error: { code?: string }) => {
      if (error.code === 'kernel.object-corrupt' || error.code === 'kernel.object-missing') return null;
      throw error;
    });
    if (!put) wrong.push(OBJECTS + key);
  }
  if (wrong.length > 0) throw damaged(wrong);
  return wanted.size;
}

/** @throws `backup.place-taken` when the lake holds an object that the backup does not name. */
export async function assertNoForeignObject(place: ObjectStore, lake: ObjectStore, record: BackupRecord): Promise<void> {
  const wanted = new Set<string>();
  for await (const { key } of readObjectList(place, record)) wanted.add(key);
  for await (const { key } of lake.list('')) {
    if (!wanted.has(key)) throw backupProblem('place-taken', { detailTh: `คลังไฟล์มี ${key} อยู่แล้ว`, detailEn: `the object store holds ${key}` });
  }
}
