import type { Engine } from '../engine/engine.ts';
import { rowObject, shownValue } from '../read/shown.ts';
import { makeKeylessDelta, rowHashes } from './row-multisets.ts';
import type { ChangedRow } from './samples.ts';
import type { Side } from './sides.ts';

/**
 * Differences of two releases without a shared key: whole rows that came or went, a row that came three times three times.
 *
 * @param from how many differences to pass over; a kind of row may begin on one page and end on another.
 */
export async function keylessChanges(engine: Engine, before: Side, after: Side, from: number, limit: number): Promise<{ items: ChangedRow[]; more: boolean }> {
  await makeKeylessDelta(engine, before, after);
  const until = from + limit;
  await engine.run(`create or replace temp table lake_keyless_page as
    select h, g, n, least(upto, ${until}) - greatest(upto - abs(n), ${from}) as times
    from (select *, sum(abs(n)) over (order by h, g rows unbounded preceding) as upto from lake_keyless_delta)
    where upto > ${from} and upto - abs(n) < ${until}`);
  const [sum] = await engine.rows<{ n: number }>('select coalesce(sum(abs(n)), 0)::double as n from lake_keyless_delta');
  const more = (sum?.n ?? 0) > until;
  const items: ChangedRow[] = [];
  for (const [op, side, other, sign] of [['added', after, before, '>'], ['removed', before, after, '<']] as const) {
    const columns = side.columns.filter((column) => column.companionOf === null);
    const shown = columns.map((column) => `any_value(${shownValue(column, 't')})`).join(', ');
    const read = `select ${shown}, any_value(d.times)::double from (select *, ${rowHashes(side, other)} from ${side.from}) t
      join (from lake_keyless_page where n ${sign} 0) d on d.h = t.h and d.g = t.g group by d.h, d.g order by d.h, d.g`;
    for await (const batch of engine.stream(read)) {
      for (const cells of batch) {
        const row = rowObject(columns, cells);
        const item: ChangedRow = { op, key: {}, before: op === 'removed' ? row : null, after: op === 'added' ? row : null };
        for (let time = 0; time < Number(cells.at(-1)); time += 1) items.push(item);
      }
    }
  }
  return { items, more };
}
