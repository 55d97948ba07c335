import { formatThaiDate } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { announce } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { endDeadlines, setDeadlines } from '#modules/calendar/index.ts';
import { findDueDate } from '../operations/set-due-date.sql.gen.ts';
import { lockStanding, restate } from '../operations/standing.sql.gen.ts';
import { deadlineOf } from './due-deadline.ts';
import { findChosenDueDate, insertMovedDueEvent, listCalendarMoves, listDeadlinesOver, listDueDatesWithoutDeadline, type ListCalendarMovesRow } from './follow-calendar.sql.gen.ts';

/**
 * Moves due dates of datasets that are not linked as the calendar moved them: a day declared off after a due date was set puts it on the next
 * working day, a day withdrawn puts it back to the one that was chosen. Each is a due date of its own with its reason, recorded now, so boards of
 * earlier days stay as they were.
 *
 * @returns how many datasets.
 */
export async function followCalendar(db: Database, now: Date, signal?: AbortSignal): Promise<number> {
  const moves = Map.groupBy(await db.read((tx) => listCalendarMoves(tx, {})), ({ dataset_id: id }) => id);
  // One transaction each, so that no dataset waits for the others' locks.
  for (const [id, own] of moves) {
    if (signal?.aborted) break;
    await db.tx((tx) => moveDueDate(tx, id, own, now));
  }
  return moves.size;
}

async function moveDueDate(tx: Tx, datasetId: number, moves: readonly ListCalendarMovesRow[], now: Date): Promise<void> {
  await lockStanding(tx, { dataset_id: datasetId });
  const chosen = (await findChosenDueDate(tx, { dataset_id: datasetId }))?.due_on;
  for (const move of moves) {
    const before = (await findDueDate(tx, { dataset_id: datasetId }))?.due_on ?? null;
    const dueOn = move.back && chosen ? chosen : move.moved_to;
    const reason = reasonOf(move);
    await insertMovedDueEvent(tx, { dataset_id: datasetId, due_on: dueOn, reason, actor: theHouse.name, change_id: move.change_id, now: now.toISOString() });
    await audit(tx, theHouse, 'plans.due-date-moved', `dataset:${datasetId}`, { dueOn, before, reason });
    await announce(tx, 'plans.due-date-set', { datasetId, dueOn, before, reason });
  }
  await restate(tx, { dataset_id: datasetId, now: now.toISOString(), confirmed_at: null });
}

function reasonOf({ day, closes, name_th: nameTh, name_en: nameEn }: ListCalendarMovesRow): string {
  const [th, en] = [formatThaiDate(day, { style: 'long' }), formatThaiDate(day, { style: 'long', lang: 'en' })];
  return closes
    ? `วันที่ ${th} เป็นวันหยุดราชการ (${nameTh}) กำหนดจึงเป็นวันทำการถัดไป · ${en} was declared a day off (${nameEn}): due on the next working day`
    : `วันที่ ${th} ไม่เป็นวันหยุดราชการแล้ว (${nameTh}) · ${en} is no day off any more (${nameEn})`;
}

/** Gives the calendar the due dates that it does not keep, and takes back those of what is linked. */
async function keepDeadlines(tx: Tx): Promise<void> {
  await endDeadlines(tx, 'plans', (await listDeadlinesOver(tx, {})).map(({ reference }) => reference));
  await setDeadlines(tx, (await listDueDatesWithoutDeadline(tx, {})).map(({ dataset_id: id, due_on: on }) => deadlineOf(id, on)));
}

export const followCalendarJob: Job = {
  name: 'plans.follow-calendar', everySeconds: 60, leaseSeconds: 300,
  async run(db, signal) {
    await followCalendar(db, systemClock.now(), signal);
    await db.tx(keepDeadlines);
  },
};
