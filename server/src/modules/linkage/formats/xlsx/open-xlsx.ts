import { chooseSheetOf, sheetTable, type SheetName, type SheetOptions } from '../sheet/sheet-table.ts';
import type { TabularReader } from '../tabular.ts';
import { readMerges } from './merged-cells.ts';
import { readRows } from './sheet-rows.ts';
import { openWorkbook } from './workbook.ts';

export type XlsxOptions = SheetOptions;

export interface XlsxReader extends TabularReader { listSheets(): SheetName[] }

/**
 * Opens a sheet of a workbook as a table. Macros of an `.xlsm` are a part that is never read; the cells are.
 *
 * @throws `linkage.sheet-missing`, `linkage.workbook-broken`, `linkage.workbook-too-large`, `linkage.workbook-protected`.
 */
export async function openXlsx(path: string, options: XlsxOptions): Promise<XlsxReader> {
  const workbook = await openWorkbook(path, options.spillFolder);
  try {
    const sheet = chooseSheetOf(workbook.sheets, options.sheet);
    const table = sheetTable({
      name: sheet.name, rows: (yearsAdded) => readRows(workbook, sheet, { yearsAdded }), merges: (lastRow) => readMerges(workbook.parts, sheet.part, lastRow),
    }, options);
    return { ...table, listSheets: () => workbook.sheets.map(({ name, hidden }) => ({ name, hidden })), close: async () => workbook.close() };
  } catch (error) {
    workbook.close();
    throw error;
  }
}

/** Sheets of a workbook in tab order, hidden ones marked. */
export async function listSheets(path: string): Promise<SheetName[]> {
  const workbook = await openWorkbook(path);
  workbook.close();
  return workbook.sheets.map(({ name, hidden }) => ({ name, hidden }));
}
