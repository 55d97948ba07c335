import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { sharingProblem } from '../errors.ts';
import type { ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import type { ReasonBody, Terms } from '../schemas.ts';
import { addEvent, assertState, openAgreement } from './open-agreement.ts';
import { powersOf, type Powers } from './powers.ts';
import { settleBecamePersonal } from '../following/tell-personal.ts';
import { assertRecorded } from './request-agreement.ts';
import { settleRenewal } from '../reminders/reminder-keys.ts';
import { endRenewal, endStep } from './steps.ts';
import { settleStep, tellOutcome, type Outcome } from './tell.ts';

type ActingSide = 'consumer' | 'provider' | 'secretariat';

/** Stops an agreement at once, by either party or the secretariat. @throws `sharing.not-now`, `sharing.not-own-agency`, `sharing.changed-meanwhile`. */
export async function suspendSharingAgreement(tx: Tx, who: Principal, number: string, { seen, reason }: ReasonBody, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.state, 'active', 'not-yet');
  await turn(tx, who, row, { what: 'suspended', state: 'suspended', side: actingSide(who, await powersOf(tx, who), row), message: reason }, now);
}

/** Lets a suspended agreement be used again: by the side that suspended it, while records of processing still name its purposes. @throws `sharing.not-own-agency` for the other side, `sharing.record-missing`, `sharing.not-now`, `sharing.changed-meanwhile`. */
export async function resumeSharingAgreement(tx: Tx, who: Principal, number: string, { seen, reason }: ReasonBody, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.state, 'suspended');
  const side = actingSide(who, await powersOf(tx, who), row, row.suspended_by as ActingSide);
  if (side !== row.suspended_by) throw sharingProblem('not-own-agency', { suspendedBy: row.suspended_by });
  await assertRecorded(tx, row.consumer_agency_id, row.terms as Terms);
  await turn(tx, who, row, { what: 'resumed', state: 'active', side, message: reason }, now);
}

/** Ends an agreement for good, by either party; a version under way is withdrawn with it. @throws `sharing.not-now`, `sharing.not-own-agency`, `sharing.changed-meanwhile`. */
export async function endSharingAgreement(tx: Tx, who: Principal, number: string, { seen, reason }: ReasonBody, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.state, 'active', 'not-yet', 'suspended');
  const side = actingSide(who, await powersOf(tx, who), row);
  if (side === 'secretariat') throw sharingProblem('not-own-agency');
  await closeAgreement(tx, who, row, side, reason, now);
}

/** Ends what is in force and withdraws what is under way, for one side: its people, or the house when the service itself ended. */
export async function closeAgreement(tx: Tx, who: Principal, row: ListAgreementsAtRow, side: 'consumer' | 'provider', reason: string, now: Date): Promise<void> {
  if (row.in_review !== null) {
    await endStep(tx, row.id, row.step);
    await settleStep(tx, row, row.step);
    const event = await addEvent(tx, who, row, { version: row.in_review, what: 'withdrawn', state: 'withdrawn', side, agencyId: agencyOf(row, side), message: reason }, now);
    if (row.in_force === null) await tellOutcome(tx, row, 'withdrawn', { agencies: [row.consumer_agency_id], event });
  }
  await settleBecamePersonal(tx, row);
  await endRenewal(tx, row.id, row.in_force);
  await settleRenewal(tx, row);
  if (row.state === 'active' || row.state === 'not-yet' || row.state === 'suspended') await turn(tx, who, row, { what: 'ended', state: 'ended', side, message: reason }, now);
}

/** Writes a message that both parties read. @throws `sharing.agreement-not-found`. */
export async function noteOnAgreement(tx: Tx, who: Principal, number: string, message: string, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, null, now);
  const side = who.agencies.includes('*') ? 'secretariat' : who.agencies.includes(row.consumer_agency_id) ? 'consumer' : 'provider';
  await addEvent(tx, who, row, { version: row.in_review ?? row.version, what: 'noted', side, agencyId: agencyOf(row, side), message }, now);
  await audit(tx, who, 'sharing.agreement-noted', `agreement:${number}`, {});
}

interface Turn { what: Extract<Outcome, 'suspended' | 'resumed' | 'ended'>; state: string; side: ActingSide; message: string }

async function turn(tx: Tx, who: Principal, row: ListAgreementsAtRow, { what, state, side, message }: Turn, now: Date): Promise<void> {
  const version = row.in_force as number;
  const event = await addEvent(tx, who, row, { version, what, state, side, agencyId: agencyOf(row, side), message }, now);
  await tellOutcome(tx, row, what, { agencies: [row.consumer_agency_id, row.provider_agency_id], event });
  await audit(tx, who, `sharing.agreement-${what}`, `agreement:${row.number}`, { version, side });
  await announce(tx, `sharing.agreement-${what}`, { agreementId: row.id, number: row.number, version, consumerSystemId: row.consumer_system_id, serviceId: row.service_id });
}

const agencyOf = (row: ListAgreementsAtRow, side: ActingSide): string | null => (side === 'secretariat' ? null : row[`${side}_agency_id`]);

/** For whom somebody acts; a party's steward for the party, and the secretariat for the ministry. @param first is taken where somebody is of both parties. */
function actingSide(who: Principal, powers: Powers, row: ListAgreementsAtRow, first?: ActingSide): ActingSide {
  if (who.agencies.includes('*')) return 'secretariat';
  const own = (['provider', 'consumer'] as const).filter((side) => powers.get(row[`${side}_agency_id`])?.steward);
  const [side] = own.includes(first as 'provider') ? [first as 'provider'] : own;
  if (!side) throw sharingProblem('not-own-agency');
  return side;
}
