import { todayInBangkok } from '@saphan/contracts/dates';
import { addWorkingDays } from '#kernel/calendar/working-days.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { notify, type NewNotice } from '#modules/notices/index.ts';
import { momentOf } from '#modules/plans/index.ts';
import { endTask, keyOf } from '../operations/follow-task.ts';
import { listOpenDeadlines, listTasksAt } from '../reads/meetings.sql.gen.ts';
import { isOpen, readTasks } from '../reads/task-facts.ts';
import type { Task } from '../schemas.ts';

const EARLY = 5;
const LAST = 1;

/** Tells agencies of tasks five and one working days before they are due, and once they are late; ends what facts have done. @returns how many notices were asked for. */
export async function remindTasks(tx: Tx, now: Date): Promise<number> {
  const today = todayInBangkok(now);
  const tasks = await readTasks(tx, {}, momentOf(null, now));
  const running = new Set((await listOpenDeadlines(tx, {})).map(({ reference }) => reference));
  for (const task of tasks) if (!isOpen(task) && running.has(`task:${task.id}`)) await endTask(tx, task);
  const waiting = tasks.filter((task) => isOpen(task) && task.state !== 'said-done');
  if (waiting.length === 0) return 0;
  const off = await readDaysOff(tx, today, `${Number(today.slice(0, 4)) + 1}-12-31`);
  const people = new Map((await listTasksAt(tx, { at: now.toISOString(), id: null, meeting_id: null, committee_id: null })).map((row) => [row.id, row.person_id]));
  const notices = waiting.flatMap((task) => noticeOf(task, people.get(task.id) ?? null, today, { early: addWorkingDays(today, EARLY, off), last: addWorkingDays(today, LAST, off) }));
  await notify(tx, notices);
  return notices.length;
}

function noticeOf(task: Task, personId: string | null, today: string, { early, last }: { early: string; last: string }): NewNotice[] {
  const telling = task.dueOn < today ? 'late' : task.dueOn <= last ? 'before-1' : task.dueOn <= early ? 'before-5' : null;
  if (telling === null) return [];
  const about = `${task.title} (ครั้งที่ ${task.meeting.number}/${task.meeting.year})`;
  const aboutEn = `${task.title} (meeting ${task.meeting.number}/${task.meeting.year})`;
  return [{
    kind: 'task', key: keyOf(task, telling, task.dueOn), to: personId ? { personId } : { role: 'responsible', agencyId: task.agency.id }, agencyId: task.agency.id, by: task.dueOn, link: `/tasks?task=${task.id}`,
    what: telling === 'late' ? { th: `งานตามมติเลยกำหนด: ${about}`, en: `A task of a resolution is late: ${aboutEn}` } : { th: `งานตามมติใกล้ถึงกำหนด: ${about}`, en: `A task of a resolution is due soon: ${aboutEn}` },
    todo: { th: 'ดำเนินการและรายงานผล หรือแจ้งเหตุที่ช้า', en: 'Do it and report, or say why it is late.' },
  }];
}

export const remindTasksJob: Job = { name: 'meetings.remind-tasks', everySeconds: 3600, leaseSeconds: 300, run: async (db) => { await db.tx((tx) => remindTasks(tx, systemClock.now())); } };
