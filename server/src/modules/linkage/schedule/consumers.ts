import { systemClock } from '#kernel/clock.ts';
import type { Consumer } from '#kernel/outbox.ts';
import type { Tx } from '#kernel/db.ts';
import { startOf, nextTime } from './next-time.ts';
import { makeRuns, readDaysAround, windowOf } from './plan-due.ts';
import { advanceSchedules, listSchedulesAfter } from './planning.sql.gen.ts';
import { listAndLockSchedules } from './schedule.sql.gen.ts';
import type { ScheduleRule } from './rule.ts';

/** A new release of a dataset starts what waits for it; a change of the calendar moves what lies ahead. */
export const scheduleConsumers: Consumer[] = [{
  name: 'linkage.schedules', topics: ['lake.release-published', 'calendar.changed'],
  async hear(tx, { topic, payload, at }) {
    if (topic === 'calendar.changed') return moveSchedules(tx, systemClock.now());
    return startDependants(tx, Number(payload.datasetId), new Date(at));
  },
}];

/** The moment of the release is the nominal time, so hearing it twice makes no second run. */
async function startDependants(tx: Tx, datasetId: number, released: Date): Promise<void> {
  const schedules = await listSchedulesAfter(tx, { dataset_id: datasetId });
  await makeRuns(tx, schedules.map((schedule) => {
    const start = startOf(released, { jitterS: schedule.jitter_s, window: windowOf(schedule), seed: schedule.source_id });
    // One that waits will read what this release changed as well.
    const reason = schedule.contract_id === null ? 'no-contract' as const : schedule.waiting ? 'overlap' as const : null;
    return {
      source_id: schedule.source_id, dataset_id: schedule.dataset_id, nominal_at: released.toISOString(), start_at: start.toISOString(), grace_minutes: schedule.grace_minutes,
      cause: 'release' as const, outcome: reason ? 'skipped' as const : 'run' as const, reason, missed: 0,
    };
  }), schedules);
}

async function moveSchedules(tx: Tx, now: Date): Promise<void> {
  const schedules = await listAndLockSchedules(tx, { now: now.toISOString() });
  if (schedules.length === 0) return;
  const off = await readDaysAround(tx, now);
  await advanceSchedules(tx, {
    schedules: schedules.map((schedule) => {
      const next = nextTime(schedule.rule as ScheduleRule, now, off, windowOf(schedule));
      const start = next && startOf(next, { jitterS: schedule.jitter_s, window: windowOf(schedule), seed: schedule.source_id });
      return { source_id: schedule.source_id, next_at: next?.toISOString() ?? null, start_at: start?.toISOString() ?? null };
    }),
  });
}
