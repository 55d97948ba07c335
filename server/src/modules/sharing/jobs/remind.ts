import { addDays, daysBetween, todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';
import { remindOfSunsets } from '../following/tell-sunset.ts';
import { beginRenewal, endRenewal } from '../operations/steps.ts';
import { tellOutcome, type Outcome } from '../operations/tell.ts';
import { listEnding, listJustExpired, listTurning } from '../reads/agreements.sql.gen.ts';
import { remindOfSteps } from '../reminders/remind-steps.ts';
import { settleRenewal } from '../reminders/reminder-keys.ts';
import { announceTurn } from './turn.sql.gen.ts';

/** Tells both parties 60, 30 and 7 days before an agreement's last day, and when it is over; each is told once a version, so it may run as often as it likes. With the first the consumer's time to renew begins. */
export async function remindOfEnds(tx: Tx, now: Date): Promise<void> {
  const today = todayInBangkok(now);
  const distances = readSharingDefinition().remindDaysBefore;
  const rows = await listEnding(tx, { until: addDays(today, Math.max(...distances)) });
  // Few end in two months; each is told under a key of its own.
  for (const row of rows) {
    if (row.valid_to < today) continue;
    const near = Math.min(...distances.filter((days) => daysBetween(today, row.valid_to) <= days));
    await tellOutcome(tx, { ...row, event: 0 }, `ends-${near}` as Outcome, { agencies: [row.consumer_agency_id, row.provider_agency_id], event: `v${row.version}`, by: row.valid_to });
    // Of a service that goes away nothing is renewed.
    if (row.service_state === 'live' && (row.in_review === null || row.review_state === 'draft')) await beginRenewal(tx, row);
  }
  for (const row of await listJustExpired(tx, { today })) {
    await endRenewal(tx, row.id, row.version);
    await settleRenewal(tx, { ...row, in_force: row.version });
    await tellOutcome(tx, { ...row, event: 0 }, 'expired', { agencies: [row.consumer_agency_id, row.provider_agency_id], event: `v${row.version}` });
  }
  await remindOfSunsets(tx, today, now);
}

/** A day began on which agreements begin or have ended: the gateways read them anew. */
export async function tellTurnOfDay(tx: Tx, now: Date): Promise<number> {
  const turning = await listTurning(tx, { day: todayInBangkok(now) });
  if (turning.length > 0) await announceTurn(tx, {});
  return turning.length;
}

export const sharingJobs: Job[] = [
  { name: 'sharing.remind', everySeconds: 3600, leaseSeconds: 120, run: (db) => db.tx((tx) => remindOfEnds(tx, systemClock.now())) },
  { name: 'sharing.remind-of-steps', everySeconds: 900, leaseSeconds: 120, run: async (db) => { await db.tx((tx) => remindOfSteps(tx, systemClock.now())); } },
  { name: 'sharing.turn-of-day', everySeconds: 60, leaseSeconds: 30, run: async (db) => { await db.tx((tx) => tellTurnOfDay(tx, systemClock.now())); } },
];
