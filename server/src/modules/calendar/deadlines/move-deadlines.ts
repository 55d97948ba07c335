import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { insertChanges, lockCalendar, moveTerms, noteMoved } from './deadline.sql.gen.ts';

/** Changes of the calendar are one after another, and none comes between a deadline's reckoning and its writing. Before the change. */
export const holdCalendar = (tx: Tx): Promise<void> => lockCalendar(tx, {});

/**
 * Moves open deadlines by what these days off changed, in the transaction of the change: each keeps its first day and knows which day off moved it.
 * Tells `calendar.deadlines-moved` for each day that moved any, with how many in which room.
 *
 * @param closes whether offices close on these days now, or open.
 */
export async function moveDeadlines(tx: Tx, ids: readonly number[], closes: boolean): Promise<void> {
  if (ids.length === 0) return;
  // One day after the other: each move says which day it was.
  for (const change of await insertChanges(tx, { ids: [...ids], closes })) {
    const rooms = (await moveTerms(tx, { id: change.id, day: change.day })).rooms as Record<string, number>;
    const moved = Object.values(rooms).reduce((sum, each) => sum + each, 0);
    if (moved === 0) continue;
    await noteMoved(tx, { id: change.id, rooms });
    await announce(tx, 'calendar.deadlines-moved', { change: change.id, day: change.day, closes, moved, rooms });
  }
}
