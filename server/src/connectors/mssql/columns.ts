import { databaseProblem } from '../database/problems.ts';
import type { TdsBytes } from './tds-bytes.ts';

/** Data types of TDS (MS-TDS §2.2.5.4) by their number. */
export const tds = {
  none: 0x1f, image: 0x22, text: 0x23, guid: 0x24, intN: 0x26, date: 0x28, time: 0x29, datetime2: 0x2a, datetimeOffset: 0x2b, tinyInt: 0x30, bit: 0x32, smallInt: 0x34, int: 0x38,
  smallDatetime: 0x3a, real: 0x3b, money: 0x3c, datetime: 0x3d, float: 0x3e, variant: 0x62, ntext: 0x63, bitN: 0x68, decimal: 0x6a, numeric: 0x6c, floatN: 0x6d, moneyN: 0x6e, datetimeN: 0x6f,
  smallMoney: 0x7a, bigInt: 0x7f, varBinary: 0xa5, varChar: 0xa7, binary: 0xad, char: 0xaf, nVarChar: 0xe7, nChar: 0xef, udt: 0xf0, xml: 0xf1,
} as const;

/** A column of an answer. `collation` are the five bytes of text in a code page; `udt` is the name of a type of .NET. */
export interface TdsColumn { name: string; type: number; userType: number; length: number; scale: number; collation: Buffer | null; udt: string | null }

/** Length of types (varchar, nvarchar, varbinary) whose cells come in pieces: `max`. */
export const inPieces = 0xffff;
const fixed = new Set<number>([tds.none, tds.tinyInt, tds.bit, tds.smallInt, tds.int, tds.smallDatetime, tds.real, tds.money, tds.datetime, tds.float, tds.smallMoney, tds.bigInt, tds.date]);
const shortLength = new Set<number>([tds.guid, tds.intN, tds.bitN, tds.floatN, tds.moneyN, tds.datetimeN]);
const scaled = new Set<number>([tds.time, tds.datetime2, tds.datetimeOffset]);
const texts = new Set<number>([tds.varChar, tds.char, tds.nVarChar, tds.nChar]);

/** COLMETADATA (MS-TDS §2.2.7.4), behind its token's byte. */
export function readColumns(bytes: TdsBytes): TdsColumn[] {
  const count = bytes.short();
  return count === 0xffff ? [] : Array.from({ length: count }, () => readColumn(bytes));
}

function readColumn(bytes: TdsBytes): TdsColumn {
  const userType = bytes.long();
  bytes.take(2);
  const type = bytes.byte();
  const column: TdsColumn = { name: '', type, userType, length: 0, scale: 0, collation: null, udt: null };
  readType(bytes, column);
  if (type === tds.text || type === tds.ntext || type === tds.image) for (let parts = bytes.byte(); parts > 0; parts -= 1) bytes.wide(bytes.short());
  column.name = bytes.wide(bytes.byte());
  return column;
}

function readType(bytes: TdsBytes, column: TdsColumn): void {
  const { type } = column;
  if (fixed.has(type)) return;
  if (shortLength.has(type)) column.length = bytes.byte();
  else if (scaled.has(type)) column.scale = bytes.byte();
  else if (type === tds.decimal || type === tds.numeric) {
    column.length = bytes.byte();
    bytes.take(1);
    column.scale = bytes.byte();
  } else if (texts.has(type)) {
    column.length = bytes.short();
    column.collation = Buffer.from(bytes.bytes(5));
  } else if (type === tds.varBinary || type === tds.binary) column.length = bytes.short();
  else if (type === tds.text || type === tds.ntext) {
    column.length = bytes.long();
    column.collation = Buffer.from(bytes.bytes(5));
  } else if (type === tds.image || type === tds.variant) column.length = bytes.long();
  else if (type === tds.udt) column.udt = readUdt(bytes);
  else if (type === tds.xml) { if (bytes.byte() === 1) { bytes.wide(bytes.byte()); bytes.wide(bytes.byte()); bytes.wide(bytes.short()); } }
  else throw unreadable(column.name, `0x${type.toString(16)}`);
}

function readUdt(bytes: TdsBytes): string {
  bytes.take(2);
  bytes.wide(bytes.byte());
  bytes.wide(bytes.byte());
  const name = bytes.wide(bytes.byte());
  bytes.wide(bytes.short());
  return name;
}

/** @throws `connectors.column-unreadable` when a column has a type without a text of its own. */
export function checkReadable(columns: readonly TdsColumn[]): void {
  const found = columns.find(({ type }) => type === tds.udt || type === tds.variant);
  if (found) throw unreadable(found.name, found.udt ?? 'sql_variant');
}

function unreadable(name: string, type: string): Error {
  return databaseProblem('column-unreadable', {
    column: name, detailTh: `คอลัมน์ ${name} เป็นชนิด ${type} ให้แปลงในคำสั่ง เช่น .STAsText() สำหรับตำแหน่ง หรือ convert(nvarchar(200), …)`,
    detailEn: `Column ${name} is of the type ${type}; convert it in the statement, for example by .STAsText() for places or convert(nvarchar(200), …).`,
  });
}
