import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { holdKey } from '../keys.sql.gen.ts';
import { countRequests, findRequest, listComments, listEvents, listRequests as listRequestRows, type FindRequestRow } from './demand.sql.gen.ts';
import { requestOf, type ListAsk, type RequestState, type requestListSchema, type requestPageSchema } from './schemas.ts';

/** Requests that whoever asks may read, most wanted first or newest first. */
export async function listRequests(tx: Tx, who: Principal, ask: ListAsk): Promise<Static<typeof requestListSchema>> {
  const filter = {
    moderation: ask.moderation ?? 'shown', state: ask.state ?? null, agency_id: ask.agency ?? null, dataset_slug: ask.dataset ?? null,
    words: ask.q?.trim() ? `%${ask.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null,
  };
  const { total } = await countRequests(tx, filter);
  const rows = await listRequestRows(tx, { ...filter, account_id: who.accountId, by_votes: (ask.sort ?? 'votes') === 'votes', limit: ask.limit ?? 20, offset: ask.offset ?? 0 });
  return { total, items: rows.map(requestOf) };
}

/** @throws `portal.request-not-found`, also when it is not shown to whoever asks. */
export async function selectRequest(tx: Tx, id: string, who: Principal): Promise<FindRequestRow> {
  const row = await findRequest(tx, { id, account_id: who.accountId });
  if (!row) throw problem('request-not-found', { id });
  return row;
}

/** A request with its steps and its discussion; its address is known to whoever asked, before anybody else may read it. */
export async function readRequest(tx: Tx, who: Principal, id: string): Promise<Static<typeof requestPageSchema>> {
  await holdKey(tx, { id });
  const row = await selectRequest(tx, id, who);
  const events = await listEvents(tx, { request_id: id });
  const comments = await listComments(tx, { request_id: id });
  return {
    ...requestOf(row), mayAnswer: looksAfter(who, row.agency_id),
    events: events.map((event) => ({ state: event.state as RequestState, text: event.text, plannedOn: event.planned_on, at: event.at, agencyTh: event.agency_th, agencyEn: event.agency_en })),
    discussion: comments.map((comment) => ({ id: comment.id, text: comment.text, moderation: comment.moderation as 'shown', at: comment.at, agencyTh: comment.agency_th, agencyEn: comment.agency_en })),
  };
}

/** The rule of `portal.looks_after`, for the buttons of a page; PostgreSQL has the last word. */
const looksAfter = (who: Principal, agencyId: string | null): boolean => who.roles.some((role) => ['operator', 'secretariat', 'steward'].includes(role))
  && (who.agencies.includes('*') || (agencyId !== null && who.agencies.includes(agencyId)));
