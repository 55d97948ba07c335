import type { Calendar, SourceShape } from '@saphan/contracts/contract';
import { openDbf } from './dbf/open-dbf.ts';
import { openFixed, type FixedColumn } from './fixed/open-fixed.ts';
import { openJson } from './json/open-json.ts';
import { listOdsSheets, openOds } from './ods/open-ods.ts';
import { openParquet } from './parquet/open-parquet.ts';
import type { SheetName } from './sheet/sheet-table.ts';
import type { OnNote, OnReject, TabularReader } from './tabular.ts';
import { listXlsSheets, openXls } from './xls/open-xls.ts';
import { listSheets, openXlsx } from './xlsx/open-xlsx.ts';
import { openXml } from './xml/open-xml.ts';

export interface TabularOptions {
  source: SourceShape;
  /** Source names of the contract's columns in order; null when no contract exists yet. */
  columns: readonly string[] | null;
  /** Fixed width only: the contract's columns with their places. */
  places?: readonly FixedColumn[];
  calendarOf?: (source: string) => Calendar;
  spillFolder?: string;
  onReject?: OnReject;
  onNote?: OnNote;
}

/** Opens a file of any format but delimited text as a table; that needs no reader, the sieve reads its bytes. */
export async function openTabular(path: string, options: TabularOptions): Promise<TabularReader> {
  const { source, columns, onReject, onNote } = options;
  const sheet = { sheet: source.sheet, headerRow: source.headerRow, headerRows: source.headerRows, calendarOf: options.calendarOf, spillFolder: options.spillFolder };
  switch (source.format) {
    case 'xlsx': return openXlsx(path, sheet);
    case 'xls': return openXls(path, sheet);
    case 'ods': return openOds(path, sheet);
    case 'parquet': return openParquet(path);
    case 'dbf': return openDbf(path, { encoding: source.encoding, onReject, onNote });
    case 'fixed': return openFixed(path, { source, columns: options.places ?? [], onReject });
    case 'xml': return openXml(path, { recordPath: source.recordPath ?? '/', columns, maxRecordBytes: source.maxRecordBytes, onReject, onNote });
    default: return openJson(path, { format: source.format === 'ndjson' ? 'ndjson' : 'json', columns, recordPath: source.recordPath, maxRecordBytes: source.maxRecordBytes, onReject, onNote });
  }
}

/** Sheets of a workbook in tab order, hidden ones marked; none for formats without sheets. */
export async function listSheetsOf(path: string, format: SourceShape['format']): Promise<SheetName[]> {
  if (format === 'xlsx') return listSheets(path);
  if (format === 'xls') return listXlsSheets(path);
  return format === 'ods' ? listOdsSheets(path) : [];
}
