import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { makeKeylessDelta } from './row-multisets.ts';
import { hashedRows, sharedKey, type Side } from './sides.ts';
import { listKeylessSamples, listSamples, type ChangedRow } from './samples.ts';

export interface DiffCounts { added: number; removed: number; changed: number; unchanged: number }

export interface ReleaseDiff extends DiffCounts {
  /** Share of former keys exchanged for new ones: min(added, removed) / rows before. */
  keyChurn: number;
  /** At most 20 of each kind, personal data masked. */
  samples: ChangedRow[];
}

/** Table of differing keys that a comparison leaves in the engine: `op` 1 added, 2 removed, 3 changed. */
export const DELTA = 'lake_delta';

/**
 * Compares two sets of rows. Rows are matched by primary key; without a shared key as multisets of whole rows, then nothing counts as changed.
 * Leaves {@link DELTA} in the engine for keyed comparisons. Memory is bounded by the engine: what does not fit is spilled.
 */
export async function compareReleases(engine: Engine, before: Side, after: Side): Promise<ReleaseDiff> {
  const key = sharedKey(before, after);
  const [old] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${before.from}`);
  const rowsBefore = old?.n ?? 0;
  if (key.length === 0) return compareMultisets(engine, before, after, rowsBefore);
  await makeDelta(engine, before, after, key);
  const ops = await engine.rows<{ op: number; n: number }>(`select op, count(*)::double as n from ${DELTA} group by op`);
  const count = (op: number) => ops.find((each) => each.op === op)?.n ?? 0;
  const [added, removed, changed] = [count(1), count(2), count(3)];
  return {
    added, removed, changed, unchanged: rowsBefore - removed - changed, keyChurn: churn(added, removed, rowsBefore),
    samples: added + removed + changed === 0 ? [] : await listSamples(engine, before, after, key),
  };
}

const churn = (added: number, removed: number, rows: number) => (rows === 0 ? 0 : Math.min(added, removed) / rows);

async function makeDelta(engine: Engine, before: Side, after: Side, key: readonly string[]): Promise<void> {
  const keys = key.map((name) => `coalesce(n.${q(name)}, p.${q(name)}) as ${q(name)}`);
  const on = key.map((name) => `n.${q(name)} = p.${q(name)}`);
  await engine.run(`create or replace temp table ${DELTA} as
    select ${keys.join(', ')}, case when p.h is null then 1 when n.h is null then 2 else 3 end::tinyint as op
    from (${hashedRows(after, before, key)}) n full join (${hashedRows(before, after, key)}) p on ${on.join(' and ')}
    where p.h is null or n.h is null or p.h <> n.h`);
}

async function compareMultisets(engine: Engine, before: Side, after: Side, rowsBefore: number): Promise<ReleaseDiff> {
  await makeKeylessDelta(engine, before, after);
  const [sums] = await engine.rows<{ added: number | null; removed: number | null }>(
    'select sum(n) filter (where n > 0)::double as added, -sum(n) filter (where n < 0)::double as removed from lake_keyless_delta');
  const [added, removed] = [sums?.added ?? 0, sums?.removed ?? 0];
  return {
    added, removed, changed: 0, unchanged: rowsBefore - removed, keyChurn: churn(added, removed, rowsBefore),
    samples: added + removed === 0 ? [] : await listKeylessSamples(engine, before, after),
  };
}
