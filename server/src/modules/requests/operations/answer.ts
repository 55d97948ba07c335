import { todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { endDeadlines } from '#modules/calendar/index.ts';
import { createDataset, findDataset } from '#modules/catalog/index.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { setDueDate } from '#modules/plans/index.ts';
import { requestProblem } from '../errors.ts';
import type { ListRequestsAtRow } from '../reads/requests.sql.gen.ts';
import type { Answer, AnswerBody } from '../schemas.ts';
import { checkAnswer } from './check-answer.ts';
import { place } from './days.ts';
import { addEvent, assertOwn, assertState, openRequest } from './open-request.ts';
import { referenceOf } from './send.ts';
import { settleRequest, tellRequester } from './tell.ts';
import { findDueOn, findResponsible, isLinked } from './write.sql.gen.ts';

/** A steward prepares the answer; whoever is responsible sees it and confirms. The last one prepared counts. @throws `requests.not-own-agency`, `requests.not-now`, `requests.changed-meanwhile`, the problems of the answer. */
export async function prepareLinkageAnswer(tx: Tx, who: Principal, id: number, { seen, ...given }: AnswerBody, now: Date): Promise<void> {
  const row = await openAnswerable(tx, who, id, seen, now);
  await addEvent(tx, who, row, { what: 'answer-prepared', agencyId: row.provider_id, answer: checkAnswer(row, given, todayInBangkok(now)) }, now);
  await audit(tx, who, 'requests.answer-prepared', `request:${id}`, { verdict: given.verdict });
}

/**
 * Answers a request. One that is granted gets its due date in the linkage plan, in the same transaction, unless the dataset is linked already.
 *
 * @throws `requests.not-responsible` where somebody else is, and as {@link prepareLinkageAnswer}.
 */
export async function answerLinkageRequest(tx: Tx, who: Principal, id: number, { seen, ...given }: AnswerBody, now: Date): Promise<void> {
  const row = await openAnswerable(tx, who, id, seen, now);
  if (!await mayAnswer(tx, who, row.provider_id as string)) throw requestProblem('not-responsible');
  const answer = checkAnswer(row, given, todayInBangkok(now));
  const datasetId = answer.verdict === 'refused' ? null : await planData(tx, who, row, answer, now);
  await addEvent(tx, who, row, { what: answer.verdict, agencyId: row.provider_id, answer, datasetId: row.dataset_id === null ? datasetId : null }, now);
  await endDeadlines(tx, 'requests', [referenceOf(id, row.round)]);
  await settleRequest(tx, id, row.round);
  await tellRequester(tx, row, answer.verdict);
  await audit(tx, who, `requests.request-${answer.verdict}`, `request:${id}`, { fromOn: answer.fromOn ?? null, datasetId });
  await announce(tx, 'requests.request-answered', { requestId: id, verdict: answer.verdict, datasetId });
}

/** Whoever holds a responsible post of the agency; where nobody does, its steward or administrator. */
export async function mayAnswer(tx: Tx, who: Principal, agencyId: string): Promise<boolean> {
  if (!who.agencies.includes(agencyId)) return false;
  const { any, own } = await findResponsible(tx, { agency_id: agencyId, person_id: who.personId });
  return any ? own : who.roles.some((role) => role === 'steward' || role === 'agency-admin');
}

async function openAnswerable(tx: Tx, who: Principal, id: number, seen: number, now: Date): Promise<ListRequestsAtRow> {
  const row = await openRequest(tx, who, id, seen, now);
  assertOwn(who, row.provider_id);
  assertState(row, 'sent', 'overdue');
  return row;
}

/** The dataset that is meant, in the plan by the promised day: an earlier due date stays, and what is linked needs none. */
async function planData(tx: Tx, who: Principal, row: ListRequestsAtRow, answer: Answer, now: Date): Promise<number> {
  const datasetId = row.dataset_id ?? await nameDataset(tx, who, row, answer);
  const promised = answer.fromOn as string;
  if ((await isLinked(tx, { dataset_id: datasetId })).linked) return datasetId;
  const before = await findDueOn(tx, { dataset_id: datasetId });
  if (before?.due_on && before.due_on <= promised) return datasetId;
  const requester = await findAgency(tx, row.requester_id);
  await setDueDate(tx, who, { datasetId, dueOn: promised, reason: `ตามคำขอเชื่อมโยงที่ ${row.id} ของ${requester?.nameTh ?? row.requester_id} · Linkage request ${row.id} of the ${requester?.nameEn ?? row.requester_id}` }, now);
  return datasetId;
}

/** What was asked for in words becomes a dataset of the provider: one that is there, or a new one. */
async function nameDataset(tx: Tx, who: Principal, row: ListRequestsAtRow, { dataset, newDataset }: Answer): Promise<number> {
  const agencyId = row.provider_id as string;
  if (newDataset) return (await createDataset(tx, who, { ...newDataset, agencyId })).id;
  const found = await findDataset(tx, dataset as string);
  if (!found || found.agencyId !== agencyId) throw requestProblem('dataset-unknown', { errors: [place('/dataset', `หน่วยงานท่านไม่มี "${dataset}"`, `Your agency has no "${dataset}"`)] });
  if (found.archivedAt !== null) throw requestProblem('dataset-retired', { errors: [place('/dataset', `“${found.titleTh}” เลิกใช้แล้ว`, `“${found.titleEn}” is retired`)] });
  return found.id;
}
