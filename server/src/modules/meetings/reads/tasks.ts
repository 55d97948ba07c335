import type { Tx } from '#kernel/db.ts';
import { momentOf } from '#modules/plans/index.ts';
import { meetingProblem } from '../errors.ts';
import type { Task, TaskList, TasksQuery } from '../schemas.ts';
import { isOpen, readTasks } from './task-facts.ts';

type Counts = TaskList['totals'];
const place: Record<Task['state'], number> = { late: 0, 'said-done': 1, 'due-soon': 2, open: 3, done: 4, withdrawn: 5 };

/** Tasks as of a day, late first; the figures of agencies count all of them, whatever the list is narrowed to. @throws `plans.as-of-in-future`. */
export async function listTasks(tx: Tx, { asOf, agency, committee, state }: TasksQuery, now: Date): Promise<TaskList> {
  const moment = momentOf(asOf ?? null, now);
  const all = await readTasks(tx, committee === undefined ? {} : { committeeId: committee }, moment);
  const byAgency = Map.groupBy(all, (task) => task.agency.id);
  const items = all.filter((task) => (agency === undefined || task.agency.id === agency) && (state === undefined || task.state === state || (state === 'open' && isOpen(task))));
  return {
    asOf: moment.day, recordedAt: moment.at, totals: countTasks(all),
    agencies: [...byAgency.values()].map((tasks) => ({ agency: (tasks[0] as Task).agency, ...countTasks(tasks) })).toSorted((a, b) => b.late - a.late || b.open - a.open || a.agency.id.localeCompare(b.agency.id)),
    items: items.toSorted(lateFirst),
  };
}

/** One task with everything said of it. @throws `meetings.task-not-found`. */
export async function getTask(tx: Tx, id: number, now: Date): Promise<Task> {
  const [task] = await readTasks(tx, { id }, momentOf(null, now));
  if (!task) throw meetingProblem('task-not-found', { id });
  return task;
}

export const lateFirst = (a: Task, b: Task): number => place[a.state] - place[b.state] || b.daysLate - a.daysLate || a.dueOn.localeCompare(b.dueOn) || a.id - b.id;

/** `open` is everything that is neither done nor withdrawn, the late and the reported ones among them. */
export const countTasks = (tasks: readonly Task[]): Counts => ({
  open: tasks.filter(isOpen).length, late: tasks.filter(({ state }) => state === 'late').length, saidDone: tasks.filter(({ state }) => state === 'said-done').length, done: tasks.filter(({ state }) => state === 'done').length,
});
