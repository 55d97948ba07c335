import type { Static } from 'typebox';
import { addDays, eraOffset } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { meetingProblem } from '../errors.ts';
import { selectCommittee } from '../reads/committees.ts';
import type { ChangedMeeting, Committee, Details, NewMeeting } from '../schemas.ts';
import { assertDay, assertTime } from './check.ts';
import { assertComing, openMeeting } from './open-meeting.ts';
import { insertMeeting, insertMeetingPart, lockCommittee } from './say.sql.gen.ts';
import { sayPart } from './say-part.ts';

/** The calendar year of the Buddhist era, within which meetings are numbered: budgets count fiscal years, meetings do not. */
export const calendarYear = (day: string): number => Number(day.slice(0, 4)) + eraOffset;

/** Calls a meeting: it gets the next number of its committee and calendar year. @throws `meetings.outside-committee`, the problems of days. */
export async function callMeeting(tx: Tx, actor: Actor, committeeId: number, asked: Static<typeof NewMeeting>, now: Date): Promise<{ id: number; number: number; year: number }> {
  if (!await lockCommittee(tx, { id: committeeId })) throw meetingProblem('committee-not-found', { id: committeeId });
  const details = assertDetails(asked, await selectCommittee(tx, committeeId, now.toISOString()));
  const year = calendarYear(details.heldOn);
  const { id, number } = await insertMeeting(tx, { committee_id: committeeId, year, actor: actor.name, now: now.toISOString() });
  await insertMeetingPart(tx, { meeting_id: id, part: 'details', seen: 0, content: details, reason: null, actor: actor.name, now: now.toISOString() });
  await audit(tx, actor, 'meetings.meeting-called', `meeting:${id}`, { committee: committeeId, number, year, heldOn: details.heldOn });
  return { id, number, year };
}

/** Says day, time and place anew, with the reason. @throws `meetings.other-year`, `meetings.meeting-over`, `meetings.changed-meanwhile`. */
export async function changeMeeting(tx: Tx, actor: Actor, id: number, asked: Static<typeof ChangedMeeting>, now: Date): Promise<{ version: number }> {
  const meeting = await openMeeting(tx, id, now);
  assertComing(meeting);
  const details = assertDetails(asked, await selectCommittee(tx, meeting.committeeId, now.toISOString()));
  if (calendarYear(details.heldOn) !== meeting.year) throw meetingProblem('other-year', { errors: [{ pointer: '/heldOn', th: `ครั้งที่ ${meeting.number}/${meeting.year}`, en: `No. ${meeting.number}/${meeting.year}` }] });
  return sayPart(tx, actor, meeting, 'details', asked, details, now);
}

function assertDetails({ heldOn, beginsAt, place, figuresOn }: Static<typeof NewMeeting>, committee: Committee): Details {
  assertDay(heldOn, '/heldOn');
  assertTime(beginsAt, '/beginsAt');
  const figures = figuresOn ?? addDays(heldOn, -1);
  assertDay(figures, '/figuresOn');
  if (figures > heldOn) throw meetingProblem('figures-after-meeting', { errors: [{ pointer: '/figuresOn', th: `${figures} อยู่หลัง ${heldOn}`, en: `${figures} is after ${heldOn}` }] });
  if (heldOn < committee.beganOn || (committee.endedOn !== null && heldOn > committee.endedOn)) {
    throw meetingProblem('outside-committee', { errors: [{ pointer: '/heldOn', th: `คณะกรรมการตั้งแต่ ${committee.beganOn}${committee.endedOn ? ` ถึง ${committee.endedOn}` : ''}`, en: `The committee sits from ${committee.beganOn}${committee.endedOn ? ` to ${committee.endedOn}` : ''}` }] });
  }
  return { heldOn, beginsAt, place: place.trim(), figuresOn: figures };
}
