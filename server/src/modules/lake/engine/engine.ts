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
  /**
   * Rows in batches of up to 2,048 as arrays; never more than a few batches in memory. Whoever reads to the end has all of them: a statement that fails
   * after its first rows ends with a problem.
   *
   * @throws `lake.stream-broken`, `lake.interrupted`.
   */
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
  return new DuckEngine(instance, connection, options.keepOrder ?? true);
}

/** Parquet files as a table expression. */
export function parquetSource(paths: readonly string[]): string {
  return `read_parquet([${paths.map(quoteLiteral).join(', ')}])`;
}

const INTERRUPT_AGAIN_MS = 20;

/**
 * A statement whose last row says that it is the last. The client ends a stream at an error as it ends it after all rows (measured with version 1.5.6:
 * a cast that fails at row 500,000 gives 247,808 rows and no error), so only a row behind all others proves that they came.
 */
const withLastRow = (sql: string) => `select *, false as " last" from (\n${sql}\n) union all by name select true as " last"`;

class DuckEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #keepOrder: boolean;
  readonly #running = new Set<Promise<unknown>>();
  #interrupts = 0;
  #closed = false;
  constructor(instance: DuckDBInstance, connection: DuckDBConnection, keepOrder: boolean) {
    this.#instance = instance;
    this.#connection = connection;
    this.#keepOrder = keepOrder;
  }

  async run(sql: string, values: readonly unknown[] = []): Promise<void> {
    await this.#guarded(() => this.#connection.run(sql, ...bound(values)));
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#guarded(async () => (await this.#connection.run(sql, ...bound(values))).getRowObjectsJS() as Promise<Row[]>);
  }

  async *stream(sql: string, values: readonly unknown[] = []): AsyncIterable<unknown[][]> {
    const before = this.#interrupts;
    // Without the order of rows the last one might come before others.
    if (!this.#keepOrder) await this.run('set preserve_insertion_order = true');
    try {
      const result: DuckDBResult = await this.#guarded(() => this.#connection.stream(withLastRow(sql), ...bound(values)));
      yield* this.#untilLast(result, before);
    } finally {
      if (!this.#keepOrder && !this.#closed) await this.run('set preserve_insertion_order = false');
    }
  }

  append(table: string, rows: readonly (readonly unknown[])[]): Promise<void> {
    return this.#guarded(() => appendRows(this.#connection, table, rows));
  }

  interrupt(): void {
    if (this.#closed) return;
    this.#interrupts += 1;
    this.#connection.interrupt();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#letGo();
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async *#untilLast(result: DuckDBResult, interruptsBefore: number): AsyncIterable<unknown[][]> {
    const batches = result.yieldRowsJs()[Symbol.asyncIterator]();
    for (let isLast = false; !isLast;) {
      const { done, value: rows } = await this.#guarded(() => batches.next());
      if (done) throw engineProblem(this.#interrupts > interruptsBefore ? 'interrupted' : 'stream-broken');
      for (const row of rows) isLast = row.pop() === true;
      if (isLast) rows.pop();
      if (rows.length > 0) yield rows;
    }
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
