import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { utils, write } from '@e965/xlsx';
import { ZipFile } from 'yazl';
import { dbfBytes } from '../../../server/src/modules/linkage/formats/testing/dbf-bytes.ts';
import { writeXlsx } from '../../../server/src/kernel/xlsx/write-xlsx.ts';
import { csv, farmers, headers } from './farmers.ts';

export const truthFormats = ['csv', 'json', 'ndjson', 'xlsx', 'parquet', 'xml', 'dbf', 'fixed', 'xls', 'ods', 'csv.zip', 'csv.gz'] as const;
export type TruthFormat = (typeof truthFormats)[number];

/** How the contract says the source is read, beyond the usual; places of fixed width are in {@link fixedWidths}. */
export const sourceOf: Partial<Record<TruthFormat, object>> = {
  parquet: { format: 'parquet', calendar: 'ce' }, xml: { format: 'xml', recordPath: '/ทะเบียน/เกษตรกร' }, dbf: { format: 'dbf', encoding: 'utf-8' }, fixed: { format: 'fixed', encoding: 'utf-8', unit: 'characters' },
  'csv.zip': { format: 'csv' }, 'csv.gz': { format: 'csv' },
};
export const fixedWidths = [6, 20, 12, 8, 10];

/** The same forty farmers in every format that is read. */
export async function inFormat(format: TruthFormat): Promise<Buffer> {
  if (format === 'csv') return Buffer.from(csv(farmers()));
  if (format === 'xlsx') return workbook(headers, farmers());
  if (format === 'parquet') return parquet();
  if (format === 'csv.gz') return gzipSync(csv(farmers()));
  if (format === 'csv.zip') return archive('โฟลเดอร์/farmers.csv', Buffer.from(csv(farmers())));
  if (format === 'xml') return Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n<ทะเบียน>${farmers().map((row) => `<เกษตรกร ${xmlNames[0]}="${row[0]}">${row.slice(1).map((cell, i) => `<${xmlNames[i + 1]}>${cell}</${xmlNames[i + 1]}>`).join('')}</เกษตรกร>`).join('\n')}</ทะเบียน>`);
  if (format === 'dbf') return dbfBytes(dbfNames.map((name, i) => [name, 'C', [6, 60, 60, 8, 10][i] as number]), farmers(), { encoding: 'utf8', driver: 0 });
  if (format === 'fixed') return Buffer.from(`${farmers().map((row) => row.map((cell, i) => cell.padEnd(fixedWidths[i] as number)).join('')).join('\r\n')}\r\n`);
  if (format === 'xls' || format === 'ods') return spreadsheet(format);
  const records = farmers().map((row) => JSON.stringify(Object.fromEntries(row.map((cell, i) => [headers[i], i === 3 ? Number(cell) : cell]))));
  return Buffer.from(format === 'json' ? `[${records.join(',\n')}]` : `${records.join('\n')}\n`);
}

/** Names of XML elements and DBF columns, which hold no brackets and no long words. */
export const xmlNames = ['รหัส', 'ชื่อ', 'จังหวัด', 'พื้นที่', 'ขึ้นทะเบียน'];
export const dbfNames = ['CODE', 'NAME', 'PROVINCE', 'AREA_RAI', 'REG_ON'];

/** Headers by which the contract finds its columns, where they are not the usual ones. */
export const namesIn: Partial<Record<TruthFormat, string[]>> = { xml: xmlNames.map((name, i) => (i === 0 ? `@${name}` : name)), dbf: dbfNames };

/** A workbook of the old format or OpenDocument, as another program writes it: areas are numbers. */
function spreadsheet(format: 'xls' | 'ods'): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([headers, ...farmers().map((row) => row.map((cell, i) => (i === 3 ? Number(cell) : cell)))]), 'ข้อมูล');
  return write(book, { type: 'buffer', bookType: format === 'xls' ? 'biff8' : 'ods' }) as Buffer;
}

/** A ZIP archive of one file. */
export async function archive(name: string, content: Buffer): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

/** A workbook of one sheet of texts. */
export async function workbook(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Promise<Buffer> {
  return buffer(writeXlsx([{ name: 'ข้อมูล', columns: head.map((title) => ({ title, width: 16 })), rows }]));
}

/** Typed columns, as an engine writes them: dates are dates, areas decimals. */
async function parquet(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'saphan-parquet-'));
  const [source, target] = [join(folder, 'rows.csv'), join(folder, 'rows.parquet')];
  const engine = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await engine.connect();
  try {
    await writeFile(source, csv(farmers().map(([code, name, province, area, on]) => [code, name, province, area, on.replace(/(..)\/(..)\/(....)/, (_all, day, month, year) => `${Number(year) - 543}-${month}-${day}`)])));
    await connection.run(`copy (select * from read_csv('${source}', types = {'พื้นที่ (ไร่)': 'decimal(12,2)', 'วันที่ขึ้นทะเบียน': 'date'})) to '${target}' (format parquet)`);
    return await readFile(target);
  } finally {
    connection.closeSync();
    engine.closeSync();
    await rm(folder, { recursive: true });
  }
}
