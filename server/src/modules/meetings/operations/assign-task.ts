import { daysBetween } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import { setDeadline } from '#modules/calendar/index.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { notify } from '#modules/notices/index.ts';
import { findPerson } from '#modules/organisations/index.ts';
import { getProject } from '#modules/projects/index.ts';
import { meetingProblem } from '../errors.ts';
import { listPartsAt } from '../reads/meetings.sql.gen.ts';
import type { MeetingFacts } from '../reads/meeting-facts.ts';
import type { Deadline, Minutes, NewTask } from '../schemas.ts';
import { openMeeting } from './open-meeting.ts';
import { assertDay } from './check.ts';
import { assertAgency } from './keep-committee.ts';
import { insertTask, insertTaskDatasets, insertTaskEvent } from './task.sql.gen.ts';

export const room = 'meetings';
export const referenceOf = (id: number): string => `task:${id}`;

/** Makes a task of a resolution that assigned something, sets its deadline and tells the agency. @throws `meetings.no-such-resolution`, `meetings.agency-unknown`, `meetings.due-before-today`, `catalog.dataset-not-found`. */
export async function assignTask(tx: Tx, actor: Actor & Partial<Pick<Principal, 'accountId'>>, meetingId: number, asked: NewTask, now: Date): Promise<{ id: number }> {
  const meeting = await openMeeting(tx, meetingId, now);
  await assertResolution(tx, meeting, asked.item, now);
  await assertAgency(tx, asked.agencyId, '/agencyId');
  const datasetIds = await resolve(tx, asked, now);
  const { id } = await insertTask(tx, {
    meeting_id: meetingId, item: asked.item, title: asked.title.trim(), agency_id: asked.agencyId, person_id: asked.personId ?? null, plan_slug: asked.project?.plan ?? null, project_id: asked.project?.id ?? null, actor: actor.name, now: now.toISOString(),
  });
  if (datasetIds.length > 0) await insertTaskDatasets(tx, { task_id: id, dataset_ids: datasetIds });
  const dueOn = await setTaskDay(tx, id, meeting, asked.deadline);
  await insertTaskEvent(tx, { task_id: id, kind: 'assigned', note: null, due_on: dueOn, earlier_moves: [], actor: actor.name, now: now.toISOString() });
  await audit(tx, actor, 'meetings.task-assigned', `task:${id}`, { meeting: meetingId, item: asked.item, agency: asked.agencyId, dueOn, datasets: datasetIds });
  await notify(tx, [{
    kind: 'task', key: `${referenceOf(id)}:assigned`, to: asked.personId ? { personId: asked.personId } : { role: 'responsible', agencyId: asked.agencyId }, agencyId: asked.agencyId, by: dueOn, link: `/tasks?task=${id}`, senderAccountId: actor.accountId ?? null,
    what: { th: `ที่ประชุมครั้งที่ ${meeting.number}/${meeting.year} มอบหมาย: ${asked.title}`, en: `Meeting ${meeting.number}/${meeting.year} assigned: ${asked.title}` },
    todo: datasetIds.length > 0 ? { th: 'เชื่อมโยงชุดข้อมูลในงานนี้ให้ครบภายในกำหนด', en: 'Link the datasets of the task in time.' } : { th: 'ดำเนินการและรายงานความก้าวหน้าภายในกำหนด', en: 'Do it and report in time.' },
  }]);
  return { id };
}

/** Sets the deadline in the calendar, counted from the day of the meeting. @returns the day on which it falls. */
export async function setTaskDay(tx: Tx, id: number, { number, year, details }: MeetingFacts, asked: Deadline): Promise<string> {
  const length = 'on' in asked ? { unit: 'calendar' as const, count: daysUntil(details.heldOn, asked.on) } : asked;
  const { dueOn } = await setDeadline(tx, {
    room, reference: referenceOf(id), from: details.heldOn, ...length, because: { th: `มติที่ประชุมครั้งที่ ${number}/${year}`, en: `Resolution of meeting ${number}/${year}` },
  });
  return dueOn;
}

function daysUntil(heldOn: string, on: string): number {
  assertDay(on, '/deadline/on');
  const days = daysBetween(heldOn, on);
  if (days < 1) throw meetingProblem('due-before-today', { errors: [{ pointer: '/deadline/on', th: `${on} ไม่อยู่หลังวันประชุม ${heldOn}`, en: `${on} is not after the meeting, ${heldOn}` }] });
  return days;
}

/** @throws `meetings.no-such-resolution` unless the minutes assign something at that place. */
async function assertResolution(tx: Tx, meeting: MeetingFacts, item: string, now: Date): Promise<void> {
  const said = (await listPartsAt(tx, { meeting_id: meeting.id, at: now.toISOString() })).find(({ part }) => part === 'minutes');
  const found = said && numberItems((said.content as Minutes).items).find(({ place }) => place === item);
  if (found?.resolution?.kind !== 'assigned') throw meetingProblem('no-such-resolution', { errors: [{ pointer: '/item', th: `วาระ ${item}`, en: `Item ${item}` }] });
}

/** Items with their places within their sections: 5.1, 5.2. */
export function numberItems<I extends { section: number }>(items: readonly I[]): (I & { place: string })[] {
  const counted = new Map<number, number>();
  return items.map((item) => {
    const number = (counted.get(item.section) ?? 0) + 1;
    counted.set(item.section, number);
    return { ...item, place: `${item.section}.${number}` };
  });
}

async function resolve(tx: Tx, { personId, datasets = [], project }: NewTask, now: Date): Promise<number[]> {
  if (personId && (!/^[0-9a-f-]{36}$/.test(personId) || !await findPerson(tx, personId))) throw meetingProblem('person-unknown', { errors: [{ pointer: '/personId', th: `"${personId}"`, en: `"${personId}"` }] });
  if (project) await getProject(tx, project.plan, project.id, null, now);
  const ids: number[] = [];
  for (const slug of datasets) ids.push((await selectDataset(tx, slug)).id);
  return ids;
}
