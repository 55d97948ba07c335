import { addDays } from '@saphan/contracts/dates';
import { countWorkingDays, weekdayOf, workingDayFrom, type DaysOff } from '#kernel/calendar/working-days.ts';

/** How a due date stands on a working day: so many working days are left, or it is so many late. */
export interface Standing { lastOn: string; left: number; late: number }

/** Agencies are told so many working days before a due date. */
export const TOLD_BEFORE = [1, 5, 14] as const;
/** The head of the agency is told when it is so many working days late. */
export const HEAD_AFTER = 10;
/** @param dueOn ISO day; one on which offices are closed is kept on the next working day (Administrative Procedure Act B.E. 2539, section 64). */
export function standingOf(dueOn: string, day: string, off: DaysOff): Standing {
  const lastOn = workingDayFrom(dueOn, off);
  if (day <= lastOn) return { lastOn, left: countWorkingDays(addDays(day, 1), lastOn, off), late: 0 };
  return { lastOn, left: 0, late: countWorkingDays(addDays(lastOn, 1), day, off) };
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

/** What is told of a due date, once each: before it, when it is late, and every week that it stays so, for all of an agency together. Null while nothing is. */
export function stageOf({ lastOn, left, late }: Standing, day: string): string | null {
  if (late > 0) return lastOn >= mondayOf(day) ? 'late' : `late ${mondayOf(day)}`;
  const before = TOLD_BEFORE.find((days) => left <= days);
  return before === undefined ? null : `due-${before}`;
}
