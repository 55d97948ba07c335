import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeXlsx } from '../../../server/src/kernel/xlsx/write-xlsx.ts';
import { csv, farmers, headers } from './farmers.ts';

export type TruthFormat = 'csv' | 'json' | 'ndjson' | 'xlsx' | 'parquet';

/** The same forty farmers in every format that is read. */
export async function inFormat(format: TruthFormat): Promise<Buffer> {
  if (format === 'csv') return Buffer.from(csv(farmers()));
  if (format === 'xlsx') return workbook(headers, farmers());
  if (format === 'parquet') return parquet();
  const records = farmers().map((row) => JSON.stringify(Object.fromEntries(row.map((cell, i) => [headers[i], i === 3 ? Number(cell) : cell]))));
  return Buffer.from(format === 'json' ? `[${records.join(',\n')}]` : `${records.join('\n')}\n`);
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
