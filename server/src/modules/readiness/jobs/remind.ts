import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { addWorkingDays } from '#kernel/calendar/working-days.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { notify } from '#modules/notices/index.ts';
import { noticeOf, type Step } from '../operations/tell.ts';
import { listOpenForms } from './remind.sql.gen.ts';

/** Tells whoever has a form to answer: when it opens, five and one working days before the day, and the day after it the head and the secretariat too. Each is told once. */
export async function remindForms(tx: Tx, now: Date): Promise<number> {
  const today = todayInBangkok(now);
  const forms = await listOpenForms(tx, { today });
  if (forms.length === 0) return 0;
  const off = await readDaysOff(tx, addDays(today, -30), forms.reduce((last, { due_on: due }) => (due > last ? due : last), today));
  const due = forms.flatMap((form) => stepsOf(form.due_on, today, (count) => addWorkingDays(form.due_on, -count, off)).filter((step) => step !== 'open' || form.round === 0).map((step) => noticeOf(step, form)));
  return (await notify(tx, due)).length;
}

function stepsOf(dueOn: string, today: string, before: (count: number) => string): Step[] {
  if (today > dueOn) return ['late', 'late-centre'];
  if (today >= before(1)) return ['due1'];
  return today >= before(5) ? ['due5'] : ['open'];
}

export const remindJob: Job = {
  name: 'readiness.remind', everySeconds: 900, leaseSeconds: 120,
  run: async (db) => { await db.tx((tx) => remindForms(tx, systemClock.now())); },
};
