import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { requestProblem } from '../errors.ts';
import { listRequestsAt, type ListRequestsAtRow } from '../reads/requests.sql.gen.ts';
import { seesOf, type Sees } from '../reads/sees.ts';
import type { Answer, EventWord, RequestState } from '../schemas.ts';
import { findLastEvent, insertEvent, lockRequest } from './write.sql.gen.ts';

/** A request as it stands now, locked for this change. @throws `requests.request-not-found` also to those who may not see it; `requests.changed-meanwhile` when something was done after what was `seen`. */
export async function openRequest(tx: Tx, who: Principal, id: number, seen: number | null, now: Date): Promise<ListRequestsAtRow> {
  const row = await lockRequest(tx, { id }) && await findRequest(tx, id, seesOf(who), now.toISOString());
  if (!row) throw requestProblem('request-not-found', { id });
  if (seen !== null && row.version !== seen) throw await changedMeanwhile(tx, id);
  return row;
}

/** As of a moment, or null to those who do not see it. */
export async function findRequest(tx: Tx, id: number, sees: Sees, at: string): Promise<ListRequestsAtRow | null> {
  const [row] = await listRequestsAt(tx, { at, id });
  return row && isSeen(row, sees) ? row : null;
}

/** Drafts, and what was withdrawn before it was sent, are of the agency that asks. */
export function isSeen({ requester_id, provider_id, sent_at }: Pick<ListRequestsAtRow, 'requester_id' | 'provider_id' | 'sent_at'>, sees: Sees): boolean {
  const own = sees.agencies.includes(requester_id);
  if (sent_at === null) return own || sees.drafts;
  return own || sees.whole || (provider_id !== null && sees.agencies.includes(provider_id));
}

async function changedMeanwhile(tx: Tx, id: number): Promise<Error> {
  const last = await findLastEvent(tx, { request_id: id });
  return requestProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, what: last?.what ?? null, version: last?.number ?? null });
}

/** Only people of the agency itself act for it. @throws `requests.not-own-agency`. */
export function assertOwn(who: Principal, agencyId: string | null): asserts agencyId is string {
  if (agencyId === null || !who.agencies.includes(agencyId)) throw requestProblem('not-own-agency', { agencyId });
}

/** @throws `requests.not-now` with the state. */
export function assertState(row: ListRequestsAtRow, ...states: RequestState[]): void {
  if (!states.includes(row.state as RequestState)) throw requestProblem('not-now', { state: row.state });
}

export interface NewEvent { what: EventWord; agencyId: string | null; message?: string | undefined; answer?: Answer | undefined; datasetId?: number | null | undefined }

/** One more event on top of the last. @returns its number. */
export async function addEvent(tx: Tx, who: Pick<Principal, 'name' | 'accountId'>, on: { id: number; version: number }, event: NewEvent, now: Date): Promise<number> {
  const added = await insertEvent(tx, {
    request_id: on.id, seen: on.version, what: event.what, agency_id: event.agencyId, actor: who.name, account_id: who.accountId, message: event.message?.trim() ?? null,
    answer: event.answer ?? null, dataset_id: event.datasetId ?? null, now: now.toISOString(),
  });
  if (!added) throw await changedMeanwhile(tx, on.id);
  return added.number;
}
