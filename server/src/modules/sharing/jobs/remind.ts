import { addDays, daysBetween, todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';
import { tellOutcome } from '../operations/tell.ts';
import { listEnding, listTurning } from '../reads/agreements.sql.gen.ts';
import { announceTurn } from './turn.sql.gen.ts';

/** Tells both parties 30 and 7 days before an agreement's last day; each is told once a version, so it may run as often as it likes. */
export async function remindOfEnds(tx: Tx, now: Date): Promise<void> {
  const today = todayInBangkok(now);
  const [early = 30, late = 7] = readSharingDefinition().remindDaysBefore;
  const rows = await listEnding(tx, { until: addDays(today, early) });
  // Few end in one month; each is told under a key of its own.
  for (const row of rows) {
    const outcome = daysBetween(today, row.valid_to) <= late ? 'ends-7' : 'ends-30';
    await tellOutcome(tx, { ...row, id: 0, event: 0 }, outcome, { agencies: [row.consumer_agency_id, row.provider_agency_id], event: `v${row.version}`, by: row.valid_to });
  }
}

/** A day began on which agreements begin or have ended: the gateways read them anew. */
export async function tellTurnOfDay(tx: Tx, now: Date): Promise<number> {
  const turning = await listTurning(tx, { day: todayInBangkok(now) });
  if (turning.length > 0) await announceTurn(tx, {});
  return turning.length;
}

export const sharingJobs: Job[] = [
  { name: 'sharing.remind', everySeconds: 3600, leaseSeconds: 120, run: (db) => db.tx((tx) => remindOfEnds(tx, systemClock.now())) },
  { name: 'sharing.turn-of-day', everySeconds: 60, leaseSeconds: 30, run: async (db) => { await db.tx((tx) => tellTurnOfDay(tx, systemClock.now())); } },
];
