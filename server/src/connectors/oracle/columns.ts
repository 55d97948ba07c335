import type { ColumnFacts, ExecuteOptions, Lob } from 'oracledb';
import { databaseProblem } from '../database/problems.ts';

/** How a column is asked for, and how what the driver gives becomes text; a promise where it has to be fetched on its own. */
export interface OracleColumn { name: string; asked: string; bytes: number; hasLob: boolean; text(value: unknown): string | Promise<string> }

/** A large object must lie in memory as a whole. */
const MAX_LOB_BYTES = 64 << 20;
const plain = new Set(['VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR', 'ROWID', 'UROWID']);
const times: Record<string, string> = {
  DATE: 'YYYY-MM-DD HH24:MI:SS', TIMESTAMP: 'YYYY-MM-DD HH24:MI:SS.FF9', 'TIMESTAMP WITH TIME ZONE': 'YYYY-MM-DD HH24:MI:SS.FF9TZH:TZM', 'TIMESTAMP WITH LOCAL TIME ZONE': 'YYYY-MM-DD HH24:MI:SS.FF9TZH:TZM',
};
/** Large objects by the characters or bytes of one of them that are counted as one byte in memory at most. */
const lobs: Record<string, number> = { CLOB: 4, NCLOB: 4, BLOB: 1, BFILE: 1 };

/** Names in quotes are names whatever they hold but a quote, which no name in Oracle has. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '')}"`;

/**
 * The columns of an answer. Dates go as text that the database writes, since the driver makes milliseconds of them; numbers come as all their digits.
 * @throws `connectors.column-unreadable` for types without a text of their own.
 */
export function columnsOf(facts: readonly ColumnFacts[]): OracleColumn[] {
  return facts.map((fact) => {
    const { name, byteSize = 0 } = fact;
    const type = fact.dbType.columnTypeName;
    const quoted = quotedName(name);
    const column = { name, asked: quoted, bytes: Math.max(byteSize, 40), hasLob: false, text: String as (value: unknown) => string };
    const format = times[type];
    if (format) return { ...column, asked: `to_char(${quoted}, '${format}') as ${quoted}`, text: (value: unknown) => withoutZeros(String(value)) };
    if (plain.has(type)) return column;
    if (type === 'NUMBER') return { ...column, text: (value: unknown) => String(value).replace(/^(-?)\./, '$10.') };
    if (type === 'BINARY_FLOAT' || type === 'BINARY_DOUBLE' || type === 'BINARY_INTEGER') return column;
    if (type.startsWith('INTERVAL')) return { ...column, asked: `to_char(${quoted}) as ${quoted}` };
    if (type === 'RAW') return { ...column, text: (value: unknown) => (value as Buffer).toString('hex').toUpperCase() };
    if (type === 'BOOLEAN') return { ...column, text: (value: unknown) => (value ? '1' : '0') };
    const asked = largeAsked(fact, quoted);
    if (asked) return { ...column, asked, hasLob: true, text: (value: unknown) => lobText(name, type, value) };
    throw unreadable(name, type);
  });
}

/** The expression of a column that is a large object or is made one; null when it is neither. */
function largeAsked({ dbType: { columnTypeName: type }, dbTypeClass }: ColumnFacts, quoted: string): string | null {
  if (lobs[type]) return quoted;
  if (type === 'JSON') return `json_serialize(${quoted} returning clob) as ${quoted}`;
  if (type === 'XMLTYPE') return `xmlserialize(content ${quoted} as clob) as ${quoted}`;
  const object = dbTypeClass?.fqn ?? dbTypeClass?.prototype?.fqn;
  return type === 'OBJECT' && object === 'MDSYS.SDO_GEOMETRY' ? `sdo_util.to_wktgeometry(${quoted}) as ${quoted}` : null;
}

/** Has the driver give numbers as all their digits; what else there is comes as it is asked for. */
export async function numbersAsText(): Promise<ExecuteOptions['fetchTypeHandler']> {
  const { default: driver } = await import('oracledb');
  return ({ dbType }) => (dbType.columnTypeName === 'NUMBER' ? { type: driver.STRING } : undefined);
}

/** Zeros at the end of a fraction are left out. */
function withoutZeros(text: string): string {
  return text.replace(/\.(\d*?)0*(?=[+-]|$)/, (_all, digits: string) => (digits === '' ? '' : `.${digits}`));
}

async function lobText(name: string, type: string, value: unknown): Promise<string> {
  const isLob = typeof value === 'object' && value !== null && 'getData' in value;
  if (isLob && (value as Lob).length * (lobs[type] ?? 4) > MAX_LOB_BYTES) {
    throw databaseProblem('row-too-large', { column: name, limit: MAX_LOB_BYTES, detailTh: `คอลัมน์ ${name} มีค่าที่ยาว ${(value as Lob).length}`, detailEn: `Column ${name} has a value of the length ${(value as Lob).length}.` });
  }
  const data = isLob ? await (value as Lob).getData() ?? '' : value;
  return Buffer.isBuffer(data) ? data.toString('hex').toUpperCase() : String(data);
}

function unreadable(name: string, type: string): Error {
  return databaseProblem('column-unreadable', {
    column: name, detailTh: `คอลัมน์ ${name} เป็นชนิด ${type} ให้แปลงในคำสั่ง เช่น to_lob หรือ to_char หรือไม่เลือกคอลัมน์นี้`, detailEn: `Column ${name} is of the type ${type}; convert it in the statement, for example by to_char, or leave it out.`,
  });
}
