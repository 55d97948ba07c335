import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { endDeadlines } from '#modules/calendar/index.ts';
import { addEvent, assertOwn, assertState, openRequest } from './open-request.ts';
import { referenceOf } from './send.ts';
import { settleRequest, tellProvider } from './tell.ts';

/** Writes a message for both agencies and the secretariat; nothing else changes. @throws `requests.not-now` on a draft or what is over. */
export async function noteOnLinkageRequest(tx: Tx, who: Principal, id: number, message: string, now: Date): Promise<void> {
  const row = await openRequest(tx, who, id, null, now);
  assertState(row, 'sent', 'overdue', 'asked-back', 'accepted', 'partly-accepted', 'fulfilled', 'refused');
  const agencyId = who.agencies.includes(row.requester_id) ? row.requester_id : row.provider_id !== null && who.agencies.includes(row.provider_id) ? row.provider_id : null;
  await addEvent(tx, who, row, { what: 'noted', agencyId, message }, now);
  await audit(tx, who, 'requests.request-noted', `request:${id}`, {});
}

/** The requester needs it no more; a draft is thrown away so. @throws `requests.not-own-agency`, `requests.not-now`, `requests.changed-meanwhile`. */
export async function withdrawLinkageRequest(tx: Tx, who: Principal, id: number, { seen, reason }: { seen: number; reason: string }, now: Date): Promise<void> {
  const row = await openRequest(tx, who, id, seen, now);
  if (row.state !== 'draft' || !who.agencies.includes('*')) assertOwn(who, row.requester_id);
  assertState(row, 'draft', 'sent', 'overdue', 'asked-back', 'accepted', 'partly-accepted');
  await addEvent(tx, who, row, { what: 'withdrawn', agencyId: row.requester_id, message: reason }, now);
  if (row.state !== 'draft') {
    await endDeadlines(tx, 'requests', [referenceOf(id, row.round)]);
    await settleRequest(tx, id, row.round);
    await tellProvider(tx, { ...row, provider_id: row.provider_id as string }, 'withdrawn', { round: row.round, accountId: who.accountId });
  }
  await audit(tx, who, 'requests.request-withdrawn', `request:${id}`, {});
}
