import type { Calendar, SourceShape } from '@saphan/contracts/contract';
import { openJson } from './json/open-json.ts';
import { openParquet } from './parquet/open-parquet.ts';
import type { OnNote, OnReject, TabularReader } from './tabular.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';

export interface TabularOptions {
  source: SourceShape;
  /** Source names of the contract's columns in order; null when no contract exists yet. */
  columns: readonly string[] | null;
  calendarOf?: (source: string) => Calendar;
  spillFolder?: string;
  onReject?: OnReject;
  onNote?: OnNote;
}

/** Opens a workbook, JSON or Parquet file as a table; delimited text needs no reader, the sieve reads its bytes. */
export async function openTabular(path: string, options: TabularOptions): Promise<TabularReader> {
  const { source, columns, onReject, onNote } = options;
  if (source.format === 'xlsx') return openXlsx(path, { sheet: source.sheet, headerRow: source.headerRow, headerRows: source.headerRows, calendarOf: options.calendarOf, spillFolder: options.spillFolder });
  if (source.format === 'parquet') return openParquet(path);
  return openJson(path, { format: source.format === 'ndjson' ? 'ndjson' : 'json', columns, maxRecordBytes: source.maxRecordBytes, onReject, onNote });
}
