import { mkdir } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { ObjectStore } from '#kernel/objects.ts';
import { keyOf, type ReleaseColumn } from '../columns.ts';
import { parquetSource, type Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { rowSumText, type RowSum } from './content-hash.ts';
import type { Manifest, ReleaseFile } from './manifest.ts';
import { releasePrefix, writeSorted } from './write-release.ts';

export interface Rewriting {
  /** Table of the part's rows, and of the former rows that leave for them. */
  table: string;
  touched: string;
  columns: readonly ReleaseColumn[];
  /** Files of the former release in key order, and where they lie on this machine. */
  files: readonly ReleaseFile[];
  paths: readonly string[];
  datasetId: number;
  runId: number;
  folder: string;
  rowSum: RowSum;
}

/**
 * Writes anew the files of a release in which a key comes, changes or goes; the others keep their names and their hashes. Files were cut by the first
 * column of the key, so a new key belongs to the last file that does not begin behind it.
 */
export async function rewriteTouched(engine: Engine, objects: ObjectStore, rewriting: Rewriting): Promise<Manifest> {
  await mkdir(rewriting.folder, { recursive: true });
  const prefix = `${releasePrefix(rewriting.datasetId, rewriting.runId)}-${randomUUID().slice(0, 8)}`;
  const files: ReleaseFile[] = [];
  for (const [i, former] of rewriting.files.entries()) {
    const range = rangeOf(rewriting, i);
    const [sum] = await engine.rows<{ n: number }>(`select ((select count(*) from ${q(rewriting.table)} where ${range.where}) + (select count(*) from ${q(rewriting.touched)} where ${range.where}))::double as n`, range.values);
    if (sum?.n === 0) { files.push(former); continue; }
    const file = await writeSorted(engine, objects, { ...rewriting, select: mergedRows(rewriting, i, range.where), values: range.values }, `${prefix}/part-${String(files.length).padStart(4, '0')}.parquet`);
    if (file.rows > 0 || rewriting.files.length === 1) files.push(file);
    else await objects.delete(file.key);
  }
  return { form: 1, files, rowSum: rowSumText(rewriting.rowSum) };
}

function rangeOf({ columns, files }: Rewriting, i: number): { where: string; values: string[] } {
  const first = keyOf(columns)[0] as ReleaseColumn;
  const from = i === 0 ? null : (files[i]?.minKey?.[0] ?? null);
  const to = files[i + 1]?.minKey?.[0] ?? null;
  const values = [from, to].filter((value) => value !== null);
  const conditions = [from === null ? null : `${q(first.name)} >= $1::${first.stored}`, to === null ? null : `${q(first.name)} < $${values.length}::${first.stored}`].filter(Boolean);
  return { where: conditions.length === 0 ? 'true' : conditions.join(' and '), values };
}

function mergedRows({ columns, table, touched, paths }: Rewriting, i: number, where: string): string {
  const keys = keyOf(columns).map((column) => q(column.name));
  const names = columns.map((column) => q(column.name));
  return `select ${names.map((name) => `p.${name}`).join(', ')} from ${parquetSource([paths[i] as string])} p anti join ${q(touched)} k on ${keys.map((key) => `p.${key} = k.${key}`).join(' and ')}
    union all select ${names.join(', ')} from ${q(table)} where ${where}`;
}
