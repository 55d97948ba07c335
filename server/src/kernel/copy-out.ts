import type { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Tx } from './db.ts';

const NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;

/** @param from the least key; @param to the first that is not wanted. */
export interface Stretch { table: string; columns: readonly string[]; key: string; from: number; to: number }

/** Reads columns of a table or view in the order of a key, as PostgreSQL's binary COPY: for rows by the million, which never become objects. */
export function copyBinaryOut(tx: Tx, { table, columns, key, from, to }: Stretch): Readable {
  for (const name of [table, key, ...columns]) if (!NAME.test(name)) throw new TypeError(`${name} is no name of a table or column`);
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) throw new TypeError('a key is a whole number');
  return (tx as unknown as PoolClient).query(copyTo(`copy (select ${columns.join(', ')} from ${table} where ${key} >= ${from} and ${key} < ${to} order by ${key}) to stdout (format binary)`));
}
