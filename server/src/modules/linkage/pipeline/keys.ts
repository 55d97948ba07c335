import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';

/** Quarantines rows that share a primary key, by the contract's duplicate policy, and repeated values of unique columns (the first stays). */
export async function applyKeyRules(engine: Engine, contract: Contract): Promise<void> {
  const key = keyColumns(contract).map((column) => column.name);
  if (key.length > 0) await rejectDuplicates(engine, key, 'PK_DUPLICATE', contract.duplicates);
  for (const column of contract.columns) {
    if (column.unique && !(key.length === 1 && key[0] === column.name)) await rejectDuplicates(engine, [column.name], 'UNIQUE_DUPLICATE', 'first');
  }
}

async function rejectDuplicates(engine: Engine, columns: string[], code: 'PK_DUPLICATE' | 'UNIQUE_DUPLICATE', keep: Contract['duplicates']): Promise<void> {
  const names = columns.map(q).join(', ');
  const good = 'not exists (select 1 from bad b where b._line = stage._line)';
  const distinct = columns.length === 1 ? `count(distinct ${names})` : `count(distinct (${names}))`;
  const some = columns.map((name) => `${q(name)} is not null`).join(' and ');
  // Most files repeat nothing: two aggregates say so without sorting anything.
  const [sums] = await engine.rows<{ n: number; d: number }>(`select count(*)::double as n, ${distinct}::double as d from stage where ${some}`);
  if (!sums || sums.n === sums.d) return;
  await engine.run(`create or replace temp table repeated as
    select ${names}, ${keep === 'last' ? 'max' : 'min'}(_line) as keep_line from stage where ${some} and ${good} group by ${names} having count(*) > 1`);
  const same = columns.map((name) => `stage.${q(name)} = r.${q(name)}`).join(' and ');
  const detail = columns.map((name) => `stage.${q(name)}::varchar`).join(` || ' · ' || `);
  await engine.run(`insert into bad
    select stage._line, '${code}', '${columns[0]}', left(${detail}, 200) from stage join repeated r on ${same}
    where ${keep === 'reject' ? 'true' : 'stage._line <> r.keep_line'} and ${good}`);
  await engine.run('drop table repeated');
}
