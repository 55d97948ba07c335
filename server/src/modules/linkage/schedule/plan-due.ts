import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { auditAll } from '#kernel/audit.ts';
import type { DaysOff } from '#kernel/calendar/working-days.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { listTimes, nextTime, startOf } from './next-time.ts';
import { advanceSchedules, insertOccurrences, insertScheduledRuns, listAndLockDueSchedules, tellRunsMoved, type ListAndLockDueSchedulesRow } from './planning.sql.gen.ts';
import type { ScheduleRule, StartWindow } from './rule.ts';

const BATCH = 200;
/** Missed times that are listed one by one; a longer row is counted only. */
const LISTED_MISSED = 60;

interface Occurrence {
  source_id: number; nominal_at: string; dataset_id: number; start_at: string; grace_minutes: number;
  cause: 'time' | 'release'; outcome: 'run' | 'skipped' | 'missed'; reason: 'overlap' | 'no-contract' | 'downtime' | null; missed: number;
}

/**
 * Turns due nominal times into runs and moves their schedules on, in one transaction a batch: a planner that dies plans nothing, and whoever comes next
 * plans it whole. After a pause of the house one run catches up for all the times that passed.
 *
 * @returns runs made.
 */
export async function planDue(db: Database, now: Date): Promise<number> {
  let made = 0;
  for (;;) {
    const batch = await db.tx((tx) => planBatch(tx, now));
    made += batch.runs;
    if (batch.schedules < BATCH) return made;
  }
}

async function planBatch(tx: Tx, now: Date): Promise<{ schedules: number; runs: number }> {
  const due = await listAndLockDueSchedules(tx, { now: now.toISOString(), limit: BATCH });
  if (due.length === 0) return { schedules: 0, runs: 0 };
  const off = await readDaysAround(tx, now);
  const planned = due.map((schedule) => planOne(schedule, now, off));
  const runs = await makeRuns(tx, planned.flatMap(({ occurrences }) => occurrences), due);
  await advanceSchedules(tx, { schedules: planned.map(({ source_id, next_at, start_at }) => ({ source_id, next_at, start_at })) });
  return { schedules: due.length, runs };
}

/** Days off near a moment: as far back as times are moved, as far ahead as rules are followed. */
export async function readDaysAround(tx: Tx, now: Date): Promise<DaysOff> {
  const today = todayInBangkok(now);
  return readDaysOff(tx, addDays(today, -800), addDays(today, 900));
}

function planOne(schedule: ListAndLockDueSchedulesRow, now: Date, off: DaysOff) {
  const rule = schedule.rule as ScheduleRule;
  const window = windowOf(schedule);
  const first = new Date(schedule.next_at);
  // Times whose own start has come; a later one that still waits for its jitter is planned when it may start.
  const passed = [first, ...listTimes(rule, first, now, { off, window, atMost: LISTED_MISSED })].filter((at) => startAt(schedule, at) <= now);
  const latest = passed.at(-1) ?? first;
  const missed = passed.slice(0, -1);
  const next = nextTime(rule, latest, off, window);
  const base = { source_id: schedule.source_id, dataset_id: schedule.dataset_id, grace_minutes: schedule.grace_minutes, cause: 'time' as const };
  const reason = schedule.contract_id === null ? 'no-contract' as const : isKeptOut(schedule) ? 'overlap' as const : null;
  const occurrences: Occurrence[] = [
    ...missed.map((at): Occurrence => ({ ...base, nominal_at: at.toISOString(), start_at: startAt(schedule, at).toISOString(), outcome: 'missed', reason: 'downtime', missed: 0 })),
    { ...base, nominal_at: latest.toISOString(), start_at: startAt(schedule, latest).toISOString(), outcome: reason ? 'skipped' : 'run', reason, missed: missed.length },
  ];
  return { source_id: schedule.source_id, occurrences, next_at: next?.toISOString() ?? null, start_at: next ? startAt(schedule, next).toISOString() : null };
}

/** `skip` leaves a time out while any run of the dataset is under way, `queue` only while one of the schedule's own already waits. */
const isKeptOut = ({ overlap, busy, waiting }: ListAndLockDueSchedulesRow): boolean => overlap === 'skip' ? busy : waiting;

const startAt = (schedule: { source_id: number; jitter_s: number; window_from: string | null; window_to: string | null }, nominal: Date): Date =>
  startOf(nominal, { jitterS: schedule.jitter_s, window: windowOf(schedule), seed: schedule.source_id });

/** `06:00:00` of the register is `06:00` here. */
export function windowOf({ window_from: from, window_to: to }: { window_from: string | null; window_to: string | null }): StartWindow | null {
  return from === null || to === null ? null : { from: from.slice(0, 5), to: to.slice(0, 5) };
}

/** Writes occurrences and the runs of those that have one. */
export async function makeRuns(tx: Tx, occurrences: readonly Occurrence[], schedules: readonly { source_id: number; contract_id: number | null; priority: number }[]): Promise<number> {
  await insertOccurrences(tx, { occurrences });
  const by = new Map(schedules.map((schedule) => [schedule.source_id, schedule]));
  const runs = occurrences.filter(({ outcome }) => outcome === 'run').map(({ source_id, dataset_id, nominal_at, start_at }) => {
    const { contract_id, priority } = by.get(source_id) as { contract_id: number | null; priority: number };
    return { source_id, dataset_id, nominal_at, start_at, contract_id, priority };
  });
  if (runs.length === 0) return 0;
  const made = await insertScheduledRuns(tx, { runs });
  await auditAll(tx, theHouse, 'linkage.run-started', made.map(({ id }) => `run:${id}`), { trigger: 'schedule' });
  await tellRunsMoved(tx, { runs: made });
  return made.length;
}
