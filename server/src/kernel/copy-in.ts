import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from './db.ts';

const NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;

/**
 * Fills a table from CSV bytes in the caller's transaction: for rows by the hundred thousand, which never become objects.
 *
 * @param table of the caller's own schema, `schema.table`; @param source CSV without a header, UTF-8.
 */
export async function copyCsvIn(tx: Tx, table: string, columns: readonly string[], source: Readable): Promise<void> {
  for (const name of [table, ...columns]) if (!NAME.test(name)) throw new TypeError(`${name} is no name of a table or column`);
  await pipeline(source, (tx as unknown as PoolClient).query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin (format csv)`)));
}
