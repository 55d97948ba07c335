import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keyOf } from '../../columns.ts';
import { parquetSource, type Engine } from '../../engine/engine.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../engine/identifiers.ts';
import { encodeRows } from '../write-release.ts';
import { readFooter, type ParquetFooter } from './parquet-footer.ts';
import { POSITION, type Rewriting, type TouchedFile } from './rewriting.ts';
import { fits, spliceFile, type SpliceSource } from './splice-file.ts';

/** Row groups of a file of one row group may grow to this; DuckDB's own measure. */
const GROUP_ROWS = 122_880;
const CHANGES = 'lake_changes';
const position = q(POSITION);

/**
 * Puts a part's rows into a file without encoding it all: row groups before the first key that comes or goes keep their pages, but for the columns in which
 * a value changed; what lies behind is written anew.
 *
 * @returns where the file lies in the folder; null when nothing can be kept, so that all of it is to be written.
 */
export async function spliceTouched(engine: Engine, rewriting: Rewriting, file: TouchedFile): Promise<string | null> {
  const footer = await readFooter(file.path).catch((error: unknown) => { if (error instanceof RangeError) return null; throw error; });
  const groupRows = footer && evenGroups(footer);
  if (!footer || groupRows === null) return null;
  const groups = file.moves ? Math.min(footer.groups.length, Math.floor(await firstMoved(engine, rewriting, file) / groupRows)) : footer.groups.length;
  if (groups === 0) return null;
  const keptRows = footer.groups.slice(0, groups).reduce((sum, { rows }) => sum + rows, 0);
  const [columns, tail, path] = ['columns', 'tail', 'spliced'].map((name) => join(rewriting.folder, `${name}-${randomUUID()}.parquet`)) as [string, string, string];
  try {
    const splice = {
      former: { path: file.path, footer }, groups,
      columns: await encodeChanged(engine, rewriting, file, { keptRows, groupRows, path: columns }),
      tail: file.moves ? await encodeTail(engine, rewriting, file, { keptRows, groupRows, path: tail }) : null,
    };
    if (!fits(splice)) return null;
    await spliceFile(path, splice);
    return path;
  } finally {
    for (const each of [columns, tail]) await rm(each, { force: true });
  }
}

/** How many rows each row group has, the last one at most; null when they differ. */
function evenGroups({ groups }: ParquetFooter): number | null {
  if (groups.length < 2) return groups[0] ? Math.max(GROUP_ROWS, groups[0].rows) : null;
  const rows = groups[0]?.rows ?? 0;
  return groups.every((group, i) => (i < groups.length - 1 ? group.rows === rows : group.rows <= rows)) ? rows : null;
}

/** Position in the file of the first key that goes, or before which one comes. */
async function firstMoved(engine: Engine, { columns, touched, delta }: Rewriting, { path, where, values }: TouchedFile): Promise<number> {
  const keys = keyOf(columns).map((column) => q(column.name));
  const [gone] = await engine.rows<{ at: number | null }>(`select min(t.${position})::double as at from (from ${q(touched)} where ${where}) t semi join (from ${q(delta)} where op = 2) d using (${keys.join(', ')})`, values);
  const [come] = await engine.rows<{ at: number | null }>(
    `select case when (select count(*) from ${q(delta)} where op = 1 and ${where}) > 0 then (select count(*) from ${parquetSource([path])} p
       where row(${keys.map((key) => `p.${key}`).join(', ')}) < (select row(${keys.join(', ')}) from ${q(delta)} where op = 1 and ${where} order by ${keys.join(', ')} limit 1)) end::double as at`, values);
  return Math.min(gone?.at ?? Infinity, come?.at ?? Infinity);
}

interface Encoding { keptRows: number; groupRows: number; path: string }

/** The kept rows' columns in which a value changed, in the order of the file. */
async function encodeChanged(engine: Engine, { table, touched, delta, columns, changed }: Rewriting, { path, where, values }: TouchedFile, { keptRows, groupRows, path: to }: Encoding): Promise<SpliceSource | null> {
  if (changed.length === 0) return null;
  const keys = keyOf(columns).map((column) => q(column.name)).join(', ');
  const names = changed.map(({ name }) => q(name));
  await engine.run(`create or replace temp table ${CHANGES} as select t.${position}, ${names.map((name) => `s.${name}`).join(', ')}
    from (select ${keys}, ${position} from ${q(touched)} where ${position} < ${keptRows} and ${where}) t join (select ${keys}, ${names.join(', ')} from ${q(table)}) s using (${keys}) semi join (from ${q(delta)} where op = 3) d using (${keys})`, values);
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${CHANGES}`);
  if (!sum || sum.n === 0) return null;
  const cells = names.map((name) => `case when c.${position} is null then p.${name} else c.${name} end as ${name}`).join(', ');
  const select = `select ${names.join(', ')} from (select p.file_row_number as ${position}, ${cells} from read_parquet(${quoteLiteral(path)}, file_row_number = true) p left join ${CHANGES} c on c.${position} = p.file_row_number where p.file_row_number < ${keptRows}) order by ${position}`;
  await encodeRows(engine, changed, { select, values: [] }, to, groupRows);
  return { path: to, footer: await readFooter(to) };
}

/** All rows from the first row group that does not stay, with those that come. */
async function encodeTail(engine: Engine, { table, touched, columns }: Rewriting, { path, where, values }: TouchedFile, { keptRows, groupRows, path: to }: Encoding): Promise<SpliceSource> {
  const keys = keyOf(columns).map((column) => q(column.name)).join(', ');
  const names = columns.map(({ name }) => q(name)).join(', ');
  const select = `select * from (
      select ${names} from (from read_parquet(${quoteLiteral(path)}, file_row_number = true) where file_row_number >= ${keptRows}) p anti join ${q(touched)} t using (${keys})
      union all select ${names} from (from ${q(table)} where ${where}) s anti join (from ${q(touched)} where ${position} < ${keptRows} and ${where}) t using (${keys}))
    order by ${keys}`;
  await encodeRows(engine, columns, { select, values }, to, groupRows);
  return { path: to, footer: await readFooter(to) };
}
