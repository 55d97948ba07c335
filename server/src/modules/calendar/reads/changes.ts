import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findDeadline, type Deadline } from '../deadlines/set-deadline.ts';
import { calendarProblem } from '../errors.ts';
import type { CalendarChange, MovedDeadlines } from '../schemas.ts';
import { countMovedDeadlines, findDeadlineAgency, listChanges, listMovedDeadlines, type ListChangesRow, type ListMovedDeadlinesRow } from './changes.sql.gen.ts';

const PAGE = 50;

/** Changes of the calendar that moved open deadlines, newest first. @param cursor the last id seen. */
export async function listCalendarChanges(tx: Tx, cursor: string | undefined): Promise<{ items: CalendarChange[]; nextCursor: string | null }> {
  const rows = await listChanges(tx, { id: null, before: cursor === undefined ? null : Number(cursor), limit: PAGE + 1 });
  return { items: rows.slice(0, PAGE).map(changeOf), nextCursor: rows.length > PAGE ? String(rows[PAGE - 1]?.id) : null };
}

/**
 * One change with the deadlines it moved; officers of single agencies see their own.
 *
 * @param asked.cursor `DAY.ID` of the last one seen. @throws `calendar.change-not-found`.
 */
export async function readCalendarChange(tx: Tx, who: Principal, id: number, asked: { room?: string | undefined; agency?: string | undefined; cursor?: string | undefined }): Promise<MovedDeadlines> {
  const [change] = await listChanges(tx, { id, before: null, limit: 1 });
  if (!change) throw calendarProblem('change-not-found', { id });
  const agencies = reachedOf(who, asked.agency);
  const [afterOn, afterId] = asked.cursor?.split('.') ?? [];
  const rows = await listMovedDeadlines(tx, { change_id: id, room: asked.room ?? null, agencies, after_on: afterOn ?? null, after_id: afterId === undefined ? null : Number(afterId), limit: PAGE + 1 });
  const last = rows[PAGE - 1];
  return {
    change: changeOf(change), rooms: (await countMovedDeadlines(tx, { change_id: id, agencies })).map(({ room, count }) => ({ room, count })),
    items: rows.slice(0, PAGE).map(movedOf), nextCursor: rows.length > PAGE && last ? `${last.moved_to}.${last.deadline_id}` : null,
  };
}

/** A deadline with why it stands where it does. @throws `calendar.deadline-not-found`, also where it is another agency's. */
export async function readDeadline(tx: Tx, who: Principal, room: string, reference: string): Promise<Deadline & { agencyId: string | null; link: string | null }> {
  const place = await findDeadlineAgency(tx, { room, reference });
  const deadline = place && reaches(who, place.agency_id) ? await findDeadline(tx, room, reference) : null;
  if (!place || !deadline) throw calendarProblem('deadline-not-found', { room, reference });
  return { ...deadline, agencyId: place.agency_id, link: place.link };
}

const reaches = (who: Principal, agencyId: string | null): boolean => who.agencies.includes('*') || (agencyId !== null && who.agencies.includes(agencyId));

function reachedOf(who: Principal, agency: string | undefined): string[] | null {
  if (who.agencies.includes('*')) return agency === undefined ? null : [agency];
  return who.agencies.filter((id) => agency === undefined || id === agency);
}

function changeOf({ day_off_id: dayOffId, name_th: nameTh, name_en: nameEn, moved, ...row }: ListChangesRow): CalendarChange {
  const rooms = Object.entries(moved as Record<string, number>).map(([room, count]) => ({ room, count })).toSorted((a, b) => b.count - a.count);
  return { ...row, dayOffId, nameTh, nameEn, rooms, moved: rooms.reduce((sum, { count }) => sum + count, 0) };
}

const movedOf = (row: ListMovedDeadlinesRow): MovedDeadlines['items'][number] => ({
  id: row.deadline_id, room: row.room, reference: row.reference, wasOn: row.was_on, movedTo: row.moved_to, firstDueOn: row.first_due_on, endedAt: row.ended_at, agencyId: row.agency_id,
  what: row.what_th === null || row.what_en === null ? null : { th: row.what_th, en: row.what_en }, link: row.link, because: { th: row.because_th, en: row.because_en },
});
