import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { sameShape } from '../columns.ts';
import { addSums, rowSumOf, sumRows, type RowSum } from '../write/content-hash.ts';
import { DELTA } from './compare-releases.ts';
import { sharedKey, type Side } from './sides.ts';

/**
 * Row sum of the later rows. After a keyed comparison of equal shapes only differing rows are hashed:
 * the sum is a group, so before − removed rows + added rows = after. Otherwise every row is hashed.
 *
 * @param before with the row sum of its manifest, or null for a first release.
 */
export async function rowSumAfter(engine: Engine, before: (Side & { rowSum: string }) | null, after: Side): Promise<RowSum> {
  const key = before ? sharedKey(before, after) : [];
  if (!before || key.length === 0 || !sameShape(before.columns, after.columns)) return sumRows(engine, after.columns, `${after.from} t`, 't');
  const on = key.map((name) => `t.${q(name)} = d.${q(name)}`).join(' and ');
  const gone = await sumRows(engine, before.columns, `(from ${before.from}) t semi join (from ${DELTA} where op <> 1) d on ${on}`, 't');
  const come = await sumRows(engine, after.columns, `(from ${after.from}) t semi join (from ${DELTA} where op <> 2) d on ${on}`, 't');
  return addSums(rowSumOf(before.rowSum), -gone, come);
}
