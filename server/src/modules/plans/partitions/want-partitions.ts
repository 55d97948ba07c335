import { addDays, dayInBangkok, todayInBangkok } from '@saphan/contracts/dates';
import { nextPartition, partitionSpan, type PartitionBy } from '@saphan/contracts/partitions';
import { addWorkingDays, type DaysOff } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { findPromise, wantPartitions as writeWanted } from './partitions.sql.gen.ts';

/** Partitions that are judged, counted back from today: ten years of days. */
const MOST = 3660;
/** Farther ahead no working day is looked for: 250 of them, twice, with their days off. */
const AHEAD_DAYS = 800;

interface Wanted { partition: string; ends_at: string; due_at: string; breached_at: string }

/**
 * Reckons by when each partition of a dataset that is over was wanted: so many working days after its end, with the calendar as it is known now.
 * What was written before stays as it was for the days before.
 */
export async function wantPartitions(tx: Tx, datasetId: number, now: Date): Promise<void> {
  const promise = await findPromise(tx, { dataset_id: datasetId });
  if (!promise) return;
  const by = (promise.by ?? 'value') as PartitionBy;
  const over = promise.first === null ? [] : partitionsOver(by, promise.first, now);
  const off = over.length === 0 ? new Set<string>() : await readDaysOff(tx, (over[0] as Ended).endsOn, addDays(todayInBangkok(now), AHEAD_DAYS));
  const wanted = over.map((each) => wantedBy(each, { dueDays: promise.due_days ?? 0, graceDays: promise.grace_days ?? 0, off }));
  await writeWanted(tx, { dataset_id: datasetId, by, wanted, now: now.toISOString() });
}

interface Ended { partition: string; endsOn: string }

/** Partitions from the first one on whose last day is over. */
function partitionsOver(by: PartitionBy, first: string, now: Date): Ended[] {
  const today = todayInBangkok(now);
  const found: Ended[] = [];
  for (let id: string | null = first; id !== null; id = nextPartition(by, id)) {
    const span = partitionSpan(by, id);
    if (!span || span.before > today) break;
    found.push({ partition: id, endsOn: addDays(span.before, -1) });
  }
  return found.slice(-MOST);
}

function wantedBy({ partition, endsOn }: Ended, { dueDays, graceDays, off }: { dueDays: number; graceDays: number; off: DaysOff }): Wanted {
  const dueOn = addWorkingDays(endsOn, dueDays, off);
  return { partition, ends_at: startOf(addDays(endsOn, 1)), due_at: startOf(addDays(dueOn, 1)), breached_at: startOf(addDays(addWorkingDays(dueOn, graceDays, off), 1)) };
}

const startOf = (day: string): string => new Date(`${day}T00:00:00+07:00`).toISOString();

/** Whether a partition was over at a moment. */
export function isOver(by: PartitionBy, id: string, at: string): boolean {
  const span = partitionSpan(by, id);
  return span !== null && (dayInBangkok(at) ?? '') >= span.before;
}
