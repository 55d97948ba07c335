import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine, quoteIdentifier as q, quoteLiteral, shownRowsSql, withTurn, type Engine } from '#modules/lake/index.ts';
import type { Call } from '../actions/action.ts';
import { needText, refuseUnknown, type Given } from '../actions/values.ts';
import { problem } from '../errors.ts';
import { Rows } from '../transport/write-json.ts';
import { tablesOf } from './check-sql.ts';
import { findTable, openRows, tellOfTime, type Table } from './open-table.ts';
import { MOST_ROWS } from './read-search.ts';
import { cellOf, wireType, type Field } from './types.ts';

const TIME_LIMIT_MS = 20_000;
const MOST_TABLES = 8;

/**
 * `datastore_search_sql`: one SELECT over tables within reach. It runs on an engine of its own that holds nothing but views of these tables as the
 * reader sees them, that can open no other file, whose settings are locked, and that is stopped when its time is over.
 */
export async function searchDatastoreSql(call: Call, given: Given): Promise<Record<string, unknown>> {
  refuseUnknown(given, new Set(['sql']));
  const sql = needText(given, 'sql').replace(/;\s*$/, '');
  return withTurn(async () => {
    const spillDir = join(call.ports.lake.engine.spillDir, `sql-${process.pid}-${randomUUID().slice(0, 8)}`);
    const engine = await openEngine({ databasePath: ':memory:', memoryMb: call.ports.lake.engine.memoryMb, threads: call.ports.lake.engine.threads, spillDir });
    const limit = setTimeout(() => engine.interrupt(), TIME_LIMIT_MS);
    try {
      const names = await tablesOf(engine, sql);
      if (names.length > MOST_TABLES) throw problem('sql-refused', { detailTh: `ใช้ได้ไม่เกิน ${MOST_TABLES} ตาราง`, detailEn: `At most ${MOST_TABLES} tables may be used` });
      const tables: [string, Table][] = [];
      for (const name of names) tables.push([name, await findTable(call, name)]);
      for (const [, { slug }] of tables) call.uses(slug);
      return await withViews(call, engine, tables, [], () => answer(engine, sql, tables));
    } catch (error) {
      throw asRefusal(error);
    } finally {
      clearTimeout(limit);
      await engine.close();
      await rm(spillDir, { recursive: true, force: true });
    }
  });
}

/** Gives each table its view, then shuts the engine off from everything but their files. */
async function withViews<T>(call: Call, engine: Engine, [first, ...rest]: readonly [string, Table][], paths: readonly string[], use: () => Promise<T>): Promise<T> {
  if (first) {
    return openRows(call, engine, first[1], async (source) => {
      await engine.run(`create view ${q(first[0])} as ${shownRowsSql(source)}`);
      return withViews(call, engine, rest, [...paths, ...source.files.map(({ path }) => path)], use);
    });
  }
  if (paths.length > 0) await engine.run(`set allowed_paths = [${paths.map(quoteLiteral).join(', ')}]`);
  await engine.run('set enable_external_access = false');
  await engine.run('set lock_configuration = true');
  return use();
}

async function answer(engine: Engine, sql: string, tables: readonly [string, Table][]): Promise<Record<string, unknown>> {
  const described = await engine.rows<{ column_name: string; column_type: string }>(`describe ${sql}`);
  const fields: Field[] = described.map(({ column_name: id, column_type: type }) => ({ id, type: id === '_id' ? 'int' : wireOf(type, id, tables) }));
  const rows: unknown[][] = [];
  for await (const batch of engine.stream(sql)) {
    rows.push(...batch);
    if (rows.length > MOST_ROWS) break;
  }
  const cut = rows.length > MOST_ROWS;
  const shown = new Rows(cut ? rows.slice(0, MOST_ROWS) : rows, (row) => Object.fromEntries(row.map((cell, i) => [fields[i]?.id ?? '', cellAs(cell, described[i]?.column_type ?? '')])));
  return { sql, records: shown, fields, ...(cut && { records_truncated: true }) };
}

/** A column of a table keeps the type that `datastore_info` tells. */
function wireOf(type: string, id: string, tables: readonly [string, Table][]): string {
  if (/^(?:HUGEINT|INTEGER|SMALLINT|TINYINT|U?BIGINT|UINTEGER)$/.test(type)) return type === 'INTEGER' ? 'int4' : type === 'HUGEINT' ? 'numeric' : 'int8';
  if (type.startsWith('TIMESTAMP')) return 'timestamp';
  if (type === 'VARCHAR') return tables.flatMap(([, table]) => table.fields).find((field) => field.id === id && /^(?:json|_text|nested|text)/.test(field.type))?.type ?? 'text';
  return type === 'FLOAT' ? 'float4' : wireType(type);
}

function cellAs(cell: unknown, type: string): unknown {
  if (cell instanceof Date) return type === 'DATE' ? cell.toISOString().slice(0, 10) : cell.toISOString().replace(/\.000Z$/, '').replace(/Z$/, '');
  if (Array.isArray(cell)) return cell.map((each) => cellAs(each, ''));
  if (typeof cell === 'object' && cell !== null) return 'toJSON' in cell ? cell : typeof (cell as { toString(): string }).toString === 'function' && cell.constructor !== Object ? String(cell) : Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, cellAs(value, '')]));
  if (typeof cell === 'number' && !Number.isFinite(cell)) return null;
  return cellOf(cell, type.startsWith('DECIMAL') ? 'numeric' : 'text');
}

/** What the engine says of a query that cannot be run is told; what it says of itself is not. */
function asRefusal(error: unknown): Error {
  const { code } = error as { code?: string };
  if (code === 'lake.interrupted') try { tellOfTime(error); } catch (told) { return told as Error; }
  if (code !== undefined) return error as Error;
  const message = String((error as Error).message ?? error).split('\n')[0]?.slice(0, 400) ?? '';
  if (!/^(?:Binder|Catalog|Parser|Conversion|Out of Range|Invalid Input|Not implemented|Permission|Syntax) ?Error/i.test(message)) return error as Error;
  return problem('sql-refused', { detailTh: message, detailEn: message });
}
