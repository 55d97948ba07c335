import type { Readable } from 'node:stream';
import { rejectMessage } from '@saphan/contracts/reject-messages';
import type { RejectCode } from '@saphan/contracts/reject';
import type { Contract } from '@saphan/contracts/contract';
import { writeXlsx, type CellValue, type SheetColumn } from '#kernel/xlsx/write-xlsx.ts';
import type { Engine } from '#modules/lake/index.ts';
import { splitRecords } from '../draft/split-records.ts';
import { rawText } from '../reads/reject-view.ts';

/** Header of the column that ties a corrected row to the quarantined line; a replay looks for it. */
export const LINE_HEADER = '#บรรทัด';

const GUIDE: SheetColumn[] = [
  { title: LINE_HEADER, width: 10 }, { title: '#คอลัมน์ที่ต้องแก้', width: 22 }, { title: '#เหตุผล', width: 44 }, { title: '#วิธีแก้', width: 44 }, { title: '#Reason', width: 36 },
];

/**
 * The quarantine as a workbook a clerk corrects and sends back: one row per quarantined line, reasons first, then the source's own columns
 * with the values as received. Columns that begin with # are for people and are not read as data.
 *
 * @param names source column names in file order; a record that does not split into that many cells is put whole into the first.
 */
export function quarantineWorkbook(engine: Engine, contract: Contract, names: readonly string[], replayed: ReadonlySet<number>): Readable {
  const columns = [...GUIDE, ...names.map((name) => ({ title: name, width: 18 }))];
  return writeXlsx([{ name: 'แถวที่กักไว้', columns, rows: correctionRows(engine, contract, names, replayed) }]);
}

async function* correctionRows(engine: Engine, contract: Contract, names: readonly string[], replayed: ReadonlySet<number>): AsyncGenerator<CellValue[]> {
  const titles = new Map(contract.columns.map((column) => [column.name, column.titleTh || column.name]));
  const batches = engine.stream(`select line::double, any_value(raw), string_agg(code, chr(31)), string_agg(coalesce("column", ''), chr(31)), string_agg(coalesce(detail, ''), chr(31)), min(off)::double from q group by line order by line`);
  for await (const batch of batches) {
    for (const [line, raw, codes, columns, details, off] of batch as [number, Uint8Array, string, string, string, number][]) {
      if (replayed.has(Number(line))) continue;
      const places = columns.split('\x1f');
      const values = details.split('\x1f');
      const messages = codes.split('\x1f').map((code, i) => rejectMessage(code as RejectCode, values[i] || null));
      yield [
        Number(line), [...new Set(places.map((name) => titles.get(name) ?? 'ทั้งแถว'))].join(', '), messages.map((m) => m.th).join('\n'), messages.map((m) => m.fixTh).join('\n'), messages.map((m) => m.en).join('\n'),
        ...cellsOf(rawText(raw, contract, off >= 0), contract, names),
      ];
    }
  }
}

/** The record's own cells: JSON by name, delimited text by place. */
function cellsOf(text: string, contract: Contract, names: readonly string[]): string[] {
  const { format, delimiter, quote } = contract.source;
  if (text.startsWith('{')) {
    const bySource = new Map(contract.columns.map((column) => [column.source, column.name]));
    const record = readJson(text);
    return names.map((name) => shown(record[name] ?? record[bySource.get(name) ?? '']));
  }
  const adapted = format !== 'csv';
  const [record] = splitRecords(text, { delimiter: adapted ? ',' : delimiter, quote: adapted ? '"' : quote, maxRecords: 1, maxCells: 20_000, complete: true });
  return record?.cells ?? [text];
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const shown = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
