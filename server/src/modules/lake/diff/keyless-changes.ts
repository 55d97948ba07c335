import type { Engine } from '../engine/engine.ts';
import { rowObject, shownValue } from '../read/shown.ts';
import { makeKeylessDelta, rowHashes } from './row-multisets.ts';
import type { ChangedRow } from './samples.ts';
import type { Side } from './sides.ts';

/**
 * Differences of two releases without a shared key: whole rows that came or went, once per kind of row.
 *
 * @param from how many kinds of rows to pass over.
 */
export async function keylessChanges(engine: Engine, before: Side, after: Side, from: number, limit: number): Promise<{ items: ChangedRow[]; more: boolean }> {
  await makeKeylessDelta(engine, before, after);
  await engine.run(`create or replace temp table lake_keyless_page as from lake_keyless_delta order by h, g limit ${limit + 1} offset ${from}`);
  const [sum] = await engine.rows<{ n: number }>('select count(*)::double as n from lake_keyless_page');
  const more = (sum?.n ?? 0) > limit;
  const items: ChangedRow[] = [];
  await engine.run(`create or replace temp table lake_keyless_page as from lake_keyless_delta order by h, g limit ${limit} offset ${from}`);
  for (const [op, side, other, sign] of [['added', after, before, '>'], ['removed', before, after, '<']] as const) {
    const columns = side.columns.filter((column) => column.companionOf === null);
    const shown = columns.map((column) => `any_value(${shownValue(column, 't')})`).join(', ');
    const read = `select ${shown}, abs(any_value(d.n))::double from (select *, ${rowHashes(side, other)} from ${side.from}) t
      join (from lake_keyless_page where n ${sign} 0) d on d.h = t.h and d.g = t.g group by d.h, d.g order by d.h, d.g`;
    for await (const batch of engine.stream(read)) {
      for (const cells of batch) {
        const row = rowObject(columns, cells);
        const item: ChangedRow = { op, key: {}, before: op === 'removed' ? row : null, after: op === 'added' ? row : null };
        for (let time = 0; time < Math.min(Number(cells.at(-1)), 1_000); time += 1) items.push(item);
      }
    }
  }
  return { items, more };
}
