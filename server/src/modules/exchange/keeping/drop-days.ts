import { audit } from '#kernel/audit.ts';
import type { Clock } from '#kernel/clock.ts';
import { isConnectionLoss, type Database, type Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { theHouse } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { yearOf } from '../subjects/subject-keys.ts';
import { dropDay, dropEmptyYears, findDroppedDay, insertDroppedDay, listDaysOver } from './dropped-days.sql.gen.ts';
import { keepingProblem } from './errors.ts';
import { readKeeping, type Keeping } from './read-keeping.ts';

const DAY_MS = 86_400_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Deletes days of exchanges whose keeping time is over, each in a transaction of its own with its entry of the ledger. */
export const dropOldDays = (clock: Clock): Job => ({
  name: 'exchange.drop-old-days', everySeconds: 3600, leaseSeconds: 1800,
  run: async (db, signal) => { await dropDaysOver(db, readKeeping(), clock.now(), signal); },
});

/** @returns the days (UTC) that were deleted; one that calls are using just now is left for the next time. */
export async function dropDaysOver(db: Database, { keepDays, leastSeenDays }: Pick<Keeping, 'keepDays' | 'leastSeenDays'>, now: Date, signal?: AbortSignal): Promise<string[]> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  const days = await db.read((tx) => listDaysOver(tx, { before: before(keepDays).slice(0, 10), shown_before: before(leastSeenDays) }));
  const dropped: string[] = [];
  for (const { day } of days) {
    if (signal?.aborted) return dropped;
    try {
      await db.tx((tx) => dropOne(tx, day, keepDays, now));
      dropped.push(day);
    } catch (error) {
      if (isConnectionLoss(error) || (error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    }
  }
  if (dropped.length > 0) await db.one((tx) => dropEmptyYears(tx, { before_year: yearOf(now.getTime() - keepDays * DAY_MS) }));
  return dropped;
}

/** The entry says what was deleted by whom; entries of the exchanges themselves stay. */
async function dropOne(tx: Tx, day: string, keptDays: number, now: Date): Promise<void> {
  const { exchanges, subject_uses } = await dropDay(tx, { day });
  await insertDroppedDay(tx, { day, exchanges, subject_uses, kept_days: keptDays, at: now.toISOString(), by: theHouse.name });
  await audit(tx, theHouse, 'exchange.day-dropped', `exchange-day:${day}`, { exchanges, subjectUses: subject_uses, keptDays });
  await appendEntry(tx, { kind: 'exchange.day-dropped', subject: `exchange-day:${day}`, facts: { day, exchanges, subjectUses: subject_uses, keptDays, by: theHouse.name } });
}

/** @throws `exchange.evidence-dropped` when the moment within an id lies in a day that was deleted; it says nothing of whether there was such an exchange. */
export async function assertNotDropped(tx: Tx, id: string): Promise<void> {
  const dropped = await findDroppedDay(tx, { id });
  if (dropped) throw keepingProblem('evidence-dropped', { day: dropped.day, droppedAt: dropped.dropped_at });
}
