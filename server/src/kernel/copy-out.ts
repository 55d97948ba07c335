import type { PoolClient, Submittable } from 'pg';
import type { Tx } from './db.ts';

const NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;

/** @param from the least key; @param to the first that is not wanted; @param only rows whose column has this whole number. */
export interface Stretch { table: string; columns: readonly string[]; key: string; from: number; to: number; only?: { column: string; is: number } }

/**
 * Reads columns of a table or view in the order of a key, as PostgreSQL's binary COPY: for rows by the million, which never become objects.
 * @param each given every message, which is one row (PostgreSQL 18 §54.2.6; the first has the head before it, the last is the mark of the end). Its bytes are written over when it returns.
 */
export async function copyBinaryOut(tx: Tx, stretch: Stretch, each: (message: Buffer) => void): Promise<void> {
  const reading = new CopyOut(`copy (${selectOf(stretch)}) to stdout (format binary)`, each);
  (tx as unknown as PoolClient).query(reading);
  await reading.ended;
}

function selectOf({ table, columns, key, from, to, only }: Stretch): string {
  for (const name of [table, key, ...columns, ...only ? [only.column] : []]) if (!NAME.test(name)) throw new TypeError(`${name} is no name of a table or column`);
  if (![from, to, only?.is ?? 0].every(Number.isSafeInteger)) throw new TypeError('a key is a whole number');
  return `select ${columns.join(', ')} from ${table} where ${only ? `${only.column} = ${only.is} and ` : ''}${key} >= ${from} and ${key} < ${to} order by ${key}`;
}

/** A statement as the driver runs it: it hands over what comes at once, so that nothing is gathered and nothing has to be held back. */
class CopyOut implements Submittable {
  readonly ended: Promise<void>;
  readonly #text: string;
  readonly #each: (message: Buffer) => void;
  readonly #settle: PromiseWithResolvers<void> = Promise.withResolvers();
  #failure: Error | null = null;

  constructor(text: string, each: (message: Buffer) => void) {
    [this.#text, this.#each, this.ended] = [text, each, this.#settle.promise];
  }

  submit(connection: { query: (text: string) => void }): void {
    connection.query(this.#text);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#failure !== null) return;
    try { this.#each(chunk); } catch (error) { this.#failure = error as Error; }
  }

  handleCommandComplete(): void { /* the end is the driver being ready again */ }

  handleError(error: Error): void {
    this.#settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#failure === null) this.#settle.resolve();
    else this.#settle.reject(this.#failure);
  }
}
