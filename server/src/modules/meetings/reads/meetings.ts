import type { Tx } from '#kernel/db.ts';
import { momentOf, type Moment } from '#modules/plans/index.ts';
import type { Agenda, Attendance, Committee, Details, MeetingPage, MeetingsList, Minutes, Printing } from '../schemas.ts';
import { listCommittees, selectCommittee } from './committees.ts';
import { readDecisions } from './decisions.ts';
import { cardOf, listMeetingFacts, selectMeeting, type MeetingFacts } from './meeting-facts.ts';
import { listPartHistory, listPartsAt, listPrintings, type ListPrintingsRow } from './meetings.sql.gen.ts';
import { isOpen, readTasks } from './task-facts.ts';
import { countTasks, lateFirst } from './tasks.ts';

/** A page shows so many decisions; the pack has all. */
const SHOWN_DECISIONS = 300;

/** Committees, their meetings and how many tasks wait. */
export async function listMeetings(tx: Tx, now: Date): Promise<MeetingsList> {
  const at = now.toISOString();
  const committees = await listCommittees(tx, at);
  const named = new Map(committees.map((committee) => [committee.id, committee]));
  return {
    committees, meetings: (await listMeetingFacts(tx, null, at)).map((meeting) => cardOf(meeting, named.get(meeting.committeeId) as Committee)), tasks: countTasks(await readTasks(tx, {}, momentOf(null, now))),
  };
}

/** A meeting at a moment with what comes before it by itself, as of its figures. */
export interface MeetingState {
  readonly meeting: MeetingFacts; readonly committee: Committee; readonly moment: Moment;
  /** The committee as it was when the attendance was written down: minutes name whoever sat then. */
  readonly sitting: Committee;
  readonly parts: { details: Said<Details> | null; agenda: Said<Agenda> | null; attendance: Said<Attendance> | null; minutes: Said<Minutes> | null };
  readonly toAdopt: readonly MeetingFacts[]; readonly matters: MeetingPage['matters']; readonly decisions: MeetingPage['decisions'];
}
export interface Said<C> { version: number; by: string; at: string; content: C }

/** Reads a meeting as it was said by `now`, with figures as of a day. @param asOf ISO day; the meeting's own when null, and today while that has not come. */
export async function readMeetingState(tx: Tx, id: number, asOf: string | null, now: Date): Promise<MeetingState> {
  const at = now.toISOString();
  const meeting = await selectMeeting(tx, id, at);
  const committee = await selectCommittee(tx, meeting.committeeId, at);
  const moment = momentOf(asOf ?? earlier(meeting.details.figuresOn, momentOf(null, now).day), now);
  const rows = new Map((await listPartsAt(tx, { meeting_id: id, at })).map(({ part, version, actor, recorded_at, content }) => [part, { version, by: actor, at: recorded_at, content }]));
  const before = (await listMeetingFacts(tx, meeting.committeeId, at)).filter((each) => each.id !== id && isBefore(each, meeting));
  const tasks = (await readTasks(tx, { committeeId: meeting.committeeId }, moment)).filter((task) => before.some((each) => each.id === task.meeting.id));
  const came = said<Attendance>(rows, 'attendance');
  return {
    meeting, committee, moment, sitting: came ? await selectCommittee(tx, meeting.committeeId, came.at) : committee,
    parts: { details: said(rows, 'details'), agenda: said(rows, 'agenda'), attendance: came, minutes: said(rows, 'minutes') },
    toAdopt: before.filter(({ minutes, steps }) => minutes === 'circulated' || steps.adopted?.adoptedAt === id), matters: tasks.filter(isOpen).toSorted(lateFirst), decisions: await readDecisions(tx, moment, tasks),
  };
}

const said = <C>(rows: ReadonlyMap<string, { version: number; by: string; at: string; content: unknown }>, part: string): Said<C> | null => (rows.get(part) as Said<C> | undefined) ?? null;
const earlier = (a: string, b: string): string => (a < b ? a : b);
const isBefore = (a: MeetingFacts, b: MeetingFacts): boolean => a.state !== 'cancelled' && (a.details.heldOn < b.details.heldOn || (a.details.heldOn === b.details.heldOn && a.id < b.id));

/** One meeting: what was said of it, what comes by itself, and what was printed. @throws `meetings.meeting-not-found`. */
export async function getMeeting(tx: Tx, id: number, asOf: string | null, now: Date): Promise<MeetingPage> {
  const { meeting, committee, moment, parts, toAdopt, matters, decisions } = await readMeetingState(tx, id, asOf, now);
  const { adopted } = meeting.steps;
  return {
    ...cardOf(meeting, committee), committee, asOf: moment.day, recordedAt: moment.at, details: parts.details, agenda: parts.agenda, attendance: parts.attendance, minutesText: parts.minutes, adoptedAt: adopted?.adoptedAt ?? null, corrections: adopted?.note ?? null,
    toAdopt: toAdopt.map((each) => cardOf(each, committee)), matters: [...matters], decisions: decisions.slice(0, SHOWN_DECISIONS), assigned: (await readTasks(tx, { meetingId: id }, momentOf(null, now))).toSorted(lateFirst),
    printings: (await listPrintings(tx, { meeting_id: id, id: null })).map(viewPrinting), history: await readHistory(tx, meeting),
  };
}

export const viewPrinting = (row: ListPrintingsRow): Printing => ({
  id: row.id, part: row.part as Printing['part'], format: row.format as Printing['format'], asOf: row.as_of, figuresSha256: row.figures_sha256, fileSha256: row.file_sha256, by: row.actor, at: row.recorded_at,
});

async function readHistory(tx: Tx, { id, steps }: MeetingFacts): Promise<MeetingPage['history']> {
  const parts = (await listPartHistory(tx, { meeting_id: id })).map(({ part, version, reason, actor, recorded_at }) => ({ what: part, version: version as number | null, note: reason, by: actor, at: recorded_at }));
  const taken = Object.entries(steps).map(([what, step]) => ({ what, version: step.minutesVersion, note: step.note, by: step.by, at: new Date(step.at).toISOString() }));
  return [...parts, ...taken].toSorted((a, b) => b.at.localeCompare(a.at));
}
