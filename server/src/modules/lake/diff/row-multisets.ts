import type { Engine } from '../engine/engine.ts';
import { comparable, unitedColumns, type Side } from './sides.ts';

/** Row hash → how many more (or fewer) times the row is in the later release. */
export async function makeKeylessDelta(engine: Engine, before: Side, after: Side): Promise<void> {
  await engine.run(`create or replace temp table lake_keyless_delta as
    select h, g, sum(d)::bigint as n from (
      select ${rowHashes(after, before)}, 1 as d from ${after.from} union all select ${rowHashes(before, after)}, -1 from ${before.from})
    group by h, g having sum(d) <> 0`);
}

/** Two 64-bit hashes over differently ordered columns: a multiset has no key that would tell two rows apart. */
export function rowHashes(side: Side, other: Side): string {
  const values = unitedColumns(side, other).map((column) => column.name).sort().map((name) => comparable(side, other, name));
  return `hash(1, ${values.join(', ')}) as h, hash(2, ${values.toReversed().join(', ')}) as g`;
}
