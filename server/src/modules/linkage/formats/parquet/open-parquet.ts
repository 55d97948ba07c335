import type { DuckDBConnection } from '@duckdb/node-api';
import { formatProblem } from '../problems.ts';
import type { PreviewRow, TabularReader } from '../tabular.ts';

interface ParquetColumn { name: string; type: string }

/**
 * Opens a Parquet file as a table: values become text in DuckDB, dates and times ISO 8601 (with a zone: UTC), nested values JSON, bytes hex.
 * Lines are row numbers, 1-based. The engine may read this one file and nothing else, in 512 MB.
 *
 * @throws `linkage.parquet-broken` when the file is no whole Parquet file.
 */
export async function openParquet(path: string): Promise<TabularReader> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '1' });
  const connection = await instance.connect();
  const close = async (): Promise<void> => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await seal(connection, path);
    const columns = await readColumns(connection, path);
    return {
      readHeader: async () => columns.map(({ name }) => name),
      preview: (rows) => readPreview(connection, path, columns, rows),
      records: () => readRecords(connection, path, columns),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function seal(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`set allowed_paths = [${literal(path)}]; set enable_external_access = false; set timezone = 'UTC'; set lock_configuration = true`);
}

async function readColumns(connection: DuckDBConnection, path: string): Promise<ParquetColumn[]> {
  const described = await connection.runAndReadAll(`describe select * from read_parquet(${literal(path)})`).catch((error: unknown) => { throw broken(error); });
  return described.getRowObjects().map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
}

async function* readRecords(connection: DuckDBConnection, path: string, columns: readonly ParquetColumn[]): AsyncGenerator<Buffer> {
  const cells = columns.map((column) => `coalesce('"' || replace(${asText(column)}, '"', '""') || '"', '')`);
  const line = [`(file_row_number + 1) || ',-1'`, ...cells].join(` || ',' || `);
  yield* batches(connection, await countRows(connection, path), `select ${line} from read_parquet(${literal(path)}, file_row_number = true)`, (rows) => Buffer.from(rows.map(([text]) => `${String(text)}\n`).join(''), 'utf8'));
}

async function readPreview(connection: DuckDBConnection, path: string, columns: readonly ParquetColumn[], rows: number): Promise<PreviewRow[]> {
  const preview: PreviewRow[] = [];
  const sql = `select file_row_number + 1, ${columns.map(asText).join(', ')} from read_parquet(${literal(path)}, file_row_number = true) limit ${Math.max(0, Math.floor(rows))}`;
  for await (const batch of batches(connection, Math.min(rows, await countRows(connection, path)), sql, (each) => each)) {
    for (const [line, ...cells] of batch) preview.push({ line: Number(line), cells: cells.map((cell) => (cell === null ? null : String(cell))) });
  }
  return preview;
}

/** Rows that the file's own footer tells. */
async function countRows(connection: DuckDBConnection, path: string): Promise<number> {
  const counted = await connection.runAndReadAll(`select count(*)::integer from read_parquet(${literal(path)})`).catch((error: unknown) => { throw broken(error); });
  return Number(counted.getRows()[0]?.[0]);
}

/** The client ends a stream at an error as it ends it after all rows: fewer rows than the footer tells are a damaged file. */
async function* batches<T>(connection: DuckDBConnection, expected: number, sql: string, use: (rows: unknown[][]) => T): AsyncGenerator<T> {
  let seen = 0;
  try {
    const result = await connection.stream(sql);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      seen += chunk.rowCount;
      yield use(chunk.getRows());
    }
  } catch (error) {
    throw broken(error);
  }
  if (seen < expected) throw formatProblem('parquet-broken', { detailEn: `${seen} of ${expected} rows can be read`, detailTh: `อ่านได้ ${seen} จาก ${expected} แถว` });
}

function asText({ name, type }: ParquetColumn): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `replace(cast(timezone('UTC', ${column}) as varchar), ' ', 'T') || 'Z'`;
  if (type.startsWith('TIMESTAMP')) return `replace(cast(${column} as varchar), ' ', 'T')`;
  if (type === 'BLOB') return `hex(${column})`;
  if (type.endsWith(']') || /^(STRUCT|MAP|UNION)/.test(type)) return `cast(to_json(${column}) as varchar)`;
  return `cast(${column} as varchar)`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function broken(error: unknown): Error {
  if ((error as { code?: string }).code === 'linkage.parquet-broken') return error as Error;
  return formatProblem('parquet-broken', { detailEn: (error as Error).message.split('\n')[0]?.replace(/'[^']*\/[^']*'/g, 'the file').slice(0, 300), detailTh: 'อ่านโครงสร้างของไฟล์ไม่ได้' }, { cause: error });
}
