import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { PartitionAsked, ReadBounds } from '#modules/linkage/index.ts';
import { cursorRefused, partitionRefused, valueRefused } from '../database/cursor-refused.ts';
import { postgresProblem } from './postgres-problems.ts';

/** A statement that gives the rows, and one that gives the highest value of the cursor among them. */
export interface Reading { rows: string; highest: string | null }

const time = /^\d{4,6}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?\s?(Z|[+-]\d\d(:?\d\d){0,2})?$/;
/** Types that have an order which can be followed, by their OID, and what a text of them looks like. Floating numbers have no exact text. */
const types = new Map<number, { name: string; form: RegExp }>([
  ...[[20, 'bigint'], [21, 'smallint'], [23, 'integer']].map(([oid, name]) => [oid as number, { name: name as string, form: /^-?\d{1,19}$/ }] as const),
  [1700, { name: 'numeric', form: /^-?\d{1,200}(\.\d{1,200})?$/ }], [1082, { name: 'date', form: time }], [1114, { name: 'timestamp', form: time }], [1184, { name: 'timestamptz', form: time }],
  ...[25, 1042, 1043].map((oid) => [oid, { name: 'text', form: /^[^\0]*$/ }] as const),
]);

/**
 * The rows within bounds. COPY takes no parameters, and a cursor that takes them is several times slower than COPY: so the value is checked against the
 * column's own type and written by the driver's quoting as a literal of that type, by which the database also finds its index.
 *
 * @throws `connectors.cursor-refused` when the column has no order that can be followed, or the value is none of it.
 */
export async function withinBounds(client: Client, reading: string, bounds: ReadBounds | undefined): Promise<Reading> {
  if (!bounds) return { rows: reading, highest: null };
  const from = `from (\n${reading}\n) as saphan_source`;
  const column = escapeIdentifier(bounds.column);
  const { fields } = await client.query(`select ${column} ${from} limit 0`).catch((error: unknown) => { throw postgresProblem(error, true); });
  const type = types.get(fields[0]?.dataTypeID ?? 0);
  if (!type) throw cursorRefused(bounds.column);
  if (bounds.after === null) return { rows: reading, highest: `select max(${column})::text ${from}` };
  if (!type.form.test(bounds.after)) throw valueRefused(bounds.column, bounds.after);
  const behind = `${from} where ${column} > ${escapeLiteral(bounds.after)}::${type.name}`;
  return { rows: `select * ${behind}`, highest: `select max(${column})::text ${behind}` };
}

/** All rows of one partition. @throws `connectors.partition-refused` when the column is of another kind than the partition. */
export async function withinPartition(client: Client, reading: string, { column: name, id, span }: PartitionAsked): Promise<Reading> {
  const from = `from (\n${reading}\n) as saphan_source`;
  const column = escapeIdentifier(name);
  const { fields } = await client.query(`select ${column} ${from} limit 0`).catch((error: unknown) => { throw postgresProblem(error, true); });
  const type = types.get(fields[0]?.dataTypeID ?? 0);
  // A date kept as text would be compared letter by letter.
  if (!type || (span !== null) !== (type.form === time) || (span === null && !type.form.test(id))) throw partitionRefused(name, id);
  const value = (text: string) => `${escapeLiteral(text)}::${type.name}`;
  const within = span === null ? `${column} = ${value(id)}` : `${column} >= ${value(span.from)} and ${column} < ${value(span.before)}`;
  return { rows: `select * ${from} where ${within}`, highest: null };
}

/** The one text that a statement gives. */
export async function askText(client: Client, sql: string): Promise<string | null> {
  const { rows } = await client.query<[string | null]>({ text: sql, rowMode: 'array' }).catch((error: unknown) => { throw postgresProblem(error, true); });
  return rows[0]?.[0] ?? null;
}
