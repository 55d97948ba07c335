import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { writeXlsx, type CellValue, type SheetColumn } from '#kernel/xlsx/write-xlsx.ts';
import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q, quoteLiteral } from '../engine/identifiers.ts';
import { lakeProblem } from '../errors.ts';
import type { LakePorts } from '../lake-ports.ts';
import type { ReleaseColumn } from '../columns.ts';
import { givenRows } from './given-rows.ts';
import type { Portion } from './portion.ts';
import { withReader } from './reader.ts';
import { releaseFiles } from './release-files.ts';
import { jsonCell, shownColumns, shownValue } from './shown.ts';
import { assertWindows874, windows874 } from './windows-874.ts';

export const exportFormats = ['csv', 'csv-874', 'parquet', 'ndjson', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A finished file; `open` gives its bytes once and removes it afterwards. */
export interface Exported { bytes: number; extension: string; contentType: string; open(): Readable }

const XLSX_ROWS = 1_048_575;
const XLSX_CELL = 32_767;
/** Excel reads a CSV as UTF-8 only after this mark. */
const EXCEL_MARK = Buffer.from('\ufeff');
const KINDS: Record<ExportFormat, { extension: string; contentType: string }> = {
  'csv': { extension: 'csv', contentType: 'text/csv; charset=utf-8' },
  'csv-874': { extension: 'csv', contentType: 'text/csv; charset=windows-874' },
  'parquet': { extension: 'parquet', contentType: 'application/vnd.apache.parquet' },
  'ndjson': { extension: 'ndjson', contentType: 'application/x-ndjson' },
  'xlsx': { extension: 'xlsx', contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
};

/**
 * Writes all that is given of a release as one file in key order, personal data masked. DuckDB writes the bytes to disk, so memory is bounded,
 * the length is known, and whatever cannot be written is refused before the first byte is sent.
 *
 * @throws `lake.portion-unreadable`, `lake.no-windows-874`, `lake.too-many-rows-for-xlsx`, `lake.cell-too-long-for-xlsx`.
 */
export async function exportRelease(ports: LakePorts, portion: Portion, format: ExportFormat): Promise<Exported> {
  const { release } = portion;
  if (format === 'xlsx' && release.rowCount > XLSX_ROWS) throw lakeProblem('too-many-rows-for-xlsx', { rowCount: release.rowCount });
  const folder = join(ports.engine.spillDir, 'exports');
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  try {
    await withReader(ports, (engine) => releaseFiles(ports.objects, release, async (paths) => {
      await writeFormat(engine, await givenRows(engine, portion, paths, 'lake_given'), shownColumns(release.columns), format, path);
    }));
    const { size } = await stat(path);
    const mark = format === 'csv' ? EXCEL_MARK : Buffer.alloc(0);
    return { bytes: mark.length + size, ...KINDS[format], open: () => Readable.from(contentOf(path, mark), { objectMode: false }) };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function* contentOf(path: string, mark: Buffer): AsyncGenerator<Buffer> {
  try {
    if (mark.length > 0) yield mark;
    yield* createReadStream(path, { highWaterMark: 1 << 20 });
  } finally {
    await rm(path, { force: true });
  }
}

async function writeFormat(engine: Engine, from: string, columns: readonly ReleaseColumn[], format: ExportFormat, path: string): Promise<void> {
  if (format === 'csv-874') return writeCsv874(engine, from, columns, path);
  if (format === 'xlsx') return writeWorkbook(engine, from, columns, path);
  if (format === 'csv') return writeCsv(engine, from, columns, path);
  const options = format === 'ndjson' ? '(format json)' : `(format parquet, compression zstd, field_ids {${columns.map((column) => `${q(column.name)}: ${column.fieldId}`).join(', ')}})`;
  const values = columns.map((column) => (format === 'parquet' ? native(column) : column.stored.startsWith('DECIMAL') && column.shown === 'clear' ? `t.${q(column.name)}` : shownValue(column, 't')));
  await engine.run(`copy (${selected(columns, values, from)}) to ${quoteLiteral(path)} ${options}`);
}

const native = (column: ReleaseColumn) => (column.shown === 'clear' ? `t.${q(column.name)}` : shownValue(column, 't'));

function selected(columns: readonly ReleaseColumn[], values: readonly string[], from: string): string {
  return `select ${columns.map((column, i) => `${values[i]} as ${q(column.name)}`).join(', ')} from ${from} t`;
}

async function writeCsv(engine: Engine, from: string, columns: readonly ReleaseColumn[], path: string): Promise<void> {
  const rows = selected(columns, columns.map((column) => shownValue(column, 't')), from);
  await engine.run(`copy (${rows}) to ${quoteLiteral(path)} (format csv, header true)`);
}

async function writeCsv874(engine: Engine, from: string, columns: readonly ReleaseColumn[], path: string): Promise<void> {
  await assertWindows874(engine, from, columns);
  const utf8 = `${path}.utf8`;
  try {
    await writeCsv(engine, from, columns, utf8);
    await pipeline(createReadStream(utf8, { highWaterMark: 1 << 20 }), windows874(), createWriteStream(path));
  } finally {
    await rm(utf8, { force: true });
  }
}

async function writeWorkbook(engine: Engine, from: string, columns: readonly ReleaseColumn[], path: string): Promise<void> {
  const sheet: SheetColumn[] = columns.map((column) => ({ title: column.name, ...(column.shown === 'clear' && kindOf(column)) }));
  const batches = engine.stream(`${selected(columns, columns.map((column) => shownValue(column, 't')), from)} order by t._pos`);
  await pipeline(writeXlsx([{ name: 'data', columns: sheet, rows: workbookRows(batches, columns) }]), createWriteStream(path));
}

/** A workbook would hold the beginning of a longer cell only, and nobody would see that. */
async function* workbookRows(batches: AsyncIterable<unknown[][]>, columns: readonly ReleaseColumn[]): AsyncGenerator<CellValue[]> {
  let line = 0;
  for await (const batch of batches) {
    for (const cells of batch) {
      line += 1;
      const at = cells.findIndex((cell) => typeof cell === 'string' && cell.length > XLSX_CELL);
      if (at >= 0) throw tooLong(line, columns[at] as ReleaseColumn, cells[at] as string);
      yield cells.map(jsonCell) as CellValue[];
    }
  }
}

function tooLong(line: number, { name }: ReleaseColumn, { length }: string): Error {
  const th = `แถวที่ ${line} คอลัมน์ ${name} ยาว ${length} อักขระ`;
  const en = `row ${line}, column ${name} has ${length} characters`;
  return lakeProblem('cell-too-long-for-xlsx', { detailTh: th, detailEn: en, errors: [{ line, column: name, code: String(length), th, en }] });
}

function kindOf(column: ReleaseColumn): Pick<SheetColumn, 'kind'> {
  if (column.stored === 'DATE') return { kind: 'date' };
  if (column.stored === 'TIMESTAMP') return { kind: 'datetime' };
  return column.stored === 'BIGINT' || column.stored.startsWith('DECIMAL') ? { kind: 'number' } : {};
}
