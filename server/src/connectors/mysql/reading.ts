import type { Connection } from 'mysql2';
import type { PartitionAsked, ReadBounds } from '#modules/linkage/index.ts';
import { cursorRefused, partitionRefused, valueRefused } from '../database/cursor-refused.ts';
import { askMysql } from './session.ts';

/** A statement that gives the rows, and one that gives the highest value of the cursor among them. */
export interface Reading { rows: string; highest: string | null }

/** What is read from: all columns of `from`, or `list` of them; `whole` when nothing is bounded. */
export interface ReadFrom { from: string; list: string; whole: string }

/** Names in backticks are names whatever they hold and whatever the server's SQL mode is. */
export const quotedName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** A statement of the agency as something to read from; its own order is kept when all of it is read. */
export function readingOfQuery(query: string): ReadFrom {
  return { from: `(${query}\n) as saphan_source`, list: '*', whole: query };
}

/** A table; `latin1Holds` names what columns declared as latin1 hold in truth. */
export async function readingOfTable(connection: Connection, table: string, latin1Holds: 'tis-620' | 'utf-8' | undefined): Promise<ReadFrom> {
  const list = latin1Holds === undefined ? '*' : await listColumns(connection, table, latin1Holds);
  return { from: quotedName(table), list, whole: `select ${list} from ${quotedName(table)}` };
}

/** Old programs wrote Thai letters as TIS-620 or UTF-8 into columns declared as latin1: the bytes are right, the declaration is not. */
async function listColumns(connection: Connection, table: string, holds: 'tis-620' | 'utf-8'): Promise<string> {
  const named = `convert(unhex('${Buffer.from(table).toString('hex')}') using utf8mb4)`;
  const { rows } = await askMysql(connection, `select column_name, character_set_name from information_schema.columns where table_schema = database() and table_name = ${named} order by ordinal_position`);
  const as = holds === 'tis-620' ? 'tis620' : 'utf8mb4';
  const columns = rows.map(([name = '', charset]) => {
    const quoted = quotedName(name ?? '');
    return charset === 'latin1' ? `convert(cast(${quoted} as binary) using ${as}) as ${quoted}` : quoted;
  });
  return columns.length > 0 ? columns.join(', ') : '*';
}

/** The rows within bounds. @throws `connectors.cursor-refused` when the column has no order that can be followed, or the value is none of it. */
export async function withinBounds(connection: Connection, { from, list, whole }: ReadFrom, bounds: ReadBounds | undefined): Promise<Reading> {
  if (!bounds) return { rows: whole, highest: null };
  const column = quotedName(bounds.column);
  const { columns } = await askMysql(connection, `select ${column} from ${from} limit 0`);
  const write = literalOf(columns[0]?.columnType ?? -1, columns[0]?.characterSet ?? 0);
  if (!write) throw cursorRefused(bounds.column);
  if (bounds.after === null) return { rows: whole, highest: `select max(${column}) from ${from}` };
  const after = write(bounds.after);
  if (after === null) throw valueRefused(bounds.column, bounds.after);
  const behind = `from ${from} where ${column} > ${after}`;
  return { rows: `select ${list} ${behind}`, highest: `select max(${column}) ${behind}` };
}

/** All rows of one partition. @throws `connectors.partition-refused` when the column is of another kind than the partition. */
export async function withinPartition(connection: Connection, { from, list }: ReadFrom, { column: name, id, span }: PartitionAsked): Promise<Reading> {
  const column = quotedName(name);
  const { columns } = await askMysql(connection, `select ${column} from ${from} limit 0`);
  const type = columns[0]?.columnType ?? -1;
  const write = literalOf(type, columns[0]?.characterSet ?? 0);
  const [first, end] = [write?.(span?.from ?? id) ?? null, span && write ? write(span.before) : null];
  // A date kept as text would be compared letter by letter.
  if (first === null || (span !== null) !== dates.has(type)) throw partitionRefused(name, id);
  return { rows: `select ${list} from ${from} where ${end === null ? `${column} = ${first}` : `${column} >= ${first} and ${column} < ${end}`}`, highest: null };
}

/** Numbers with a fraction are compared as they are; floating ones have no exact text and are refused. */
const forms: readonly [readonly number[], RegExp][] = [[[1, 2, 3, 8, 9, 13], /^-?\d{1,20}$/], [[0, 246], /^-?\d{1,65}(\.\d{1,38})?$/]];
const dates = new Set([7, 10, 12, 14]);
const texts = new Set([15, 253, 254]);

/**
 * Writes a value as a literal of the column's own type, so that the database compares in the column's order and can use its index. Text goes as
 * hexadecimal digits: nothing in it can be read as SQL, whatever the server's SQL mode makes of quotes and backslashes.
 */
function literalOf(columnType: number, characterSet: number): ((value: string) => string | null) | null {
  const form = forms.find(([types]) => types.includes(columnType))?.[1];
  if (form) return (value) => (form.test(value) ? value : null);
  if (dates.has(columnType)) return (value) => (/^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d{1,6})?)?$/.test(value) ? `'${value.replace('T', ' ')}'` : null);
  if (texts.has(columnType) && characterSet !== 63) return (value) => `_utf8mb4 x'${Buffer.from(value).toString('hex')}'`;
  return null;
}
