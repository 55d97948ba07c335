import type { Tx } from '#kernel/db.ts';
import { meetingProblem } from '../errors.ts';
import type { Details, MeetingCard } from '../schemas.ts';
import { listMeetingsAt, type ListMeetingsAtRow } from './meetings.sql.gen.ts';

interface StepWord { at: string; by: string; note: string | null; minutesVersion: number | null; adoptedAt: number | null }
export type Steps = Partial<Record<'cancelled' | 'closed' | 'circulated' | 'adopted', StepWord>>;

/** A meeting as known at a moment; its states follow from what was done. */
export interface MeetingFacts {
  readonly id: number; readonly committeeId: number; readonly number: number; readonly year: number;
  readonly details: Details; readonly steps: Steps; readonly minutesVersion: number | null; readonly tasks: number;
  readonly state: MeetingCard['state']; readonly minutes: MeetingCard['minutes'];
}

/** @throws `meetings.meeting-not-found`. */
export async function selectMeeting(tx: Tx, id: number, at: string): Promise<MeetingFacts> {
  const [row] = await listMeetingsAt(tx, { at, id, committee_id: null });
  if (!row) throw meetingProblem('meeting-not-found', { id });
  return factsOf(row);
}

/** Meetings of one committee, or of all; newest first. */
export async function listMeetingFacts(tx: Tx, committeeId: number | null, at: string): Promise<MeetingFacts[]> {
  return (await listMeetingsAt(tx, { at, id: null, committee_id: committeeId })).map(factsOf);
}

function factsOf(row: ListMeetingsAtRow): MeetingFacts {
  const steps = row.steps as Steps;
  return {
    id: row.id, committeeId: row.committee_id, number: row.number, year: row.year, details: row.details as Details, steps, minutesVersion: row.minutes_version, tasks: row.tasks,
    state: steps.cancelled ? 'cancelled' : steps.closed ? 'held' : 'coming', minutes: minutesState(steps, row.minutes_version),
  };
}

/** Circulated is the newest version only: who changes it has to send it round again. */
function minutesState(steps: Steps, newest: number | null): MeetingCard['minutes'] {
  if (steps.adopted) return 'adopted';
  if (newest === null) return 'none';
  return steps.circulated?.minutesVersion === newest ? 'circulated' : 'draft';
}

/** A meeting as lists show it. */
export function cardOf(meeting: MeetingFacts, committee: { id: number; nameTh: string; nameEn: string }): MeetingCard {
  const { id, committeeId, number, year, state, minutes, tasks, details, steps } = meeting;
  const { nameTh, nameEn } = committee;
  return { id, committeeId, number, year, committee: { id: committee.id, nameTh, nameEn }, ...details, state, minutes, cancelledBecause: steps.cancelled?.note ?? null, tasks };
}
