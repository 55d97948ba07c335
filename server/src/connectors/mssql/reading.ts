import type { PartitionAsked, ReadBounds } from '#modules/linkage/index.ts';
import { cursorRefused, partitionRefused, valueRefused } from '../database/cursor-refused.ts';
import { connectorProblem } from '../problems.ts';
import { tds, type TdsColumn } from './columns.ts';
import { beginsWithWith } from './select-only.ts';
import type { MssqlSession } from './session.ts';

/** What is read from: all columns of `from`, or `list` of them; `whole` when nothing is bounded. */
export interface ReadFrom { from: string; list: string; whole: string }
/** A statement that gives the rows, and the highest value of the cursor among them; `undefined` without a cursor. */
export interface Reading { rows: string; highest: string | null | undefined }

/** Names in brackets are names whatever they hold. */
export const quotedName = (name: string): string => `[${name.replaceAll(']', ']]')}]`;

/** A statement of the agency as something to read from; its own order is kept when all of it is read. */
export function readingOfQuery(query: string): ReadFrom {
  return { from: `(${query}\n) as saphan_source`, list: '*', whole: query };
}

/** A table or view; columns of places are read as WKT, those of hierarchies as their path. */
export async function readingOfTable(session: MssqlSession, schema: string, table: string): Promise<ReadFrom> {
  const from = `${quotedName(schema)}.${quotedName(table)}`;
  const columns = await columnsOf(session, '*', from);
  const list = columns.some(({ type }) => type === tds.udt) ? columns.map(asText).join(', ') : '*';
  return { from, list, whole: `select ${list} from ${from}` };
}

function asText({ name, udt }: TdsColumn): string {
  const column = quotedName(name);
  if (udt === 'geography' || udt === 'geometry') return `${column}.STAsText() as ${column}`;
  return udt === 'hierarchyid' ? `${column}.ToString() as ${column}` : column;
}

/** The columns of a statement that gives no rows, also those that cannot be read. */
async function columnsOf(session: MssqlSession, list: string, from: string): Promise<TdsColumn[]> {
  let columns: TdsColumn[] = [];
  await session.describe(`select top (0) ${list} from ${from}`, (found) => { columns = found; });
  return columns;
}

/**
 * The rows within bounds. The highest value is asked for first and the rows end with it: without a snapshot, rows that are written meanwhile would
 * otherwise be read now and again the next time. A ROWVERSION ends before the first transaction that is still open, so that none is passed by.
 * @throws `connectors.cursor-refused` when the column has no order that can be followed, or the value is none of it.
 */
export async function withinBounds(session: MssqlSession, { from, list, whole }: ReadFrom, bounds: ReadBounds | undefined, timeoutMs: number): Promise<Reading> {
  if (!bounds) return { rows: whole, highest: undefined };
  if (beginsWithWith(whole)) throw connectorProblem('cursor-refused', { column: bounds.column, detailTh: 'คำสั่งที่ขึ้นต้นด้วย WITH อ่านเฉพาะส่วนใหม่ไม่ได้ ให้ทำเป็นวิว หรือเขียนเป็นคำสั่งซ้อน', detailEn: 'A statement that begins with WITH cannot be read in part; make it a view, or nest its parts.' });
  const column = quotedName(bounds.column);
  const [found] = await columnsOf(session, column, from);
  const write = found && literalOf(found);
  if (!write) throw cursorRefused(bounds.column, 'rowversion');
  const literal = (value: string): string => {
    const text = write(value);
    if (text === null) throw valueRefused(bounds.column, value);
    return text;
  };
  const behind = bounds.after === null ? [] : [`${column} > ${literal(bounds.after)}`];
  const settled = isRowVersion(found) ? [`${column} < min_active_rowversion()`] : [];
  const rows = await session.ask(`select max(${column}) from ${from}${where([...behind, ...settled])}`, timeoutMs);
  const highest = rows[0]?.[0] ?? null;
  const upTo = highest === null ? '1 = 0' : `${column} <= ${literal(highest)}`;
  return { rows: `select ${list} from ${from}${where(bounds.after === null ? [`(${upTo} or ${column} is null)`] : [...behind, upTo])}`, highest };
}

/** All rows of one partition. @throws `connectors.partition-refused` when the column is of another kind than the partition. */
export async function withinPartition(session: MssqlSession, { from, list, whole }: ReadFrom, { column: name, id, span }: PartitionAsked): Promise<Reading> {
  if (beginsWithWith(whole)) throw connectorProblem('partition-refused', { column: name, detailTh: 'คำสั่งที่ขึ้นต้นด้วย WITH อ่านทีละงวดไม่ได้ ให้ทำเป็นวิว หรือเขียนเป็นคำสั่งซ้อน', detailEn: 'A statement that begins with WITH cannot be read by partition; make it a view, or nest its parts.' });
  const column = quotedName(name);
  const [found] = await columnsOf(session, column, from);
  const write = found && literalOf(found);
  const [first, end] = [write?.(span?.from ?? id) ?? null, span && write ? write(span.before) : null];
  // A date kept as text would be compared letter by letter.
  if (first === null || (span !== null) !== (found !== undefined && dates.has(found.type))) throw partitionRefused(name, id);
  return { rows: `select ${list} from ${from}${where(end === null ? [`${column} = ${first}`] : [`${column} >= ${first}`, `${column} < ${end}`])}`, highest: undefined };
}

const dates = new Set<number>([tds.date, tds.datetime2, tds.datetime, tds.datetimeN, tds.smallDatetime]);
const where = (conditions: readonly string[]): string => (conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`);

/** The type number that TDS gives ROWVERSION beside its eight bytes. */
const isRowVersion = ({ type, userType, length }: TdsColumn): boolean => type === tds.binary && userType === 0x50 && length === 8;

const wholes: Record<number, string> = { 1: 'tinyint', 2: 'smallint', 4: 'int', 8: 'bigint' };
const day = /^\d{4}-\d\d-\d\d$/;
const time = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d{1,7})?)?$/;
const zoned = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,7})?\s?(Z|[+-]\d\d:\d\d)$/;

/**
 * Writes a value as a literal of the column's own type, so that the server compares in the column's order and can use its index. Text goes as hexadecimal
 * digits: nothing in it can be read as SQL.
 */
function literalOf(column: TdsColumn): ((value: string) => string | null) | null {
  const { type, length } = column;
  const converted = (form: RegExp, name: string, style: number) => (value: string) => (form.test(value) ? `convert(${name}, '${value.replace('T', ' ')}', ${style})` : null);
  const wholeName = { [tds.tinyInt]: 'tinyint', [tds.smallInt]: 'smallint', [tds.int]: 'int', [tds.bigInt]: 'bigint', [tds.intN]: wholes[length] }[type];
  if (wholeName) return (value) => (/^-?\d{1,19}$/.test(value) ? `convert(${wholeName}, ${value})` : null);
  if (type === tds.decimal || type === tds.numeric) return (value) => (/^-?\d{1,38}(\.\d{1,38})?$/.test(value) ? value : null);
  if (type === tds.money || type === tds.smallMoney || type === tds.moneyN) return (value) => (/^-?\d{1,15}(\.\d{1,4})?$/.test(value) ? `convert(money, '${value}')` : null);
  if (type === tds.date) return converted(day, 'date', 23);
  if (type === tds.datetime2) return converted(time, `datetime2(${column.scale})`, 121);
  if (type === tds.datetimeOffset) return (value) => (zoned.test(value) ? `convert(datetimeoffset(${column.scale}), '${value.replace('T', ' ').replace(/\s?(Z|[+-]\d\d:\d\d)$/, (_all, zone: string) => ` ${zone === 'Z' ? '+00:00' : zone}`)}', 121)` : null);
  if (type === tds.datetime || (type === tds.datetimeN && length === 8)) return (value) => (time.test(value) ? `convert(datetime, '${thousandths(value)}', 121)` : null);
  if (type === tds.smallDatetime || type === tds.datetimeN) return (value) => (time.test(value) ? `convert(smalldatetime, '${value.replace('T', ' ').replace(/\.\d+$/, '')}', 120)` : null);
  if (isRowVersion(column)) return (value) => (/^[0-9A-F]{16}$/i.test(value) ? `convert(binary(8), 0x${value})` : null);
  if (type === tds.varChar || type === tds.char || type === tds.nVarChar || type === tds.nChar) return (value) => (value.length <= 4000 ? `convert(nvarchar(4000), 0x${Buffer.from(value, 'utf16le').toString('hex')})` : null);
  return null;
}

/** DATETIME knows thousandths only, and its style wants a clock. */
function thousandths(value: string): string {
  const [date = '', clock = '00:00:00'] = value.split(/[ T]/);
  const [seconds, fraction = ''] = clock.split('.');
  return `${date} ${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}
