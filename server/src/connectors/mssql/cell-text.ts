import { decode } from 'iconv-lite';
import { databaseProblem } from '../database/problems.ts';
import { inPieces, tds, type TdsColumn } from './columns.ts';
import type { TdsBytes } from './tds-bytes.ts';

/** Reads the cell of one column; null is NULL. */
export type ReadCell = (bytes: TdsBytes) => string | null;

const DAY_MS = 86_400_000;
/** 1 January of the year 1, where DATE counts from, and 1 January 1900, where DATETIME does; both before 1970. */
const YEAR_ONE = -719_162;
const YEAR_1900 = -25_567;
const NULL_PIECES = 0xffff_ffff_ffff_ffffn;

/** How cells of a column become text, exactly: numbers keep all digits, dates are ISO, bytes are the digits of their hexadecimal form. `codePage` decodes text that is not Unicode. */
export function cellReader(column: TdsColumn, codePage: (collation: Buffer) => string | undefined): ReadCell {
  const plain = fixedReaders.get(column.type);
  if (plain) return plain;
  const lengths = counted.get(column.type);
  if (lengths) return (bytes) => { const length = bytes.byte(); return length === 0 ? null : lengths(bytes, length, column.scale); };
  const write = bytesWriter(column, codePage);
  if (column.type === tds.text || column.type === tds.ntext || column.type === tds.image) return (bytes) => { const cell = pointed(bytes); return cell && write(cell); };
  if (column.type === tds.xml || column.length === inPieces) return (bytes) => { const cell = pieces(bytes); return cell && write(cell); };
  return (bytes) => { const length = bytes.short(); return length === 0xffff ? null : write(bytes.bytes(length)); };
}

const fixedReaders = new Map<number, ReadCell>([
  [tds.none, () => null],
  [tds.tinyInt, (bytes) => String(bytes.byte())],
  [tds.bit, (bytes) => String(bytes.byte())],
  [tds.smallInt, (bytes) => wholeOf(bytes, 2)],
  [tds.int, (bytes) => wholeOf(bytes, 4)],
  [tds.bigInt, (bytes) => wholeOf(bytes, 8)],
  [tds.real, (bytes) => floatOf(bytes, 4)],
  [tds.float, (bytes) => floatOf(bytes, 8)],
  [tds.smallMoney, (bytes) => moneyOf(bytes, 4)],
  [tds.money, (bytes) => moneyOf(bytes, 8)],
  [tds.smallDatetime, (bytes) => datetimeOf(bytes, 4)],
  [tds.datetime, (bytes) => datetimeOf(bytes, 8)],
]);

const counted = new Map<number, (bytes: TdsBytes, length: number, scale: number) => string>([
  [tds.intN, wholeOf], [tds.floatN, floatOf], [tds.moneyN, moneyOf], [tds.datetimeN, datetimeOf],
  [tds.bitN, (bytes) => String(bytes.byte())],
  [tds.decimal, decimalOf], [tds.numeric, decimalOf],
  [tds.guid, (bytes) => guidOf(bytes.bytes(16))],
  [tds.date, (bytes) => dayText(bytes.number(3) + YEAR_ONE)],
  [tds.time, (bytes, length, scale) => clockText(bytes.number(length), scale)],
  [tds.datetime2, (bytes, length, scale) => { const clock = clockText(bytes.number(length - 3), scale); return `${dayText(bytes.number(3) + YEAR_ONE)} ${clock}`; }],
  [tds.datetimeOffset, offsetOf],
]);

function wholeOf(bytes: TdsBytes, length: number): string {
  if (length === 1) return String(bytes.byte());
  if (length === 2) return String(bytes.buffer.readInt16LE(bytes.take(2)));
  return length === 4 ? String(bytes.int()) : String(bytes.signedBig());
}

/** The shortest digits that give the same number again. */
function floatOf(bytes: TdsBytes, length: number): string {
  if (length === 8) return String(bytes.buffer.readDoubleLE(bytes.take(8)));
  const value = bytes.buffer.readFloatLE(bytes.take(4));
  for (let digits = 6; digits < 9; digits += 1) { const text = Number(value.toPrecision(digits)); if (Math.fround(text) === value) return String(text); }
  return String(Number(value.toPrecision(9)));
}

function moneyOf(bytes: TdsBytes, length: number): string {
  if (length === 4) return withPoint(BigInt(bytes.int()), 4);
  const high = BigInt(bytes.int());
  return withPoint((high << 32n) + BigInt(bytes.long()), 4);
}

function decimalOf(bytes: TdsBytes, length: number, scale: number): string {
  const isPositive = bytes.byte() === 1;
  const value = bytes.magnitude(length - 1);
  return withPoint(isPositive ? value : -value, scale);
}

function withPoint(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** DATETIME counts three-hundredths of a second, SMALLDATETIME minutes. */
function datetimeOf(bytes: TdsBytes, length: number): string {
  if (length === 4) { const day = bytes.short(); return `${dayText(day + YEAR_1900)} ${clockText(bytes.short() * 60, 0)}`; }
  const day = bytes.int();
  return `${dayText(day + YEAR_1900)} ${clockText(Math.round((bytes.long() * 10) / 3), 3)}`;
}

/** Kept as universal time beside the minutes of its zone; shown in its own zone, as the database does. */
function offsetOf(bytes: TdsBytes, length: number, scale: number): string {
  const units = bytes.number(length - 5);
  const day = bytes.number(3) + YEAR_ONE;
  const minutes = bytes.buffer.readInt16LE(bytes.take(2));
  const perDay = 86_400 * 10 ** scale;
  const local = units + minutes * 60 * 10 ** scale;
  const shift = Math.floor(local / perDay);
  const zone = Math.abs(minutes);
  return `${dayText(day + shift)} ${clockText(local - shift * perDay, scale)}${minutes < 0 ? '-' : '+'}${two(Math.floor(zone / 60))}:${two(zone % 60)}`;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** A day counted from 1970. */
const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A time of day in units of 10^-scale seconds; zeros at the end of its fraction are left out. */
function clockText(units: number, scale: number): string {
  const perSecond = 10 ** scale;
  const seconds = Math.floor(units / perSecond);
  const rest = units - seconds * perSecond;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(scale, '0').replace(/0+$/, '')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

/** The first three groups are little-endian. */
function guidOf(b: Buffer): string {
  const hex = Buffer.from([b[3]!, b[2]!, b[1]!, b[0]!, b[5]!, b[4]!, b[7]!, b[6]!, ...b.subarray(8)]).toString('hex').toUpperCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function bytesWriter({ name, type, collation }: TdsColumn, codePage: (collation: Buffer) => string | undefined): (cell: Buffer) => string {
  if (type === tds.nVarChar || type === tds.nChar || type === tds.ntext) return (cell) => cell.toString('utf16le');
  if (type === tds.xml) return (cell) => cell.toString('utf16le').replace(/^\ufeff/, '');
  if (!collation) return (cell) => cell.toString('hex').toUpperCase();
  const page = codePage(collation);
  if (!page) throw databaseProblem('column-unreadable', { column: name, detailTh: `ไม่รู้จักการเข้ารหัสอักษรของคอลัมน์ ${name}`, detailEn: `The collation of column ${name} is not known.` });
  return page === 'utf-8' ? (cell) => cell.toString('utf8') : (cell) => decode(cell, page);
}

/** TEXT, NTEXT and IMAGE: a pointer, a timestamp, then the bytes. */
function pointed(bytes: TdsBytes): Buffer | null {
  const pointer = bytes.byte();
  if (pointer === 0) return null;
  bytes.take(pointer + 8);
  return bytes.bytes(bytes.long());
}

/** Partially length-prefixed bytes (MS-TDS §2.2.5.2.3). */
function pieces(bytes: TdsBytes): Buffer | null {
  if (bytes.big() === NULL_PIECES) return null;
  const parts: Buffer[] = [];
  for (let length = bytes.long(); length > 0; length = bytes.long()) parts.push(bytes.bytes(length));
  return parts.length === 1 ? parts[0] as Buffer : Buffer.concat(parts);
}
