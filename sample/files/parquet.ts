import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { FileRow } from '../flaws.ts';
import type { KindColumn } from '../kind.ts';
import { writeJson } from './json.ts';

const engineTypes: Partial<Record<KindColumn['type'], string>> = { integer: 'bigint', boolean: 'boolean', date: 'date' };
const typeOf = (column: KindColumn): string => (column.type === 'decimal' ? `decimal(${column.precision}, ${column.scale})` : engineTypes[column.type] ?? 'varchar');

/** Parquet with typed columns; one thread, so that the same rows give the same bytes. */
export async function writeParquet(columns: readonly KindColumn[], rows: readonly FileRow[], scratch: string): Promise<Buffer> {
  const folder = await mkdtemp(join(scratch, 'sample-parquet-'));
  const [source, target] = [join(folder, 'rows.ndjson'), join(folder, 'rows.parquet')];
  await writeFile(source, writeJson(columns, rows, 'ndjson'));
  const engine = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '256MB' });
  const connection = await engine.connect();
  try {
    const types = columns.map((column) => `'${column.name}': '${typeOf(column)}'`).join(', ');
    await connection.run(`copy (select * from read_json('${source}', format = 'newline_delimited', columns = {${types}})) to '${target}' (format parquet, compression zstd)`);
    return await readFile(target);
  } finally {
    connection.closeSync();
    engine.closeSync();
    await rm(folder, { recursive: true });
  }
}
