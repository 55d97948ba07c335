import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import { endDeadlines } from '#modules/calendar/index.ts';
import { settleNotices } from '#modules/notices/index.ts';
import { meetingProblem } from '../errors.ts';
import { selectMeeting } from '../reads/meeting-facts.ts';
import { listTasksAt } from '../reads/meetings.sql.gen.ts';
import { isOpen } from '../reads/task-facts.ts';
import { getTask } from '../reads/tasks.ts';
import type { MovedTask, Task, TaskReport } from '../schemas.ts';
import { referenceOf, room, setTaskDay } from './assign-task.ts';
import { insertTaskEvent, lockTask } from './task.sql.gen.ts';

/** An officer of the task's agency says how far it is, or that it is done; the secretariat then closes it. @throws `meetings.other-agency`, `meetings.task-over`. */
export async function reportTask(tx: Tx, who: Principal, id: number, { note, done }: Static<typeof TaskReport>, now: Date): Promise<void> {
  const task = await openTask(tx, id, now);
  if (!who.agencies.includes('*') && !who.agencies.includes(task.agency.id)) throw meetingProblem('other-agency', { agency: task.agency.id });
  await say(tx, who, id, done ? 'said-done' : 'reported', note, now);
}

/** The secretariat closes what was done. @throws `meetings.task-done-by-fact` where linking datasets is what ends it, `meetings.task-over`. */
export async function closeTask(tx: Tx, actor: Actor, id: number, note: string, now: Date): Promise<void> {
  const task = await openTask(tx, id, now);
  if (task.byFact) throw meetingProblem('task-done-by-fact', { datasets: task.datasets.filter(({ linked }) => !linked).map(({ slug }) => slug) });
  await say(tx, actor, id, 'closed', note, now);
  await endTask(tx, task);
}

/** Nobody has to do it any more, for this reason. @throws `meetings.task-over`. */
export async function withdrawTask(tx: Tx, actor: Actor, id: number, note: string, now: Date): Promise<void> {
  const task = await openTask(tx, id, now);
  await say(tx, actor, id, 'withdrawn', note, now);
  await endTask(tx, task);
}

/** Gives it another deadline, with the reason; the first one stays readable. @throws `meetings.task-over`, `meetings.due-before-today`. */
export async function moveTask(tx: Tx, actor: Actor, id: number, { deadline, reason }: Static<typeof MovedTask>, now: Date): Promise<void> {
  const task = await openTask(tx, id, now);
  const [row] = await listTasksAt(tx, { at: now.toISOString(), id, meeting_id: null, committee_id: null });
  const dueOn = await setTaskDay(tx, id, await selectMeeting(tx, task.meeting.id, now.toISOString()), deadline);
  await insertTaskEvent(tx, { task_id: id, kind: 'due-moved', note: reason, due_on: dueOn, earlier_moves: row?.moves ?? [], actor: actor.name, now: now.toISOString() });
  await audit(tx, actor, 'meetings.task-moved', `task:${id}`, { from: task.dueOn, to: dueOn, reason });
  await settleNotices(tx, 'task', keysOf(task));
}

/** Its deadline moves no more, and nobody is reminded of it. */
export async function endTask(tx: Tx, task: Task): Promise<void> {
  await endDeadlines(tx, room, [referenceOf(task.id)]);
  await settleNotices(tx, 'task', keysOf(task));
}

/** By which a task is told: once when assigned, and before and after each due day it ever had. */
export const tellings = ['before-5', 'before-1', 'late'] as const;
export const keyOf = (task: Pick<Task, 'id'>, telling: (typeof tellings)[number], dueOn: string): string => `${referenceOf(task.id)}:${telling}:${dueOn}`;
const keysOf = (task: Task): string[] => [
  `${referenceOf(task.id)}:assigned`, ...[...new Set([task.dueOn, ...task.events.flatMap(({ dueOn }) => dueOn ?? [])])].flatMap((day) => tellings.map((telling) => keyOf(task, telling, day))),
];

async function openTask(tx: Tx, id: number, now: Date): Promise<Task> {
  if (!await lockTask(tx, { id })) throw meetingProblem('task-not-found', { id });
  const task = await getTask(tx, id, now);
  if (!isOpen(task)) throw meetingProblem('task-over', { state: task.state });
  return task;
}

async function say(tx: Tx, actor: Actor, id: number, kind: 'reported' | 'said-done' | 'closed' | 'withdrawn', note: string, now: Date): Promise<void> {
  await insertTaskEvent(tx, { task_id: id, kind, note: note.trim(), due_on: null, earlier_moves: [], actor: actor.name, now: now.toISOString() });
  await audit(tx, actor, `meetings.task-${kind}`, `task:${id}`, { note });
}
