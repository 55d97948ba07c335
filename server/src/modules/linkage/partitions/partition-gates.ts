import type { Gates } from '@saphan/contracts/contract';
import { ratioGate, type GateResult } from '../pipeline/gates.ts';
import type { PartitionBefore } from './read-partition.ts';

/** Gates that measure against the whole release; a partition that is read for the first time moves them by being there. */
const OF_THE_WHOLE = new Set(['row-change', 'deletes', 'key-churn']);
const OF_ITS_VALUES = new Set(['null-drift', 'calendar-drift']);

/**
 * The gates of a run that replaced one partition: rows are held against those of the partition, not of the release. A partition that comes empty where
 * the release has rows is held always.
 */
export function judgePartition(gates: readonly GateResult[], { limits, before, staged }: { limits: Gates; before: PartitionBefore; staged: number }): GateResult[] {
  const kept = gates.filter(({ name }) => !OF_THE_WHOLE.has(name) && (before.rows > 0 || !OF_ITS_VALUES.has(name)));
  if (before.rows === 0) return kept;
  if (staged === 0) return [...kept, { name: 'partition-empty', value: before.rows, limit: 0, ok: false, th: `ต้นทางไม่ให้แถวใดของงวดนี้ ทั้งที่รุ่นปัจจุบันมี ${before.rows} แถว`, en: `the source gave no row of this partition; the release has ${before.rows}` }];
  return [
    ...kept, ratioGate('partition-rows', Math.abs(staged - before.rows) / before.rows, limits.maxRowChangeRatio, 'จำนวนแถวของงวดเปลี่ยน', 'row count of the partition'),
    ratioGate('partition-deletes', before.vanished / before.rows, limits.maxDeleteRatio, 'แถวของงวดหาย', 'rows gone from the partition'),
  ];
}
