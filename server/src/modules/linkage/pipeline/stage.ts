import { createHmac, hkdfSync } from 'node:crypto';
import { isPseudonymised, type Column, type Contract } from '@saphan/contracts/contract';
import { parquetSource, quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';

const READ_TYPES = { text: 'VARCHAR', integer: 'BIGINT', boolean: 'BOOLEAN', date: 'DATE', timestamp: 'TIMESTAMP', 'citizen-id': 'VARCHAR', geocode: 'VARCHAR' } as const;
const BLOCK_BYTES = 64; // SHA-256 block, RFC 2104

/** DuckDB type of a contract column. */
export function duckType(column: Column): string {
  return column.type === 'decimal' ? `DECIMAL(${column.precision},${column.scale})` : READ_TYPES[column.type];
}

/** Columns of a staged row after the three places `_line`, `_off`, `_len`. */
export function stagedColumns(contract: Contract): { name: string; type: string }[] {
  return contract.columns.flatMap((column) => isPseudonymised(contract, column)
    ? [{ name: column.name, type: 'VARCHAR' }, { name: `${column.name}_masked`, type: 'VARCHAR' }]
    : [{ name: column.name, type: duckType(column) }]);
}

/** Makes the empty table `stage`, or another of the same kind. */
export async function createStage(engine: Engine, contract: Contract, table = 'stage'): Promise<void> {
  const columns = stagedColumns(contract).map(({ name, type }) => `${q(name)} ${type}`);
  await engine.run(`create or replace table ${table} (_line bigint, _off bigint, _len bigint, ${columns.join(', ')})`);
}

/** Inner and outer HMAC blocks of the citizen-id key, so that DuckDB can compute HMAC-SHA-256 set-based. */
export interface KeyBlocks { inner: Buffer; outer: Buffer }

/** Derives the citizen-id key from the master key (HKDF-SHA-256). */
export function citizenIdKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'saphan citizen-id v1', 32));
}

export function keyBlocks(key: Buffer): KeyBlocks {
  const block = Buffer.alloc(BLOCK_BYTES);
  key.copy(block);
  return { inner: Buffer.from(block.map((byte) => byte ^ 0x36)), outer: Buffer.from(block.map((byte) => byte ^ 0x5c)) };
}

/** The same value DuckDB computes, for one id: hex of HMAC-SHA-256. */
export function pseudonym(key: Buffer, citizenId: string): string {
  return createHmac('sha256', key).update(citizenId).digest('hex');
}

const blob = (bytes: Buffer) => `'${[...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')}'::blob`;

function stagedExpressions(contract: Contract, column: Column, key: KeyBlocks): string[] {
  const name = q(column.name);
  if (!isPseudonymised(contract, column)) return [`${name}::${duckType(column)}`];
  return [
    `sha256(${blob(key.outer)} || unhex(sha256(${blob(key.inner)} || encode(${name}))))`,
    `'•••• ' || right(${name}, 4)`,
  ];
}

/** Reads the clean segments of the sieve into `stage`, or another table of that kind. */
export async function stageSegments(engine: Engine, contract: Contract, paths: readonly string[], key: KeyBlocks, table = 'stage'): Promise<void> {
  if (paths.length === 0) return;
  const cells = contract.columns.flatMap((column) => stagedExpressions(contract, column, key));
  await engine.run(`insert into ${table} select _line, _off, _len, ${cells.join(', ')} from ${parquetSource(paths)}`);
}
