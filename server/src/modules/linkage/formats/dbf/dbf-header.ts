import { open, type FileHandle } from 'node:fs/promises';
import type { Encoding } from '@saphan/contracts/contract';
import { formatProblem } from '../problems.ts';

export interface DbfField { name: Buffer; type: string; offset: number; length: number }

export interface DbfHeader {
  /** How many records the header counts. */
  records: number;
  /** Where the first record begins, and how long each is with its deletion mark. */
  firstRecord: number;
  recordBytes: number;
  fields: DbfField[];
  /** Encoding by the language driver (byte 29); null when the file does not say. */
  encoding: Encoding | null;
  fileBytes: number;
}

/** Language drivers of Thai tables: 0x50 OEM 874, 0x7C Windows 874; 0xF0 is UTF-8 as some newer programs write it. */
const drivers = new Map<number, Encoding>([[0x50, 'windows-874'], [0x7c, 'windows-874'], [0xf0, 'utf-8']]);
const knownTypes = new Set('CNFLDIBTY@O+'.split(''));
const maxFields = 5_000;

/**
 * Reads the head of a dBASE III/IV, FoxPro or Visual FoxPro table.
 * @throws `linkage.dbf-broken`, or `linkage.dbf-not-readable` for memo columns, encrypted tables and kinds of columns that are not read.
 */
export async function readDbfHeader(path: string): Promise<DbfHeader> {
  const file = await open(path);
  try {
    const fileBytes = (await file.stat()).size;
    const head = await readAt(file, 0, 32);
    const firstRecord = head.readUInt16LE(8);
    if (head[15] === 1) throw notReadable('ตารางเข้ารหัสลับไว้', 'The table is encrypted.');
    const header = { records: head.readUInt32LE(4), firstRecord, recordBytes: head.readUInt16LE(10), encoding: drivers.get(head[29] as number) ?? null, fileBytes };
    const fields = readFields(await readAt(file, 32, firstRecord - 32));
    checkHeader({ ...header, fields });
    return { ...header, fields };
  } finally {
    await file.close();
  }
}

function readFields(bytes: Buffer): DbfField[] {
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = 0; at + 32 <= bytes.length && bytes[at] !== 0x0d && fields.length <= maxFields; at += 32) {
    const nameEnd = bytes.indexOf(0, at);
    const type = String.fromCharCode(bytes[at + 11] as number);
    // Clipper and FoxPro write the high byte of a long text where other columns have their decimals.
    const length = (bytes[at + 16] as number) + (type === 'C' ? 256 * (bytes[at + 17] as number) : 0);
    fields.push({ name: bytes.subarray(at, nameEnd < 0 ? at + 11 : Math.min(nameEnd, at + 11)), type, offset, length });
    offset += length;
  }
  return fields;
}

function checkHeader({ fields, records, firstRecord, recordBytes, fileBytes }: DbfHeader): void {
  const memo = fields.filter(({ type }) => 'MGPW'.includes(type)).map(({ name }) => name.toString('latin1'));
  if (memo.length > 0) {
    throw notReadable(`คอลัมน์ ${memo.join(', ')} เป็นชนิดบันทึก (memo) ซึ่งเนื้อความอยู่ในไฟล์ .dbt หรือ .fpt อีกไฟล์หนึ่ง`, `The columns ${memo.join(', ')} are memos, whose text lies in another file (.dbt or .fpt).`);
  }
  const strange = fields.find(({ type }) => !knownTypes.has(type) && type !== '0');
  if (strange) throw notReadable(`คอลัมน์ ${strange.name.toString('latin1')} เป็นชนิด “${strange.type}” ซึ่งอ่านไม่ได้`, `The column ${strange.name.toString('latin1')} has the type “${strange.type}”, which is not read.`);
  const width = fields.reduce((sum, { length }) => sum + length, 1);
  if (fields.length === 0 || fields.some(({ length }) => length === 0) || width !== recordBytes) {
    throw broken(`ความยาวคอลัมน์รวม ${width} ไบต์ แต่หัวไฟล์บอก ${recordBytes}`, `The columns take ${width} bytes; the head of the file says ${recordBytes}.`);
  }
  const whole = Math.floor((fileBytes - firstRecord) / recordBytes);
  if (whole < records) throw broken(`หัวไฟล์บอก ${records} ระเบียน แต่มีครบเพียง ${Math.max(0, whole)} (ได้รับไม่ครบ)`, `The head of the file counts ${records} records; only ${Math.max(0, whole)} are whole.`);
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, length)), 0, Math.max(0, length), offset);
  if (length < 1 || bytesRead < length) throw broken('หัวไฟล์ไม่ครบ', 'The head of the file is cut off.');
  return buffer;
}

/** A damaged table as a problem. */
export function broken(detailTh: string, detailEn: string): Error {
  return formatProblem('dbf-broken', { detailTh, detailEn });
}

function notReadable(detailTh: string, detailEn: string): Error {
  return formatProblem('dbf-not-readable', { detailTh, detailEn });
}
