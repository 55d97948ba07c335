import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findDeadline } from '#modules/calendar/index.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { momentOf, readItemFacts, type Moment } from '#modules/plans/index.ts';
import { requestProblem } from '../errors.ts';
import { mayAnswer } from '../operations/answer.ts';
import { findRequest } from '../operations/open-request.ts';
import { referenceOf } from '../operations/send.ts';
import type { Answer, EventWord, May, RequestPage, RequestState } from '../schemas.ts';
import { agenciesById, viewLine } from './lines.ts';
import { listEventsAt, type ListEventsAtRow, type ListRequestsAtRow } from './requests.sql.gen.ts';
import { seesOf } from './sees.ts';

/** One request with its story, as of a day. @throws `requests.request-not-found` also to those who may not see it, `requests.request-not-yet`. */
export async function getLinkageRequest(tx: Tx, who: Principal, id: number, asOf: string | null, now: Date): Promise<RequestPage> {
  const moment = momentOf(asOf, now);
  const sees = seesOf(who);
  const row = await findRequest(tx, id, sees, moment.at);
  if (!row) throw requestProblem(moment.over && await findRequest(tx, id, sees, now.toISOString()) ? 'request-not-yet' : 'request-not-found', { id });
  const agencies = await agenciesById(tx);
  const isParty = sees.agencies.includes(row.requester_id);
  // A prepared answer is the provider's own until it is given.
  const events = (await listEventsAt(tx, { request_id: id, at: moment.at })).filter(({ what }) => what !== 'answer-prepared' || !isParty || sees.agencies.includes(row.provider_id ?? ''));
  const given = events.findLast(({ what }) => what === 'accepted' || what === 'partly-accepted' || what === 'refused');
  const prepared = events.findLast(({ what }) => what === 'answer-prepared');
  return {
    asOf: moment.day, recordedAt: moment.at, ...viewLine(row, agencies, moment.day), purpose: row.purpose, legalBases: row.legal_bases, ownLaw: row.own_law, columns: row.columns, fieldWords: row.field_words,
    retention: row.retention, contact: row.contact, origin: row.origin, deadline: await deadlineOf(tx, row, moment), answer: (given?.answer ?? null) as Answer | null,
    prepared: prepared && !given ? { by: prepared.actor, at: prepared.recorded_at, answer: prepared.answer as Answer } : null,
    planDueOn: row.dataset_id === null ? null : (await readItemFacts(tx, moment.at)).find(({ datasetId }) => datasetId === row.dataset_id)?.dueOn ?? null,
    events: events.map((each) => viewEvent(each, agencies)), may: moment.over ? nothing : await mayOf(tx, who, row),
  };
}

const nothing: May = { change: false, send: false, askBack: false, reply: false, note: false, prepare: false, answer: false, withdraw: false };

/** Moves of the deadline that were known by the moment. */
async function deadlineOf(tx: Tx, row: ListRequestsAtRow, { at }: Moment): Promise<RequestPage['deadline']> {
  if (row.due_on === null) return null;
  const found = await findDeadline(tx, 'requests', referenceOf(row.id, row.round));
  if (!found) return null;
  const moves = found.moves.filter(({ change }) => change === null || change.at <= at);
  return { dueOn: row.due_on, firstDueOn: found.firstDueOn, moves: moves.map(({ wasOn, movedTo, change }) => ({ wasOn, movedTo, becauseTh: change?.nameTh ?? null, becauseEn: change?.nameEn ?? null })) };
}

async function mayOf(tx: Tx, who: Principal, row: ListRequestsAtRow): Promise<May> {
  const state = row.state as RequestState;
  const steward = who.roles.some((role) => role === 'steward' || role === 'agency-admin');
  const asks = who.agencies.includes(row.requester_id);
  const waits = (state === 'sent' || state === 'overdue') && row.provider_id !== null && who.agencies.includes(row.provider_id);
  const drafts = (asks && steward) || who.roles.some((role) => role === 'secretariat' || role === 'operator');
  return {
    change: (state === 'draft' && drafts) || (state === 'asked-back' && asks && steward), send: state === 'draft' && asks && steward, askBack: waits && steward, reply: state === 'asked-back' && asks && steward,
    note: row.sent_at !== null && state !== 'withdrawn' && !who.roles.every((role) => role === 'auditor'), prepare: waits && steward, answer: waits && await mayAnswer(tx, who, row.provider_id as string),
    withdraw: (state === 'draft' && drafts) || (asks && steward && ['sent', 'overdue', 'asked-back', 'accepted', 'partly-accepted'].includes(state)),
  };
}

function viewEvent(row: ListEventsAtRow, agencies: ReadonlyMap<string, Agency>): RequestPage['events'][number] {
  return { number: row.number, what: row.what as EventWord, at: row.recorded_at, by: row.actor, agency: row.agency_id === null ? null : agencies.get(row.agency_id) ?? null, message: row.message, answer: row.answer as Answer | null };
}
