import { mkdir } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance, DuckDBResult, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { appendRows } from './append.ts';
import { duckdb, loadDuckdb } from './duckdb.ts';
import { quoteLiteral } from './identifiers.ts';
import { engineProblem } from './problems.ts';

/** A DuckDB of one's own: values are always parameters `$1…`, never text in the statement. */
export interface Engine {
  /** Runs a statement; a list of strings binds as VARCHAR[]. */
  run(sql: string, values?: readonly unknown[]): Promise<void>;
  /** All rows as objects: BIGINT and wider are `bigint`, DATE and TIMESTAMP are `Date`, DECIMAL and DOUBLE are numbers. */
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Rows in batches of up to 2,048 as arrays; never more than a few batches in memory. */
  stream(sql: string, values?: readonly unknown[]): AsyncIterable<unknown[][]>;
  /** Adds rows to a table in column order. */
  append(table: string, rows: readonly (readonly unknown[])[]): Promise<void>;
  /** Stops the statement that runs; it fails with `lake.interrupted`. */
  interrupt(): void;
  /** Interrupts what still runs, waits until it has let go, then frees the engine: freeing it under a running call ends the whole process. */
  close(): Promise<void>;
}

export interface EngineOptions {
  /** A file, or `:memory:`. */
  databasePath: string;
  memoryMb: number;
  threads: number;
  /** Folder for what does not fit in memory; made when missing. */
  spillDir: string;
  /** Whether statements without ORDER BY keep the order of rows; without it DuckDB reads and writes a quarter faster. Default true. */
  keepOrder?: boolean;
}

/** Opens a DuckDB engine with bounded memory; times are UTC. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  await mkdir(options.spillDir, { recursive: true });
  const { DuckDBInstance: Instance } = await loadDuckdb();
  const instance = await Instance.create(options.databasePath, {
    memory_limit: `${options.memoryMb}MB`, threads: String(options.threads), temp_directory: options.spillDir,
    autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', preserve_insertion_order: String(options.keepOrder ?? true), allocator_background_threads: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`set TimeZone = 'UTC'`);
  await connection.run(`set allocator_flush_threshold = '16MB'`);
  return new DuckEngine(instance, connection);
}

/** Parquet files as a table expression. */
export function parquetSource(paths: readonly string[]): string {
  return `read_parquet([${paths.map(quoteLiteral).join(', ')}])`;
}

const INTERRUPT_AGAIN_MS = 20;

class DuckEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;
  constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  async run(sql: string, values: readonly unknown[] = []): Promise<void> {
    await this.#guarded(() => this.#connection.run(sql, ...bound(values)));
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#guarded(async () => (await this.#connection.run(sql, ...bound(values))).getRowObjectsJS() as Promise<Row[]>);
  }

  async *stream(sql: string, values: readonly unknown[] = []): AsyncIterable<unknown[][]> {
    const result: DuckDBResult = await this.#guarded(() => this.#connection.stream(sql, ...bound(values)));
    const batches = result.yieldRowsJs()[Symbol.asyncIterator]();
    for (;;) {
      const batch = await this.#guarded(() => batches.next());
      if (batch.done) return;
      yield batch.value;
    }
  }

  append(table: string, rows: readonly (readonly unknown[])[]): Promise<void> {
    return this.#guarded(() => appendRows(this.#connection, table, rows));
  }

  interrupt(): void {
    if (!this.#closed) this.#connection.interrupt();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#letGo();
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** Interrupts until nothing runs: an interrupt is lost on a statement that has not begun. */
  async #letGo(): Promise<void> {
    if (this.#running.size === 0) return;
    this.#connection.interrupt();
    const again = setInterval(() => this.#connection.interrupt(), INTERRUPT_AGAIN_MS);
    await Promise.allSettled(this.#running);
    clearInterval(again);
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw engineProblem('engine-closed');
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      const message = String((error as Error).message ?? error);
      if (/^INTERRUPT/i.test(message)) throw engineProblem('interrupted', {}, { cause: error });
      if (/^Out of Memory/i.test(message)) throw engineProblem('out-of-memory', { detailEn: message.slice(0, 300) }, { cause: error });
      if (/No space left|ENOSPC/i.test(message)) throw engineProblem('disk-full', { detailEn: message.slice(0, 300) }, { cause: error });
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }
}

function bound(values: readonly unknown[]): [values?: DuckDBValue[], types?: DuckDBType[]] {
  if (values.length === 0) return [];
  const { BIGINT, DuckDBBlobValue, LIST, listValue, VARCHAR } = duckdb();
  const types: DuckDBType[] = [];
  const converted = values.map((value, i): DuckDBValue => {
    if (Array.isArray(value)) { types[i] = LIST(VARCHAR); return listValue(value as string[]); }
    if (value instanceof Uint8Array) return new DuckDBBlobValue(value);
    if (value instanceof Date) return value.toISOString().replace('Z', '');
    if (typeof value === 'bigint') { types[i] = BIGINT; return value; }
    return (value ?? null) as DuckDBValue;
  });
  return [converted, types];
}
