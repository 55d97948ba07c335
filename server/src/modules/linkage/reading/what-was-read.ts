import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { linkageProblem } from '../errors.ts';
import type { GateResult } from '../pipeline/gates.ts';
import type { FetchMark, Reach } from '../ports.ts';
import { cappedAt } from './cursor-text.ts';
import { packBuckets } from './bucket-columns.ts';
import type { ReadPlan } from './plan-reading.ts';
import type { Reading, RunReach } from './reading.ts';

/** How much of the source fetched bytes hold: a part when it was asked for one, when it says so, and always where each fetch only adds. */
export function reachOf(reading: Reading, plan: ReadPlan, fetched: Reach): RunReach {
  const after = plan.bounds?.after ?? null;
  const isPart = after !== null || reading.mode === 'append' || fetched.scope === 'part';
  const { gone, present, reshaped } = fetched;
  return {
    scope: isPart ? 'part' : 'all', after, sourceRows: fetched.sourceRows ?? null,
    ...(gone && { gone }), ...(reshaped && { reshaped }), ...(present && { present: { ...present, buckets: packBuckets(present) } }),
  };
}

/**
 * What the source is to remember once this fetch is published: its cursor stays where it was when nothing was seen, and goes no further than now and the
 * overlap, since a clock that runs ahead would hide what comes after.
 */
export function markAfter({ reading, mark: before }: { reading: Reading; mark: FetchMark | null }, mark: FetchMark, contract: Contract, now: number = Date.now()): { mark: FetchMark; note: { th: string; en: string } | null } {
  if (reading.mode !== 'cursor') return { mark, note: null };
  const seen = mark['cursor'] ?? before?.['cursor'] ?? null;
  if (seen === null) return { mark: { ...mark, cursor: null }, note: null };
  const type = contract.columns.find((each) => each.name === reading.column)?.type;
  const capped = type === 'date' || type === 'timestamp' ? cappedAt(String(seen), reading.overlap, now) : { text: String(seen), ahead: false };
  return {
    mark: { ...mark, cursor: capped.text },
    note: capped.ahead ? { th: `${reading.column} มีค่าในอนาคต (${seen}) จำตำแหน่งไว้แค่ ${capped.text}`, en: `${reading.column} has a value in the future (${seen}); the place remembered is ${capped.text}` } : null,
  };
}

/** A part can be added to former rows by their key only. @throws `linkage.reading-refused`. */
export function assertKeyForPart(reach: RunReach, contract: Contract): void {
  if (reach.scope === 'all' || keyColumns(contract).length > 0) return;
  throw linkageProblem('reading-refused', { detailTh: 'ต้นทางให้มาเพียงส่วนหนึ่ง แต่ข้อกำหนดไม่มีกุญแจ', detailEn: 'the source gave a part only, and the contract has no primary key' });
}

/** Holds a run before which the columns of its source became others. */
export function reshapedGate({ reach: { reshaped } }: { reach: RunReach }): GateResult[] {
  if (!reshaped) return [];
  return [{ name: 'source-columns', value: null, limit: null, ok: false, th: `คอลัมน์ของต้นทางเปลี่ยน: ${reshaped.th}`, en: `the source has other columns: ${reshaped.en}` }];
}
