import type { Calendar } from '@saphan/contracts/contract';
import { formatProblem } from '../problems.ts';
import { csvRecord, type PreviewRow, type TabularReader } from '../tabular.ts';
import { fillMerges, joinHeader, readMerges } from './merged-cells.ts';
import { readRows, type SheetRow } from './sheet-rows.ts';
import { chooseSheet, openWorkbook, type Sheet, type Workbook } from './workbook.ts';

export interface XlsxOptions {
  /** Null takes the first visible sheet. */
  sheet: string | null;
  /** First header row, 1-based, and how many there are; 0 rows: columns by position, named by their letters. */
  headerRow: number;
  headerRows: number;
  /** In which calendar the contract reads a column: true dates of a B.E. column are written in B.E. */
  calendarOf?: (source: string) => Calendar;
  spillFolder?: string;
}

export interface XlsxReader extends TabularReader { listSheets(): { name: string; hidden: boolean }[] }

/**
 * Opens a sheet of a workbook as a table. Line numbers are row numbers of the sheet; empty rows are left out and keep their numbers.
 * Merged cells are filled right and down in the header only; a value merged over data rows stays in its first row.
 *
 * @throws `linkage.sheet-missing`, `linkage.workbook-broken`, `linkage.workbook-too-large`, `linkage.workbook-protected`.
 */
export async function openXlsx(path: string, options: XlsxOptions): Promise<XlsxReader> {
  const workbook = await openWorkbook(path, options.spillFolder);
  try {
    const sheet = chooseSheet(workbook, options.sheet);
    let header: Promise<string[]> | null = null;
    const readHeader = () => (header ??= headerOf(workbook, sheet, options));
    return {
      readHeader,
      listSheets: () => workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
      preview: (rows) => previewOf(workbook, sheet, rows),
      records: async function* () { yield* recordsOf(workbook, sheet, options, await readHeader()); },
      close: async () => workbook.close(),
    };
  } catch (error) {
    workbook.close();
    throw error;
  }
}

/** Sheets of a workbook in tab order, hidden ones marked. */
export async function listSheets(path: string): Promise<{ name: string; hidden: boolean }[]> {
  const workbook = await openWorkbook(path);
  workbook.close();
  return workbook.sheets.map(({ name, hidden }) => ({ name, hidden }));
}

async function headerOf(workbook: Workbook, sheet: Sheet, { headerRow, headerRows }: XlsxOptions): Promise<string[]> {
  const last = headerRow + headerRows - 1;
  if (headerRows === 0) return columnLetters(await widestOfFirst(workbook, sheet, 1000));
  const rows = new Map<number, SheetRow['cells']>();
  for (let line = headerRow; line <= last; line += 1) rows.set(line, []);
  for (const row of await firstRows(workbook, sheet, (each) => each.line > last)) {
    if (rows.has(row.line)) rows.set(row.line, row.cells);
  }
  fillMerges(rows, await readMerges(workbook.parts, sheet.part, last));
  const names = joinHeader([...rows.values()]);
  if (names.length === 0) throw formatProblem('header-missing', { sheet: sheet.name, headerRow, headerRows, detailTh: `แผ่นงาน “${sheet.name}” แถว ${headerRow} ว่าง`, detailEn: `Row ${headerRow} of sheet “${sheet.name}” is empty.` });
  return names;
}

async function previewOf(workbook: Workbook, sheet: Sheet, count: number): Promise<PreviewRow[]> {
  let seen = 0;
  const read = await firstRows(workbook, sheet, () => (seen += 1) > count);
  const byLine = new Map(read.map((row) => [row.line, row.cells]));
  fillMerges(byLine, await readMerges(workbook.parts, sheet.part, read.at(-1)?.line ?? 0));
  return read.map(({ line }) => ({ line, cells: Array.from(byLine.get(line) ?? [], (cell) => cell ?? null) }));
}

async function* recordsOf(workbook: Workbook, sheet: Sheet, options: XlsxOptions, header: string[]): AsyncGenerator<Buffer> {
  const firstData = options.headerRows === 0 ? Math.max(1, options.headerRow) : options.headerRow + options.headerRows;
  const added = header.map((source) => (options.calendarOf?.(source) === 'be' ? 543 : 0));
  for await (const rows of readRows(workbook, sheet, { yearsAdded: (column) => added[column] ?? 0 })) {
    let text = '';
    for (const { line, cells } of rows) {
      if (line < firstData) continue;
      text += csvRecord(line, -1, Array.from({ length: Math.max(header.length, cells.length) }, (_, column) => cells[column] ?? null));
    }
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
}

/** Rows from the top until `isPast` says that a row is past what is wanted. */
async function firstRows(workbook: Workbook, sheet: Sheet, isPast: (row: SheetRow) => boolean): Promise<SheetRow[]> {
  const found: SheetRow[] = [];
  for await (const rows of readRows(workbook, sheet)) {
    for (const row of rows) {
      if (isPast(row)) return found;
      found.push(row);
    }
  }
  return found;
}

async function widestOfFirst(workbook: Workbook, sheet: Sheet, count: number): Promise<number> {
  let seen = 0;
  const rows = await firstRows(workbook, sheet, () => (seen += 1) > count);
  return rows.reduce((width, row) => Math.max(width, row.cells.length), 0);
}

/** `A`, `B`, … `AA`: how a spreadsheet names its columns. */
function columnLetters(width: number): string[] {
  return Array.from({ length: width }, (_, column) => {
    let name = '';
    for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    return name;
  });
}
