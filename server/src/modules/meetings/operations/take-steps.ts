import type { Static } from 'typebox';
import { todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { meetingProblem } from '../errors.ts';
import { listPartsAt } from '../reads/meetings.sql.gen.ts';
import { selectMeeting, type MeetingFacts } from '../reads/meeting-facts.ts';
import type { Adoption } from '../schemas.ts';
import { assertComing, openMeeting } from './open-meeting.ts';
import { insertMeetingStep } from './say.sql.gen.ts';

interface Step { kind: 'cancelled' | 'closed' | 'circulated' | 'adopted'; note?: string | null; minutesVersion?: number | null; adoptedAt?: number | null }

/** Cancels a meeting that was not held; its number stays with the reason. @throws `meetings.meeting-over`. */
export async function cancelMeeting(tx: Tx, actor: Actor, id: number, note: string, now: Date): Promise<void> {
  const meeting = await openMeeting(tx, id, now);
  assertComing(meeting);
  await takeStep(tx, actor, meeting, { kind: 'cancelled', note }, now);
}

/** Closes a meeting that was held. @throws `meetings.meeting-over` the second time, `meetings.not-yet-held`, `meetings.no-attendance`. */
export async function closeMeeting(tx: Tx, actor: Actor, id: number, now: Date): Promise<void> {
  const meeting = await openMeeting(tx, id, now);
  assertComing(meeting);
  if (meeting.details.heldOn > todayInBangkok(now)) throw meetingProblem('not-yet-held', { heldOn: meeting.details.heldOn });
  if (!(await listPartsAt(tx, { meeting_id: id, at: now.toISOString() })).some(({ part }) => part === 'attendance')) throw meetingProblem('no-attendance');
  await takeStep(tx, actor, meeting, { kind: 'closed' }, now);
}

/** Sends the newest version of the minutes round. @throws `meetings.no-minutes`, `meetings.minutes-adopted`. */
export async function circulateMinutes(tx: Tx, actor: Actor, id: number, now: Date): Promise<void> {
  const meeting = await openMeeting(tx, id, now);
  if (meeting.minutes === 'adopted') throw meetingProblem('minutes-adopted', { meeting: id });
  if (meeting.state !== 'held' || meeting.minutesVersion === null) throw meetingProblem('no-minutes');
  if (meeting.minutes === 'circulated') return;
  await takeStep(tx, actor, meeting, { kind: 'circulated', minutesVersion: meeting.minutesVersion }, now);
}

/** A later meeting of the committee adopts the minutes, with corrections or as they stand; from then on they never change. @throws `meetings.not-circulated`, `meetings.adopted-elsewhere`, `meetings.minutes-adopted`. */
export async function adoptMinutes(tx: Tx, actor: Actor, id: number, { atMeeting, corrections }: Static<typeof Adoption>, now: Date): Promise<void> {
  const meeting = await openMeeting(tx, id, now);
  if (meeting.minutes === 'adopted') throw meetingProblem('minutes-adopted', { meeting: id });
  if (meeting.minutes !== 'circulated') throw meetingProblem('not-circulated');
  const later = await selectMeeting(tx, atMeeting, now.toISOString());
  const may = later.committeeId === meeting.committeeId && later.id !== meeting.id && later.state !== 'cancelled' && later.details.heldOn >= meeting.details.heldOn && later.details.heldOn <= todayInBangkok(now);
  if (!may) throw meetingProblem('adopted-elsewhere', { errors: [{ pointer: '/atMeeting', th: `การประชุม ${atMeeting}`, en: `Meeting ${atMeeting}` }] });
  await takeStep(tx, actor, meeting, { kind: 'adopted', note: corrections?.trim() || null, minutesVersion: meeting.minutesVersion, adoptedAt: atMeeting }, now);
}

async function takeStep(tx: Tx, actor: Actor, { id }: MeetingFacts, { kind, note = null, minutesVersion = null, adoptedAt = null }: Step, now: Date): Promise<void> {
  await insertMeetingStep(tx, { meeting_id: id, kind, note, minutes_version: minutesVersion, adopted_at_meeting: adoptedAt, actor: actor.name, now: now.toISOString() });
  await audit(tx, actor, `meetings.meeting-${kind}`, `meeting:${id}`, { note, minutesVersion, adoptedAt });
}
