import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tx } from './db.ts';
import { kernelProblem } from './problems.ts';
import { readBlocks, type SqlBlock } from './sql-text.ts';

/** Parameter name → PostgreSQL type, as PostgreSQL itself named it (written by tools/gen-sql.ts). */
type ParamTypes = Record<string, string>;

const files = new Map<string, Map<string, SqlBlock>>();

function findBlock(file: URL, name: string): SqlBlock {
  const path = fileURLToPath(file);
  let blocks = files.get(path);
  if (!blocks) files.set(path, blocks = new Map(readBlocks(path, readFileSync(path, 'utf8')).map((block) => [block.name, block])));
  const block = blocks.get(name);
  if (!block) throw new SyntaxError(`${path}: no block ${name}`);
  return block;
}

function bind<P, R>(file: URL, name: string, types: ParamTypes, shape: (rows: any[], name: string) => R) {
  let block: SqlBlock | undefined;
  let prepared: string | undefined;
  return async (tx: Tx, params: P): Promise<R> => {
    block ??= findBlock(file, name);
    if (block.prepared) prepared ??= `${name.slice(0, 40)}-${createHash('sha256').update(block.text).digest('hex').slice(0, 16)}`;
    const given = params as Record<string, unknown>;
    const values = block.params.map((param) => encode(given[param], types[param]));
    return shape((await (prepared === undefined ? tx.query(block.text, values) : tx.query({ name: prepared, text: block.text, values }))).rows, name);
  };
}

/** jsonb takes any JSON value; the driver would turn a bare array into a PostgreSQL array. */
function encode(value: unknown, type: string | undefined): unknown {
  if (value === undefined) return null;
  return type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
}

function exactlyOne(rows: any[], name: string) {
  if (rows.length !== 1) throw kernelProblem('not-found', { statement: name });
  return rows[0];
}

/** Typed statements over `.sql` blocks; used by generated files only. */
export const statement = {
  many: <P, R>(file: URL, name: string, types: ParamTypes) => bind<P, R[]>(file, name, types, (rows) => rows),
  /** Exactly one row, else `kernel.not-found`. */
  one: <P, R>(file: URL, name: string, types: ParamTypes) => bind<P, R>(file, name, types, exactlyOne),
  maybe: <P, R>(file: URL, name: string, types: ParamTypes) => bind<P, R | null>(file, name, types, (rows) => rows[0] ?? null),
  exec: <P>(file: URL, name: string, types: ParamTypes) => bind<P, void>(file, name, types, () => undefined),
};
