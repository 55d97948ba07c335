import { addDays } from '@saphan/contracts/dates';
import type { NewDeadline } from '#modules/calendar/index.ts';

/** A due date as the calendar keeps it: the day that was chosen, or the next on which offices are open. */
export const deadlineOf = (datasetId: number, dueOn: string): NewDeadline => ({
  room: 'plans', reference: `dataset:${datasetId}`, from: addDays(dueOn, -1), count: 1, unit: 'calendar',
  because: { th: 'กำหนดเชื่อมโยงชุดข้อมูลตามแผน', en: 'Due date of a dataset in the plan' },
});
