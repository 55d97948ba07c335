import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { linkageProblem } from '../errors.ts';
import { listDeliveries, type ListDeliveriesRow } from './deliveries.sql.gen.ts';
import { checkRule, nextTime } from './next-time.ts';
import { readDaysAround, windowOf } from './plan-due.ts';
import type { ScheduleRule, StartWindow } from './rule.ts';
import { findSchedule, type FindScheduleRow } from './schedule.sql.gen.ts';
import type { Delivery, ScheduleView } from './schemas.ts';

const UPCOMING = 5;

/** The schedule of a source; null without one. */
export async function findScheduleView(tx: Tx, sourceId: number, now: Date): Promise<ScheduleView | null> {
  const row = await findSchedule(tx, { source_id: sourceId });
  if (!row) return null;
  const still = row.paused_at !== null || row.suspended_at !== null;
  return viewSchedule(row, row.rule && !still ? (await listUpcoming(tx, row.rule, windowOf(row), now)) : []);
}

/** The schedule of a source. @throws `linkage.schedule-not-found`. */
export async function selectScheduleView(tx: Tx, sourceId: number, now: Date): Promise<ScheduleView> {
  const view = await findScheduleView(tx, sourceId, now);
  if (!view) throw linkageProblem('schedule-not-found', { sourceId });
  return view;
}

/** What a rule means: its next times. @throws `linkage.schedule-refused`. */
export async function tryRule(tx: Tx, rule: ScheduleRule, window: StartWindow | null, now: Date): Promise<string[]> {
  checkRule(rule, now, await readDaysAround(tx, now), window);
  return listUpcoming(tx, rule, window, now);
}

async function listUpcoming(tx: Tx, rule: ScheduleRule, window: StartWindow | null, now: Date): Promise<string[]> {
  const off = await readDaysAround(tx, now);
  const times: string[] = [];
  for (let at = nextTime(rule, now, off, window); at && times.length < UPCOMING; at = nextTime(rule, at, off, window)) times.push(at.toISOString());
  return times;
}

function viewSchedule(row: FindScheduleRow, upcoming: string[]): ScheduleView {
  return {
    sourceId: row.source_id, rule: row.rule, window: windowOf(row), jitterMinutes: Math.round(row.jitter_s / 60), after: row.waits_for,
    overlap: row.overlap as ScheduleView['overlap'], priority: row.priority, graceMinutes: row.grace_minutes, nextAt: row.next_at, startAt: row.start_at, upcoming,
    paused: row.paused_at === null ? null : { at: row.paused_at, by: row.paused_by as string, reason: row.paused_reason as string },
    suspended: row.suspended_at === null ? null : { at: row.suspended_at, problem: row.suspended_problem },
    changedAt: row.changed_at, changedBy: row.changed_by,
  };
}

/** Nominal times of a dataset, newest first, each with its state now. */
export async function listDeliveryViews(tx: Tx, datasetId: number, limit: number, now: Date): Promise<Static<typeof Delivery>[]> {
  return (await listDeliveries(tx, { dataset_id: datasetId, limit })).map((row) => viewDelivery(row, now));
}

function viewDelivery(row: ListDeliveriesRow, now: Date): Static<typeof Delivery> {
  return {
    sourceId: row.source_id, nominalAt: row.nominal_at, startAt: row.start_at, dueBy: row.due_by, breachedAt: row.breached_at, cause: row.cause, outcome: row.outcome, reason: row.reason, missed: row.missed,
    deliveredAt: row.delivered_at, run: row.run_id === null ? null : { id: row.run_id, state: row.run_state as string },
    state: deliveryState({ dueBy: row.due_by, breachedAt: row.breached_at, deliveredAt: row.delivered_at }, now),
  };
}

/** How a nominal time stands: delivered or not, the moment that counts is held against grace and promise. */
export function deliveryState(of: { dueBy: string; breachedAt: string; deliveredAt: string | null }, now: Date): 'fresh' | 'due' | 'late' | 'breached' {
  const moment = Date.parse(of.deliveredAt ?? now.toISOString());
  if (moment > Date.parse(of.breachedAt)) return 'breached';
  if (moment > Date.parse(of.dueBy)) return 'late';
  return of.deliveredAt === null ? 'due' : 'fresh';
}
