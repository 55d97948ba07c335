import { keyColumns, type Column, type Contract } from '@saphan/contracts/contract';
import { quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';

/** Quarantines rows that share a primary key, by the contract's duplicate policy, and repeated values of unique columns (the first stays). */
export async function applyKeyRules(engine: Engine, contract: Contract): Promise<void> {
  const key = keyColumns(contract);
  if (key.length > 0 && await repeats(engine, key)) await rejectDuplicates(engine, key.map((column) => column.name), 'PK_DUPLICATE', contract.duplicates);
  for (const column of contract.columns) {
    const isKey = key.length === 1 && key[0]?.name === column.name;
    if (column.unique && !isKey && await repeats(engine, [column])) await rejectDuplicates(engine, [column.name], 'UNIQUE_DUPLICATE', 'first');
  }
}

/** Numbers of records mostly lie close together: a bit for each possible one takes a quarter of the time of a hash table. */
const BITS_PER_ROW = 32;

/** Whether any value of the columns stands twice. Most files repeat nothing: two aggregates say so without sorting anything. */
async function repeats(engine: Engine, columns: readonly Column[]): Promise<boolean> {
  const names = columns.map((column) => q(column.name)).join(', ');
  const some = columns.map((column) => `${q(column.name)} is not null`).join(' and ');
  const alone = columns.length === 1 ? columns[0] : undefined;
  if (alone?.type === 'integer') {
    const [span] = await engine.rows<{ n: number; low: bigint | null; high: bigint | null }>(`select count(*)::double as n, min(${names})::bigint as low, max(${names})::bigint as high from stage where ${some}`);
    if (!span || span.low === null || span.high === null) return false;
    if (span.high - span.low < BigInt(BITS_PER_ROW * span.n)) {
      const [bits] = await engine.rows<{ d: number }>(`select bit_count(bitstring_agg(${names}, ${span.low}::bigint, ${span.high}::bigint))::double as d from stage where ${some}`);
      return bits?.d !== span.n;
    }
  }
  const distinct = columns.length === 1 ? `count(distinct ${names})` : `count(distinct (${names}))`;
  const [sums] = await engine.rows<{ n: number; d: number }>(`select count(*)::double as n, ${distinct}::double as d from stage where ${some}`);
  return sums !== undefined && sums.n !== sums.d;
}

async function rejectDuplicates(engine: Engine, columns: string[], code: 'PK_DUPLICATE' | 'UNIQUE_DUPLICATE', keep: Contract['duplicates']): Promise<void> {
  const names = columns.map(q).join(', ');
  const good = 'not exists (select 1 from bad b where b._line = stage._line)';
  const some = columns.map((name) => `${q(name)} is not null`).join(' and ');
  await engine.run(`create or replace temp table repeated as
    select ${names}, ${keep === 'last' ? 'max' : 'min'}(_line) as keep_line from stage where ${some} and ${good} group by ${names} having count(*) > 1`);
  const same = columns.map((name) => `stage.${q(name)} = r.${q(name)}`).join(' and ');
  const detail = columns.map((name) => `stage.${q(name)}::varchar`).join(` || ' · ' || `);
  await engine.run(`insert into bad
    select stage._line, '${code}', '${columns[0]}', left(${detail}, 200) from stage join repeated r on ${same}
    where ${keep === 'reject' ? 'true' : 'stage._line <> r.keep_line'} and ${good}`);
  await engine.run('drop table repeated');
}
