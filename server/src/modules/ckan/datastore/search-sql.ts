import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteIdentifier as q, quoteLiteral, shownRowsSql, withKeptReader, type Engine, type RowSource } from '#modules/lake/index.ts';
import type { Call } from '../actions/action.ts';
import { needText, refuseUnknown, type Given } from '../actions/values.ts';
import { problem } from '../errors.ts';
import { Written } from '../transport/write-json.ts';
import { tablesOf } from './check-sql.ts';
import { findTable, openRows, tellOfTime, type Table } from './open-table.ts';
import { MOST_ROWS } from './read-search.ts';
import { inSqlTurn, runApart } from './run-apart.ts';
import { wireType, type Field } from './types.ts';

/** For reading the statement and finding its tables, beyond what it may take apart. */
const TIME_LIMIT_MS = 60_000;
const MOST_TABLES = 8;
const MOST_BYTES = 50_000_000;

/**
 * `datastore_search_sql`: one SELECT over tables within reach. It runs in a process of its own, on an engine that holds nothing but these tables as the
 * reader sees them, that can open no other file, and whose settings are locked; with its time or its memory used up, the process ends.
 */
export async function searchDatastoreSql(call: Call, given: Given): Promise<Record<string, unknown>> {
  refuseUnknown(given, new Set(['sql']));
  const sql = needText(given, 'sql').replace(/;\s*$/, '');
  return inSqlTurn(() => withKeptReader(call.ports.lake, TIME_LIMIT_MS, async (engine) => {
    const names = await tablesOf(engine, sql);
    if (names.length > MOST_TABLES) throw problem('sql-refused', { detailTh: `ใช้ได้ไม่เกิน ${MOST_TABLES} ตาราง`, detailEn: `At most ${MOST_TABLES} tables may be used` });
    const tables: [string, Table][] = [];
    for (const name of names) tables.push([name, await findTable(call, name)]);
    for (const [, { slug }] of tables) call.uses(slug);
    return withSources(call, engine, tables, [], (sources) => answer(call, sql, tables, sources));
  })).catch(tellOfTime);
}

/** Opens every table's rows, for as long as `use` runs. */
async function withSources<T>(call: Call, engine: Engine, [first, ...rest]: readonly [string, Table][], opened: readonly [string, RowSource][], use: (sources: readonly [string, RowSource][]) => Promise<T>): Promise<T> {
  if (!first) return use(opened);
  return openRows(call, engine, first[1], (source) => withSources(call, engine, rest, [...opened, [first[0], source]], use));
}

/**
 * Each table under the name that the client has for it, then the engine shut off from everything but their files. Where rows are left out, those that
 * are given are copied first: conditions of the client would be tried on every row of a view, and their errors tell values.
 */
function preparationOf(sources: readonly [string, RowSource][]): string[] {
  const paths = sources.flatMap(([, { files }]) => files.map(({ path }) => quoteLiteral(path)));
  return [
    ...sources.map(([name, source]) => `create ${source.given.sql === 'true' ? 'view' : 'table'} ${q(name)} as ${shownRowsSql(source)}`),
    ...paths.length > 0 ? [`set allowed_paths = [${paths.join(', ')}]`] : [], 'set enable_external_access = false', 'set lock_configuration = true',
  ];
}

async function answer(call: Call, sql: string, tables: readonly [string, Table][], sources: readonly [string, RowSource][]): Promise<Record<string, unknown>> {
  const { memoryMb, threads, spillDir: folder } = call.ports.lake.engine;
  const spillDir = join(folder, `sql-${process.pid}-${randomUUID().slice(0, 8)}`);
  try {
    const { columns, records, cut } = await runApart({ engine: { memoryMb, threads, spillDir }, prepare: preparationOf(sources), sql, mostRows: MOST_ROWS, mostBytes: MOST_BYTES });
    const fields: Field[] = columns.map(({ name: id, type }) => ({ id, type: id === '_id' ? 'int' : wireOf(type, id, tables) }));
    return { sql, records: new Written(records), fields, ...(cut && { records_truncated: true }) };
  } finally {
    await rm(spillDir, { recursive: true, force: true });
  }
}

/** A column of a table keeps the type that `datastore_info` tells. */
function wireOf(type: string, id: string, tables: readonly [string, Table][]): string {
  if (/^(?:HUGEINT|INTEGER|SMALLINT|TINYINT|U?BIGINT|UINTEGER)$/.test(type)) return type === 'INTEGER' ? 'int4' : type === 'HUGEINT' ? 'numeric' : 'int8';
  if (type.startsWith('TIMESTAMP')) return 'timestamp';
  if (type === 'VARCHAR') return tables.flatMap(([, table]) => table.fields).find((field) => field.id === id && /^(?:json|_text|nested|text)/.test(field.type))?.type ?? 'text';
  return type === 'FLOAT' ? 'float4' : wireType(type);
}
