import { addDays } from '@saphan/contracts/dates';
import type { DaysOff } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import type { Overdue } from '../schemas.ts';
import { listDue } from './reminders.sql.gen.ts';
import { stageOf, standingOf, type Standing } from './stages.ts';

/** A dataset that is not linked, and due soon or late. */
export interface Due extends Standing { datasetId: number; agencyId: string; dueOn: string; step: Overdue['step']; stage: string }

/** Fourteen working days are never more than this, with the longest feasts in between. */
const AHEAD_DAYS = 40;
/** Older due dates count their working days from here: nobody reads the difference. */
const BACK_DAYS = 1200;

/** Everything that is due within fourteen working days or late on a day. */
export async function readDue(tx: Tx, day: string): Promise<{ due: Due[]; off: DaysOff }> {
  const off = await readDaysOff(tx, addDays(day, -BACK_DAYS), addDays(day, 2 * AHEAD_DAYS));
  const rows = await listDue(tx, { until: addDays(day, AHEAD_DAYS) });
  const due = rows.flatMap((row): Due[] => {
    const standing = standingOf(row.due_on, day, off);
    const stage = stageOf(standing, day);
    return stage === null ? [] : [{ ...standing, stage, datasetId: row.dataset_id, agencyId: row.agency_id, dueOn: row.due_on, step: row.step as Overdue['step'] }];
  });
  return { due, off };
}
