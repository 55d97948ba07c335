import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import iconv from 'iconv-lite';
import { openXlsx } from '../../../server/src/modules/linkage/formats/xlsx/open-xlsx.ts';

/** A table as another program reads it: titles, then a text or null for every cell. */
export type Cells = (string | null)[][];

/** Opens a downloaded file, by another reader than wrote it: DuckDB's for CSV and Parquet, JSON's, and the one for workbooks that people send. */
export async function openTable(format: string, bytes: Buffer): Promise<Cells> {
  if (format === 'ndjson') return ofRecords(bytes.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line, asWritten)));
  const folder = mkdtempSync(join(tmpdir(), 'saphan-table-'));
  const path = join(folder, `table.${format}`);
  try {
    writeFileSync(path, format === 'csv-874' ? iconv.encode(iconv.decode(bytes, 'windows-874'), 'utf8') : bytes);
    if (format === 'xlsx') return await ofWorkbook(path);
    return await ofQuery(format === 'parquet' ? `read_parquet('${path}')` : `read_csv('${path}', header = true, all_varchar = true, quote = '"', escape = '"', delim = ',', strict_mode = true)`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Numbers with every digit that was written; a JavaScript number holds fifteen of them for sure. */
function asWritten(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? context?.source : value;
}

function ofRecords(records: Record<string, unknown>[]): Cells {
  const names = Object.keys(records[0] ?? {});
  return [names, ...records.map((record) => names.map((name) => textOf(record[name])))];
}

async function ofWorkbook(path: string): Promise<Cells> {
  const reader = await openXlsx(path, { sheet: null, headerRow: 1, headerRows: 1 });
  try {
    const [head = { cells: [] }, ...lines] = await reader.preview(100_000);
    return [head, ...lines].map(({ cells }) => head.cells.map((_, i) => cells[i] || null));
  } finally {
    await reader.close();
  }
}

async function ofQuery(source: string): Promise<Cells> {
  const engine = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await engine.connect();
  try {
    const names = (await (await connection.run(`describe select * from ${source}`)).getRowsJS()).map(([name]) => String(name));
    const rows = await (await connection.run(`select columns(*)::varchar from ${source}`)).getRowsJS();
    return [names, ...rows.map((row) => row.map(textOf))];
  } finally {
    connection.closeSync();
    engine.closeSync();
  }
}

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
