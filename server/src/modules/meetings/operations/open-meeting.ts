import type { Tx } from '#kernel/db.ts';
import { meetingProblem } from '../errors.ts';
import { selectMeeting, type MeetingFacts } from '../reads/meeting-facts.ts';
import { lockMeeting } from './say.sql.gen.ts';

/** The meeting, locked for this change. @throws `meetings.meeting-not-found`. */
export async function openMeeting(tx: Tx, id: number, now: Date): Promise<MeetingFacts> {
  if (!await lockMeeting(tx, { id })) throw meetingProblem('meeting-not-found', { id });
  return selectMeeting(tx, id, now.toISOString());
}

/** @throws `meetings.meeting-over` once it was closed or cancelled. */
export function assertComing({ state }: MeetingFacts): void {
  if (state !== 'coming') throw meetingProblem('meeting-over', { state });
}
