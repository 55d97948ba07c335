import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SheetRow } from '../sheet/sheet-row.ts';
import { sheetTable, chooseSheetOf, type SheetName, type SheetOptions } from '../sheet/sheet-table.ts';
import type { TabularReader } from '../tabular.ts';
import { isoOfSerial, shownByFormat } from '../xlsx/date-cells.ts';
import { convertXls, type ConvertedXls } from './convert-xls.ts';

/**
 * Opens a sheet of an Excel 97–2003 workbook (.xls, BIFF). A process of its own, with limits on memory and time and no right beyond the
 * file, turns the sheet into lines once; they are read from disk. Macros are never run.
 *
 * @throws `linkage.sheet-missing`, `linkage.workbook-broken`, `linkage.workbook-too-large`, `linkage.workbook-protected`.
 */
export async function openXls(path: string, options: SheetOptions): Promise<TabularReader> {
  const lines = join(options.spillFolder ?? tmpdir(), `xls-${randomUUID()}.ndjson`);
  const forget = () => rm(lines, { force: true });
  try {
    const { sheets, is1904, merges } = await convertXls(path, { sheet: options.sheet, lines });
    const { name } = chooseSheetOf(sheets, options.sheet);
    const table = sheetTable({ name, rows: (yearsAdded) => readLines(lines, is1904, yearsAdded), merges: async (lastRow) => merges.filter(({ top }) => top <= lastRow) }, options);
    return { ...table, close: forget };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** Sheets of an .xls workbook in tab order, hidden ones marked. */
export async function listXlsSheets(path: string): Promise<SheetName[]> {
  return (await convertXls(path, { sheet: null, lines: null })).sheets;
}

/** A cell as the converter writes it: text, or a number with its format where that shows a date or time. */
type ConvertedCell = string | null | [serial: number, format: string];

async function* readLines(lines: string, is1904: ConvertedXls['is1904'], yearsAdded: (column: number) => number = () => 0): AsyncGenerator<SheetRow[]> {
  const text = (cell: ConvertedCell, column: number): string | null => {
    if (!Array.isArray(cell)) return cell;
    const [serial, format] = cell;
    return isoOfSerial(serial, shownByFormat(0, format), is1904, yearsAdded(column)) ?? String(serial);
  };
  let batch: SheetRow[] = [];
  for await (const line of createInterface({ input: createReadStream(lines, 'utf8') })) {
    const [row, ...cells] = JSON.parse(line) as [number, ...ConvertedCell[]];
    batch.push({ line: row, cells: cells.map(text) });
    if (batch.length < 500) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
