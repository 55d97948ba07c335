import type { ColumnFacts } from 'oracledb';
import type { PartitionAsked, ReadBounds } from '#modules/linkage/index.ts';
import { cursorRefused, partitionRefused, valueRefused } from '../database/cursor-refused.ts';
import { connectorProblem } from '../problems.ts';
import { columnsOf, numbersAsText, quotedName, type OracleColumn } from './columns.ts';
import type { OracleLink } from './link.ts';
import { oracleProblem } from './oracle-problems.ts';

/** A statement with what is bound to it, and one that gives the highest value of the cursor, as its column writes it; null without a cursor. */
export interface Reading { rows: string; highest: { sql: string; text: OracleColumn['text'] } | null; binds: Readonly<Record<string, string>>; columns: OracleColumn[] }

/** `FARMERS` and `farmers` are one name; a name in double quotes, or with other letters, is taken as it stands. */
export function tableName(name: string): string {
  if (/^".+"$/.test(name)) return quotedName(name);
  return quotedName(/^[A-Za-z][\w$#]*$/.test(name) ? name.toUpperCase() : name);
}

/** Refuses a text that is no reading statement before the database sees it. It stands in parentheses: nothing but a query can. @throws `connectors.query-not-select` */
export function checkSelect(query: string): void {
  if (!/^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*\(*\s*(select|with)\b/i.test(query)) throw connectorProblem('query-not-select');
}

/** What is read, after the database has parsed it and judged the account's rights: every column as text, within bounds. */
export async function readingOf(link: OracleLink, query: string, bounds: ReadBounds | undefined): Promise<Reading> {
  const { from, list, columns, metaData } = await describeQuery(link, query);
  if (!bounds) return { rows: `select ${list} from ${from}`, highest: null, binds: {}, columns };
  const order = orderOf(metaData, bounds.column);
  if (!order) throw cursorRefused(bounds.column);
  const { value, form } = order;
  const column = quotedName(bounds.column);
  const { asked, text } = columns.find(({ name }) => name === bounds.column) as OracleColumn;
  const highest = (where: string) => ({ sql: `select ${asked} from (select max(${column}) as ${column} from ${from}${where}) saphan_highest`, text });
  if (bounds.after === null) return { rows: `select ${list} from ${from}`, highest: highest(''), binds: {}, columns };
  if (!form.test(bounds.after)) throw valueRefused(bounds.column, bounds.after);
  const where = ` where ${column} > ${value('after')}`;
  return { rows: `select ${list} from ${from}${where}`, highest: highest(where), binds: { after: spelled(bounds.after, form) }, columns };
}

/** All rows of one partition. @throws `connectors.partition-refused` when the column is of another kind than the partition. */
export async function readingOfPartition(link: OracleLink, query: string, { column: name, id, span }: PartitionAsked): Promise<Reading> {
  const { from, list, columns, metaData } = await describeQuery(link, query);
  const order = orderOf(metaData, name);
  // A date kept as text would be compared letter by letter; a moment with its zone does not begin at midnight of the ministry.
  if (!order || (span !== null) !== (order.form === date || order.form === moment) || !order.form.test(span?.from ?? id)) throw partitionRefused(name, id);
  const { value } = order;
  const column = quotedName(name);
  const within = span === null ? `${column} = ${value('part')}` : `${column} >= ${value('first')} and ${column} < ${value('before')}`;
  return { rows: `select ${list} from ${from} where ${within}`, highest: null, binds: span === null ? { part: id } : { first: span.from, before: span.before }, columns };
}

async function describeQuery(link: OracleLink, query: string): Promise<{ from: string; list: string; columns: OracleColumn[]; metaData: readonly ColumnFacts[] }> {
  const from = `(\n${query}\n) saphan_source`;
  const { metaData = [] } = await link.connection.execute(`select * from ${from} where 1 = 0`, {}, { resultSet: false }).catch((error: unknown) => { throw oracleProblem(error, true); });
  const columns = columnsOf(metaData);
  return { from, list: columns.map(({ asked }) => asked).join(', '), columns, metaData };
}

/** The highest value of the cursor, in the same moment as the rows and written as they are. */
export async function askHighest(link: OracleLink, { sql, text }: NonNullable<Reading['highest']>, binds: Reading['binds']): Promise<string | null> {
  const { rows = [] } = await link.connection.execute(sql, binds, { resultSet: false, fetchTypeHandler: await numbersAsText() }).catch((error: unknown) => { throw oracleProblem(error, true); });
  const value = rows[0]?.[0] ?? null;
  return value === null ? null : text(value);
}

interface Order { value(bind: string): string; form: RegExp }
const date = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d)?$/;
const moment = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d{1,9})?)?$/;
const zoned = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,9})?\s?[+-]\d\d:\d\d$/;
const orders: Record<string, Order> = {
  NUMBER: { value: (bind) => `to_number(:${bind})`, form: /^-?\d{1,40}(\.\d{1,40})?$/ },
  DATE: { value: (bind) => `to_date(:${bind}, 'YYYY-MM-DD HH24:MI:SS')`, form: date },
  TIMESTAMP: { value: (bind) => `to_timestamp(:${bind}, 'YYYY-MM-DD HH24:MI:SS.FF9')`, form: moment },
  ...Object.fromEntries(['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP WITH LOCAL TIME ZONE'].map((type) => [type, { value: (bind: string) => `to_timestamp_tz(:${bind}, 'YYYY-MM-DD HH24:MI:SS.FF9TZH:TZM')`, form: zoned }])),
  ...Object.fromEntries(['VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR'].map((type) => [type, { value: (bind: string) => `:${bind}`, form: /^[^\0]{0,2000}$/ }])),
};

/** How values of a column are compared; undefined for types without an order that can be followed. @throws `connectors.table-missing` */
function orderOf(facts: readonly ColumnFacts[], name: string): Order | undefined {
  const found = facts.find((fact) => fact.name === name);
  if (!found) throw connectorProblem('table-missing', { column: name, detailTh: `ไม่มีคอลัมน์ ${name}`, detailEn: `There is no column ${name}.` });
  return orders[found.dbType.columnTypeName];
}

/** Without the letter and the space that the database's formats do not know. */
function spelled(after: string, form: RegExp): string {
  if (form !== date && form !== moment && form !== zoned) return after;
  return after.replace('T', ' ').replace(/\s(?=[+-]\d\d:)/, '');
}
