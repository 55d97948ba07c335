import type { Calendar } from '@saphan/contracts/contract';
import { formatProblem } from '../problems.ts';
import { csvRecord, type PreviewRow, type TabularReader } from '../tabular.ts';
import { fillMerges, joinHeader, type Merge } from '../xlsx/merged-cells.ts';
import type { SheetRow } from './sheet-row.ts';

export interface SheetName { name: string; hidden: boolean }

/** A sheet of a workbook of any format, readable any number of times. */
export interface SheetRows {
  name: string;
  /** Rows in batches. @param yearsAdded years added to true dates, by zero-based column: 543 where the contract reads B.E. */
  rows(yearsAdded?: (column: number) => number): AsyncIterable<SheetRow[]>;
  /** Merged ranges that touch the first `lastRow` rows. */
  merges(lastRow: number): Promise<Merge[]>;
}

export interface SheetOptions {
  /** Null takes the first visible sheet. */
  sheet: string | null;
  /** First header row, 1-based, and how many there are; 0 rows: columns by position, named by their letters. */
  headerRow: number;
  headerRows: number;
  /** In which calendar the contract reads a column: true dates of a B.E. column are written in B.E. */
  calendarOf?: (source: string) => Calendar;
  spillFolder?: string;
}

/**
 * A sheet as a table. Line numbers are row numbers of the sheet; empty rows are left out and keep their numbers. Merged cells are filled
 * right and down in the header only; a value merged over data rows stays in its first row.
 */
export function sheetTable(sheet: SheetRows, options: SheetOptions): Omit<TabularReader, 'close'> {
  let header: Promise<string[]> | null = null;
  const readHeader = () => (header ??= headerOf(sheet, options));
  return {
    readHeader,
    preview: (rows) => previewOf(sheet, rows),
    records: async function* () { yield* recordsOf(sheet, options, await readHeader()); },
  };
}

/**
 * The sheet of a name, or the first visible one when none is named.
 * @throws `linkage.sheet-missing` with the names there are.
 */
export function chooseSheetOf<S extends SheetName>(sheets: readonly S[], name: string | null): S {
  const sheet = name === null
    ? sheets.find((each) => !each.hidden) ?? sheets[0]
    : sheets.find((each) => each.name === name) ?? sheets.find((each) => each.name.trim() === name.trim());
  if (sheet) return sheet;
  const names = sheets.map((each) => each.name);
  throw formatProblem('sheet-missing', { sheet: name, sheets: names, detailTh: `ไม่มีแผ่นงาน “${name}” มีแต่ ${names.join(', ')}`, detailEn: `There is no sheet “${name}”; there are ${names.join(', ')}.` });
}

async function headerOf(sheet: SheetRows, { headerRow, headerRows }: SheetOptions): Promise<string[]> {
  const last = headerRow + headerRows - 1;
  if (headerRows === 0) return columnLetters(await widestOfFirst(sheet, 1000));
  const rows = new Map<number, SheetRow['cells']>();
  for (let line = headerRow; line <= last; line += 1) rows.set(line, []);
  for (const row of await firstRows(sheet, (each) => each.line > last)) {
    if (rows.has(row.line)) rows.set(row.line, [...row.cells]);
  }
  fillMerges(rows, await sheet.merges(last));
  const names = joinHeader([...rows.values()]);
  if (names.length === 0) throw formatProblem('header-missing', { sheet: sheet.name, headerRow, headerRows, detailTh: `แผ่นงาน “${sheet.name}” แถว ${headerRow} ว่าง`, detailEn: `Row ${headerRow} of sheet “${sheet.name}” is empty.` });
  return names;
}

async function previewOf(sheet: SheetRows, count: number): Promise<PreviewRow[]> {
  let seen = 0;
  const read = await firstRows(sheet, () => (seen += 1) > count);
  const byLine = new Map(read.map((row) => [row.line, [...row.cells]]));
  fillMerges(byLine, await sheet.merges(read.at(-1)?.line ?? 0));
  return read.map(({ line }) => ({ line, cells: Array.from(byLine.get(line) ?? [], (cell) => cell ?? null) }));
}

async function* recordsOf(sheet: SheetRows, options: SheetOptions, header: string[]): AsyncGenerator<Buffer> {
  const firstData = options.headerRows === 0 ? Math.max(1, options.headerRow) : options.headerRow + options.headerRows;
  const added = header.map((source) => (options.calendarOf?.(source) === 'be' ? 543 : 0));
  for await (const rows of sheet.rows((column) => added[column] ?? 0)) {
    let text = '';
    for (const { line, cells } of rows) {
      if (line < firstData) continue;
      text += csvRecord(line, -1, Array.from({ length: Math.max(header.length, cells.length) }, (_, column) => cells[column] ?? null));
      if (text.length > 1 << 20) { yield Buffer.from(text, 'utf8'); text = ''; }
    }
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
}

/** Rows from the top until `isPast` says that a row is past what is wanted. */
async function firstRows(sheet: SheetRows, isPast: (row: SheetRow) => boolean): Promise<SheetRow[]> {
  const found: SheetRow[] = [];
  for await (const rows of sheet.rows()) {
    for (const row of rows) {
      if (isPast(row)) return found;
      found.push(row);
    }
  }
  return found;
}

async function widestOfFirst(sheet: SheetRows, count: number): Promise<number> {
  let seen = 0;
  const rows = await firstRows(sheet, () => (seen += 1) > count);
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
