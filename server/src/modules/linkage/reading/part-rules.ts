import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { parquetSource, quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';
import type { Reading } from './reading.ts';

/** Keys that the source says are gone; a table in the engine of the run. */
export const GONE = 'gone';

const keyNames = (contract: Contract): string[] => keyColumns(contract).map((column) => column.name);
const sameKey = (names: readonly string[], a: string, b: string): string => names.map((name) => `${a}.${q(name)} = ${b}.${q(name)}`).join(' and ');

/** Where rows are only added, a key that the current release has is refused: `bad` gets its line. */
export async function refuseFormerKeys(engine: Engine, contract: Contract, paths: readonly string[]): Promise<void> {
  const names = keyNames(contract);
  if (paths.length === 0) return;
  const detail = names.map((name) => `s.${q(name)}::varchar`).join(` || ' · ' || `);
  await engine.run(`insert into bad select s._line, 'KEY_EXISTS', '${names[0]}', left(${detail}, 200) from stage s semi join ${parquetSource(paths)} p on ${sameKey(names, 's', 'p')}`);
}

/**
 * Takes rows that say they are deleted out of `stage` and leaves their keys in {@link GONE}.
 *
 * @returns how many there were.
 */
export async function takeTombstones(engine: Engine, contract: Contract, reading: Reading | null): Promise<number> {
  const names = keyNames(contract);
  if (names.length === 0) return 0;
  const mark = reading?.mode === 'cursor' && reading.deletes.kind === 'tombstone' ? reading.deletes : null;
  const isGone = mark === null ? 'false' : `${q(mark.column)}::varchar = $1`;
  const values = mark === null ? [] : [mark.value];
  await engine.run(`create or replace temp table ${GONE} as select ${names.map(q).join(', ')} from stage where ${isGone}`, values);
  if (mark === null) return 0;
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${GONE}`);
  if (sum && sum.n > 0) await engine.run(`delete from stage where ${isGone}`, values);
  return sum?.n ?? 0;
}

/** Rows that a cursor will not find again, since they have no value in its column: they come with the next full reading. */
export async function countWithoutCursor(engine: Engine, reading: Reading | null): Promise<number> {
  if (reading?.mode !== 'cursor') return 0;
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from stage where ${q(reading.column)} is null`);
  return sum?.n ?? 0;
}
