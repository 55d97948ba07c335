import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { ObjectStore } from '#kernel/objects.ts';
import { backupProblem } from './problems.ts';

/** A file of a backup: where it lies in the place of backups, and what it must be. */
export interface KeptFile { readonly key: string; readonly sha256: string; readonly bytes: number }
/** One table as it was in the snapshot: COPY text, gzip. */
export interface KeptTable extends KeptFile { readonly table: string; readonly columns: readonly string[]; readonly rows: number }
export interface KeptSequence { readonly sequence: string; readonly value: string }
export interface AppliedMigration { readonly module: string; readonly name: string; readonly sha256: string }

/** What one backup holds. It is written last: a backup without it is none. */
export interface BackupRecord {
  readonly form: 1;
  /** Time in UTC and a random part; later ones sort behind. */
  readonly id: string;
  readonly madeAt: string;
  /** Release of Saphan that made it. */
  readonly version: string;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly KeptTable[];
  readonly sequences: readonly KeptSequence[];
  /** Transactions whose events some consumer has not heard yet. */
  readonly unheard: number;
  /** The list of the lake's objects, NDJSON in gzip: `{ key, sha256, bytes }`. */
  readonly objects: KeptFile & { readonly count: number; readonly totalBytes: number };
  /** Releases whose files are kept, and objects they name that the lake did not have. */
  readonly releases: number;
  readonly missing: readonly string[];
  /** Small files of the data folder, e.g. what the first start has done. */
  readonly notes: Readonly<Record<string, string>>;
  /** Tells whether a master key is the one in use then; says nothing else of it. */
  readonly keyMark: string | null;
  readonly key: KeptFile | null;
}

export const OBJECTS = 'objects/';
export const BACKUPS = 'backups/';
const recordKey = (id: string) => `${BACKUPS}${id}/backup.json`;
export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Writes the record with its own hash: with this the backup is complete. */
export async function commitRecord(place: ObjectStore, record: BackupRecord): Promise<void> {
  const body = JSON.stringify(record);
  await place.put(recordKey(record.id), Buffer.from(`{"sha256":"${sha256Of(body)}","backup":${body}}\n`));
}

/** Names of complete backups, newest first. */
export async function listBackups(place: ObjectStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const { key } of place.list(BACKUPS)) {
    const id = /^backups\/([^/]+)\/backup\.json$/.exec(key)?.[1];
    if (id) ids.push(id);
  }
  return ids.sort().reverse();
}

/**
 * Reads the record of a backup.
 * @param id the newest when left out.
 * @throws `backup.not-found`, `backup.damaged` when a byte of the record changed.
 */
export async function readRecord(place: ObjectStore, id?: string): Promise<BackupRecord> {
  const wanted = id ?? (await listBackups(place))[0];
  if (!wanted || !/^[0-9TZ]+-[0-9a-f]+$/.test(wanted) || !await place.stat(recordKey(wanted))) throw backupProblem('not-found', { detailTh: wanted ?? 'ยังไม่มีชุดใด', detailEn: wanted ?? 'none yet' });
  const whole = await text(await place.get(recordKey(wanted)));
  const [, sha256, body] = /^\{"sha256":"([0-9a-f]{64})","backup":(.*)\}\n$/s.exec(whole) ?? [];
  if (body === undefined || sha256Of(body) !== sha256) throw damaged([recordKey(wanted)]);
  return JSON.parse(body) as BackupRecord;
}

/** Names every file that is not what it was; the first twenty in words, all of them for programs. */
export function damaged(files: readonly string[]): Error {
  const shown = files.slice(0, 20).join(', ');
  return backupProblem('damaged', { files, detailTh: `${files.length} ไฟล์: ${shown}`, detailEn: `${files.length} files: ${shown}` });
}
