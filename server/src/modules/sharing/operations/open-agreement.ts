import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { sharingProblem } from '../errors.ts';
import { listAgreementsAt, type ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import type { EventWord } from '../schemas.ts';
import { findLastEvent, insertEvent, lockAgreement } from './write.sql.gen.ts';

/** An agreement as it stands now, locked for this change. @throws `sharing.agreement-not-found` also to those who may not see it; `sharing.changed-meanwhile` when something was done after what was `seen`. */
export async function openAgreement(tx: Tx, who: Principal, number: string, seen: number | null, now: Date): Promise<ListAgreementsAtRow> {
  const row = await lockAgreement(tx, { number }) && await findAgreement(tx, who, number, now.toISOString());
  if (!row) throw sharingProblem('agreement-not-found', { number });
  if (seen !== null && row.event !== seen) throw await changedMeanwhile(tx, row.id);
  return row;
}

/** As of a moment, or null to those who do not see it. */
export async function findAgreement(tx: Tx, who: Principal, number: string, at: string): Promise<ListAgreementsAtRow | null> {
  const [row] = await listAgreementsAt(tx, { at, number, agencies: null, service_id: null });
  return row && isSeen(row, who) ? row : null;
}

/** Both parties see an agreement; what was never sent is the consumer's, and the secretariat's. */
export function isSeen({ consumer_agency_id, provider_agency_id, requested_at }: Pick<ListAgreementsAtRow, 'consumer_agency_id' | 'provider_agency_id' | 'requested_at'>, who: Principal): boolean {
  const whole = who.agencies.includes('*');
  if (who.agencies.includes(consumer_agency_id)) return true;
  if (requested_at === null) return whole && who.roles.some((role) => role === 'operator' || role === 'secretariat');
  return whole || who.agencies.includes(provider_agency_id);
}

async function changedMeanwhile(tx: Tx, id: number): Promise<Error> {
  const last = await findLastEvent(tx, { agreement_id: id });
  return sharingProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, what: last?.what ?? null, event: last?.number ?? null });
}

/** @throws `sharing.not-now` with the state. */
export function assertState(state: string | null, ...states: string[]): asserts state is string {
  if (state === null || !states.includes(state)) throw sharingProblem('not-now', { state });
}

export interface NewEvent {
  version: number; what: EventWord;
  /** State of the version after it; left out where it stays. */
  state?: string | undefined;
  side?: 'consumer' | 'provider' | 'secretariat' | undefined;
  agencyId?: string | null | undefined; message?: string | null | undefined;
  /** Ids, hashes and numbers for the ledger. */
  facts?: Record<string, unknown> | undefined;
}

/** What is said among people or not sent yet is no entry of the ledger. */
export const unproved: readonly EventWord[] = ['drafted', 'changed', 'taken-up', 'noted'];

/** One more event on top of the last, with its entry in the ledger. `on.event` moves on. @returns its number. */
export async function addEvent(tx: Tx, who: Pick<Principal, 'name' | 'accountId'>, on: { id: number; number: string; event: number }, event: NewEvent, now: Date): Promise<number> {
  const facts = { version: event.version, state: event.state ?? null, side: event.side ?? null, agencyId: event.agencyId ?? null, ...event.facts };
  const added = await insertEvent(tx, {
    agreement_id: on.id, seen: on.event, version: event.version, what: event.what, state: event.state ?? null, side: event.side ?? null, agency_id: event.agencyId ?? null, actor: who.name, account_id: who.accountId,
    message: event.message?.trim() || null, facts, now: now.toISOString(),
  });
  if (!added) throw await changedMeanwhile(tx, on.id);
  on.event = added.number;
  if (!unproved.includes(event.what)) await appendEntry(tx, { kind: `sharing.agreement-${event.what}`, subject: `agreement:${on.number}`, facts });
  return added.number;
}
