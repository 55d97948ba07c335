import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { countWorkingDays } from '#kernel/calendar/working-days.ts';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { endDeadlines, readDaysOff, setDeadline } from '#modules/calendar/index.ts';
import { readRequestDefinition } from '../definition/read-definition.ts';
import type { ListRequestsAtRow } from '../reads/requests.sql.gen.ts';
import { keepForm } from './draft.ts';
import { readForm, type Form } from './form.ts';
import { addEvent, assertOwn, assertState, openRequest } from './open-request.ts';
import { assertReady } from './ready.ts';
import { listEventsAt } from '../reads/requests.sql.gen.ts';
import { settleRequest, tellProvider, tellRequester } from './tell.ts';

/** Reference of a deadline: each round has its own, so that what was due on a past day stays readable. */
export const referenceOf = (id: number, round: number): string => `request:${id}:${round}`;

/**
 * Sends a draft: the provider has so many working days from now on. Sending what is sent already changes nothing.
 *
 * @throws `requests.not-ready` naming each place, `requests.not-own-agency`, `requests.not-now`, `requests.changed-meanwhile`.
 */
export async function sendLinkageRequest(tx: Tx, who: Principal, id: number, seen: number, now: Date): Promise<void> {
  const before = await openRequest(tx, who, id, null, now);
  if (before.state === 'sent' && before.round === 1 && before.version === seen + 1) return;
  const row = await openRequest(tx, who, id, seen, now);
  assertOwn(who, row.requester_id);
  assertState(row, 'draft');
  const form = await formOf(tx, row);
  assertReady(form, todayInBangkok(now));
  const number = await addEvent(tx, who, row, { what: 'sent', agencyId: row.requester_id }, now);
  await keepForm(tx, id, number, form);
  const { dueOn } = await setDeadline(tx, deadlineOf(id, 1, todayInBangkok(now), readRequestDefinition().answerWithinWorkingDays));
  await tellProvider(tx, { ...row, provider_id: form.providerId as string }, 'sent', { by: dueOn, round: 1, accountId: who.accountId });
  await audit(tx, who, 'requests.request-sent', `request:${id}`, { requester: row.requester_id, provider: form.providerId, dueOn });
  await announce(tx, 'requests.request-sent', { requestId: id, requesterId: row.requester_id, providerId: form.providerId, datasetId: form.datasetId });
}

/** The provider asks back: its time stands still until the answer. @throws `requests.not-own-agency`, `requests.not-now`, `requests.changed-meanwhile`. */
export async function askBackLinkageRequest(tx: Tx, who: Principal, id: number, { seen, message }: { seen: number; message: string }, now: Date): Promise<void> {
  const row = await openRequest(tx, who, id, seen, now);
  assertOwn(who, row.provider_id);
  assertState(row, 'sent', 'overdue');
  await addEvent(tx, who, row, { what: 'asked-back', agencyId: row.provider_id, message }, now);
  await endDeadlines(tx, 'requests', [referenceOf(id, row.round)]);
  await settleRequest(tx, id, row.round);
  await tellRequester(tx, row, 'asked-back');
  await audit(tx, who, 'requests.request-asked-back', `request:${id}`, {});
}

/** The requester answers the question: the provider has the days that were left, and some at least. @throws as {@link askBackLinkageRequest}, and `requests.not-ready` when the request was changed meanwhile into one that is not complete. */
export async function replyToLinkageRequest(tx: Tx, who: Principal, id: number, { seen, message }: { seen: number; message: string }, now: Date): Promise<void> {
  const row = await openRequest(tx, who, id, seen, now);
  assertOwn(who, row.requester_id);
  assertState(row, 'asked-back');
  const today = todayInBangkok(now);
  assertReady({ ...await formOf(tx, row), wantedOn: row.wanted_on !== null && row.wanted_on < today ? today : row.wanted_on }, today);
  await addEvent(tx, who, row, { what: 'replied', agencyId: row.requester_id, message }, now);
  const { dueOn } = await setDeadline(tx, deadlineOf(id, row.round + 1, today, await daysLeft(tx, row, now)));
  await tellProvider(tx, { ...row, provider_id: row.provider_id as string }, 'replied', { by: dueOn, round: row.round + 1, accountId: who.accountId });
  await settleRequest(tx, id, row.round, 'asked-back');
  await audit(tx, who, 'requests.request-replied', `request:${id}`, { dueOn });
}

/** Working days that were left when the question was asked. */
async function daysLeft(tx: Tx, row: ListRequestsAtRow, now: Date): Promise<number> {
  const asked = (await listEventsAt(tx, { request_id: row.id, at: now.toISOString() })).findLast(({ what }) => what === 'asked-back');
  const least = readRequestDefinition().leastWorkingDaysAfterReply;
  if (!asked || row.due_on === null) return least;
  const from = addDays(todayInBangkok(new Date(asked.recorded_at)), 1);
  return Math.max(least, countWorkingDays(from, row.due_on, await readDaysOff(tx, from, row.due_on)));
}

/** The form as it stands, checked anew: the contract may have changed since it was written. */
async function formOf(tx: Tx, row: ListRequestsAtRow): Promise<Form> {
  return readForm(tx, {
    requesterId: row.requester_id, dataset: row.slug, providerId: row.provider_id, datasetWords: row.dataset_words, purpose: row.purpose, legalBases: row.legal_bases, ownLaw: row.own_law,
    columns: (row.columns as { name: string }[]).map(({ name }) => name), fieldWords: row.field_words, frequency: row.frequency, wantedOn: row.wanted_on, retention: row.retention, contact: row.contact,
  });
}

function deadlineOf(id: number, round: number, from: string, count: number) {
  return {
    room: 'requests', reference: referenceOf(id, round), from, count, unit: 'working' as const,
    because: { th: `ตอบคำขอเชื่อมโยงที่ ${id} ภายใน ${count} วันทำการ`, en: `Answer of linkage request ${id} within ${count} working days` },
  };
}
