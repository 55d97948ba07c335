import { mkdir } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ObjectStore } from '#kernel/objects.ts';
import { keyOf, type ReleaseColumn } from '../columns.ts';
import { parquetSource, type Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { rowSumText } from './content-hash.ts';
import type { Manifest, ReleaseFile } from './manifest.ts';
import type { Rewriting } from './splice/rewriting.ts';
import { spliceTouched } from './splice/splice-touched.ts';
import { keepFile, releasePrefix, writeSorted } from './write-release.ts';

/**
 * Writes anew the files of a release in which a key comes, changes or goes; the others keep their names and their hashes. Files were cut by the first
 * column of the key, so a new key belongs to the last file that does not begin behind it. Of a file written anew, what can stay is copied.
 *
 * @returns the manifest, and where its files lie on this machine until the folder goes.
 */
export async function rewriteTouched(engine: Engine, objects: ObjectStore, rewriting: Rewriting): Promise<{ manifest: Manifest; paths: string[] }> {
  await mkdir(rewriting.folder, { recursive: true });
  const prefix = `${releasePrefix(rewriting.datasetId, rewriting.runId)}-${randomUUID().slice(0, 8)}`;
  const files: ReleaseFile[] = [];
  const paths: string[] = [];
  for (const [i, former] of rewriting.files.entries()) {
    const path = rewriting.paths[i] as string;
    const range = rangeOf(rewriting, i);
    const [sum] = await engine.rows<{ n: number; moved: number }>(`select count(*)::double as n, count(*) filter (where op <> 3)::double as moved from ${q(rewriting.delta)} where ${range.where}`, range.values);
    if (!sum || sum.n === 0) { files.push(former); paths.push(path); continue; }
    const keepAs = join(rewriting.folder, `merged-${randomUUID()}.parquet`);
    const key = `${prefix}/part-${String(files.length).padStart(4, '0')}.parquet`;
    const spliced = await spliceTouched(engine, rewriting, { path, ...range, moves: sum.moved > 0 });
    const file = spliced === null
      ? await writeSorted(engine, objects, { ...rewriting, select: mergedRows(rewriting, i, range.where), values: range.values, keepAs }, key)
      : await keepFile(engine, objects, { columns: rewriting.columns, path: spliced, keepAs }, key);
    if (file.rows > 0 || rewriting.files.length === 1) { files.push(file); paths.push(keepAs); }
    else await objects.delete(file.key);
  }
  return { manifest: { form: 1, files, rowSum: rowSumText(rewriting.rowSum) }, paths };
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
