import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { meetingProblem } from '../errors.ts';
import { selectCommittee } from '../reads/committees.ts';
import { listPartsAt } from '../reads/meetings.sql.gen.ts';
import type { MeetingFacts } from '../reads/meeting-facts.ts';
import type { SaidAgenda, SaidAttendance, SaidMinutes } from '../schemas.ts';
import { assertComing, openMeeting } from './open-meeting.ts';
import { assertAttendance, assertTime } from './check.ts';
import { insertMeetingPart } from './say.sql.gen.ts';

type Saying = { version: number; reason?: string | null };

/** Says the agenda; what comes by itself (minutes to adopt, open tasks, figures, decisions) is not written into it. @throws `meetings.meeting-over`, `meetings.changed-meanwhile`. */
export async function setAgenda(tx: Tx, actor: Actor, id: number, asked: Static<typeof SaidAgenda>, now: Date): Promise<{ version: number }> {
  const meeting = await openMeeting(tx, id, now);
  assertComing(meeting);
  // Sections stand in their order, items within one as they were given.
  return sayPart(tx, actor, meeting, 'agenda', asked, { items: asked.items.toSorted((a, b) => a.section - b.section) }, now);
}

/** Says who came, who did not and why, and who else was there. @throws `meetings.person-twice`, `meetings.minutes-adopted`, `meetings.changed-meanwhile`. */
export async function setAttendance(tx: Tx, actor: Actor, id: number, asked: Static<typeof SaidAttendance>, now: Date): Promise<{ version: number }> {
  const meeting = await openMeeting(tx, id, now);
  const { present, absent, others } = asked;
  assertAttendance(asked, (await selectCommittee(tx, meeting.committeeId, now.toISOString())).members);
  return sayPart(tx, actor, meeting, 'attendance', asked, { present, absent, others }, now);
}

/** Writes the minutes; once circulated a new version has to be circulated again. @throws `meetings.minutes-adopted`, `meetings.ends-before-start`, `meetings.changed-meanwhile`. */
export async function writeMinutes(tx: Tx, actor: Actor, id: number, asked: Static<typeof SaidMinutes>, now: Date): Promise<{ version: number }> {
  const meeting = await openMeeting(tx, id, now);
  const { openedAt, closedAt, writer, checker, items } = asked;
  assertTime(openedAt, '/openedAt');
  assertTime(closedAt, '/closedAt');
  if (closedAt < openedAt) throw meetingProblem('ends-before-start', { errors: [{ pointer: '/closedAt', th: `${closedAt} อยู่ก่อน ${openedAt}`, en: `${closedAt} is before ${openedAt}` }] });
  return sayPart(tx, actor, meeting, 'minutes', asked, { openedAt, closedAt, writer: writer.trim(), checker: checker?.trim() || null, items: items.toSorted((a, b) => a.section - b.section) }, now);
}

/** One version more of a part, on top of the version that was seen. @throws `meetings.changed-meanwhile` saying who was first, `meetings.minutes-adopted`. */
export async function sayPart(tx: Tx, actor: Actor, meeting: MeetingFacts, part: 'details' | 'agenda' | 'attendance' | 'minutes', { version, reason }: Saying, content: object, now: Date): Promise<{ version: number }> {
  if (meeting.minutes === 'adopted') throw meetingProblem('minutes-adopted', { meeting: meeting.id });
  if (meeting.state === 'cancelled') throw meetingProblem('meeting-over', { state: meeting.state });
  const said = await insertMeetingPart(tx, { meeting_id: meeting.id, part, seen: version, content, reason: reason?.trim() || null, actor: actor.name, now: now.toISOString() });
  if (!said) {
    const last = (await listPartsAt(tx, { meeting_id: meeting.id, at: 'infinity' })).find((each) => each.part === part);
    throw meetingProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, version: last?.version ?? 0 });
  }
  await audit(tx, actor, `meetings.${part}-said`, `meeting:${meeting.id}`, { version: said.version, reason: reason ?? null });
  return said;
}
