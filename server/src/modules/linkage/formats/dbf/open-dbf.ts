import { createReadStream } from 'node:fs';
import type { Encoding } from '@saphan/contracts/contract';
import { keptRawBytes, type Reject } from '@saphan/contracts/reject';
import { textDecoder, wholeCharacters, type DecodeText } from '../decode-text.ts';
import { csvRecord, type OnNote, type OnReject, type PreviewRow, type TabularReader } from '../tabular.ts';
import { readDbfCell } from './dbf-cells.ts';
import { broken, readDbfHeader, type DbfField, type DbfHeader } from './dbf-header.ts';

export interface DbfOptions { encoding: Encoding; onReject?: OnReject; onNote?: OnNote }

const LIVE = 0x20, DELETED = 0x2a;
interface DbfRecord { number: number; offset: number; bytes: Buffer; cells: (string | null)[] | null; faulty: DbfField | null }

/**
 * Opens a dBASE or FoxPro table. `line` is the number of the record in the file, 1-based, with deleted ones counted; records marked as
 * deleted are left out and told once. A record whose text is not in the encoding is rejected by itself.
 *
 * @throws `linkage.dbf-broken`, `linkage.dbf-not-readable`.
 */
export async function openDbf(path: string, options: DbfOptions): Promise<TabularReader> {
  const header = await readDbfHeader(path);
  const decode = textDecoder(options.encoding);
  // A zero-named column of Visual FoxPro holds its flags of absent values, no data.
  const fields = header.fields.filter(({ type }) => type !== '0');
  const names = fields.map(({ name }) => decode(name) ?? decode(wholeCharacters(name)) ?? name.toString('latin1')).map((name) => name.trim());
  return {
    readHeader: async () => names,
    preview: (rows) => readPreview(path, header, fields, decode, rows),
    records: () => recordsOf(path, header, fields, decode, options),
    close: async () => { /* streams close themselves */ },
  };
}

async function readPreview(path: string, header: DbfHeader, fields: DbfField[], decode: DecodeText, rows: number): Promise<PreviewRow[]> {
  const preview: PreviewRow[] = [];
  for await (const batch of readRecords(path, header, fields, decode)) {
    for (const { number, cells } of batch.live) if (cells && preview.length < rows) preview.push({ line: number, cells });
    if (preview.length >= rows) break;
  }
  return preview;
}

async function* recordsOf(path: string, header: DbfHeader, fields: DbfField[], decode: DecodeText, { encoding, onReject, onNote }: DbfOptions): AsyncGenerator<Buffer> {
  let deleted = 0;
  for await (const batch of readRecords(path, header, fields, decode)) {
    deleted += batch.deleted;
    let text = '';
    for (const record of batch.live) {
      if (record.cells) text += csvRecord(record.number, record.offset, record.cells);
      else onReject?.(rejectOf(record, encoding));
    }
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
  if (deleted > 0) onNote?.({ th: `ข้าม ${deleted} ระเบียนที่ต้นทางทำเครื่องหมายลบไว้`, en: `${deleted} records that the source has marked as deleted were left out.` });
  const beyond = Math.floor((header.fileBytes - header.firstRecord) / header.recordBytes) - header.records;
  if (beyond > 0) onNote?.({ th: `หลังระเบียนสุดท้ายที่หัวไฟล์นับไว้ยังมีที่ว่างอีก ${beyond} ระเบียน ซึ่งไม่ได้อ่าน`, en: `Behind the last record that the head of the file counts lies room for ${beyond} more, which was not read.` });
}

interface Batch { live: DbfRecord[]; deleted: number }

async function* readRecords(path: string, header: DbfHeader, fields: DbfField[], decode: DecodeText): AsyncGenerator<Batch> {
  const { firstRecord, recordBytes, records } = header;
  if (records === 0) return;
  let held: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of createReadStream(path, { start: firstRecord, end: firstRecord + records * recordBytes - 1, highWaterMark: 1 << 18 })) {
    held = held.length > 0 ? Buffer.concat([held, chunk as Buffer]) : (chunk as Buffer);
    const batch: Batch = { live: [], deleted: 0 };
    let at = 0;
    for (; at + recordBytes <= held.length; at += recordBytes) {
      number += 1;
      const bytes = held.subarray(at, at + recordBytes);
      if (bytes[0] === DELETED) batch.deleted += 1;
      else if (bytes[0] !== LIVE) throw broken(`ระเบียนที่ ${number} ไม่ขึ้นต้นด้วยเครื่องหมายระเบียน`, `Record ${number} does not begin with the mark of a record.`);
      else batch.live.push(readOne(bytes, number, firstRecord + (number - 1) * recordBytes, fields, decode));
    }
    held = held.subarray(at);
    yield batch;
  }
}

function readOne(bytes: Buffer, number: number, offset: number, fields: DbfField[], decode: DecodeText): DbfRecord {
  const cells: (string | null)[] = [];
  for (const field of fields) {
    const cell = readDbfCell(bytes, field, decode);
    if (cell === undefined) return { number, offset, bytes, cells: null, faulty: field };
    cells.push(cell);
  }
  return { number, offset, bytes, cells, faulty: null };
}

function rejectOf({ number, offset, bytes, faulty }: DbfRecord, encoding: Encoding): Reject {
  const raw = Buffer.from(bytes.subarray(0, keptRawBytes));
  return { line: number, byteOffset: offset, byteLength: bytes.length, column: null, code: 'ENC_INVALID', detail: `${encoding} · ${faulty?.name.toString('latin1') ?? ''}`, raw, rawCut: bytes.length > raw.length };
}
