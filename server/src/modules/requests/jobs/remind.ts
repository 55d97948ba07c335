import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { countWorkingDays } from '#kernel/calendar/working-days.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { readRequestDefinition } from '../definition/read-definition.ts';
import { tellProvider, tellSecretariat } from '../operations/tell.ts';
import { listUnanswered } from '../reads/requests.sql.gen.ts';

/** Reminds providers before and after the day by which they answer, and tells the secretariat of what is long overdue; each step of a round is told once, so it may run as often as it likes. */
export async function remindOfRequests(tx: Tx, now: Date): Promise<void> {
  const waiting = await listUnanswered(tx, { at: now.toISOString() });
  if (waiting.length === 0) return;
  const today = todayInBangkok(now);
  const dues = waiting.map(({ due_on }) => due_on).sort();
  const [first, last] = [[...dues, today].sort()[0] as string, [...dues, today].sort().at(-1) as string];
  const off = await readDaysOff(tx, first, last);
  const [early = 5, late = 1] = readRequestDefinition().remindWorkingDaysBefore;
  // Few wait at a time; each is told under a key of its own.
  for (const row of waiting) {
    const left = countWorkingDays(addDays(today, 1), row.due_on, off);
    if (row.due_on < today) {
      const over = countWorkingDays(addDays(row.due_on, 1), today, off);
      await tellProvider(tx, row, 'overdue', { by: row.due_on, round: row.round });
      if (over >= readRequestDefinition().escalateWorkingDaysAfter) await tellSecretariat(tx, row, over);
    } else if (left <= late) await tellProvider(tx, row, 'due-1', { by: row.due_on, round: row.round });
    else if (left <= early) await tellProvider(tx, row, 'due-5', { by: row.due_on, round: row.round });
  }
}

export const requestJobs: Job[] = [
  { name: 'requests.remind', everySeconds: 3600, leaseSeconds: 120, run: (db) => db.tx((tx) => remindOfRequests(tx, systemClock.now())) },
];
