import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { place } from '#modules/privacy/index.ts';
import { sharingProblem } from '../errors.ts';
import type { ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import type { Decision, ReasonBody, Side } from '../schemas.ts';
import { sideOf } from './draft.ts';
import { addEvent, assertState, openAgreement, type NewEvent } from './open-agreement.ts';
import { assertPower, powersIn, powersOf, type Powers } from './powers.ts';
import { assertRecorded, selectTerms } from './request-agreement.ts';
import { beginStep, endStep } from './steps.ts';
import { settleStep, tellOutcome, tellStep } from './tell.ts';

/**
 * The owner of the service, or the data protection officer of a party, approves what was asked, sends it back or refuses it. What is about persons goes from the owner to both officers, then to be signed.
 *
 * @throws `sharing.not-own-agency`, `sharing.not-officer`, `sharing.already-signed`, `sharing.not-now`, `sharing.changed-meanwhile`, `sharing.terms-refused` when a refusal says no reason.
 */
export async function decideAgreement(tx: Tx, who: Principal, number: string, decision: Decision, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, decision.seen, now);
  const officer = decision.as === 'officer';
  if (officer) assertState(row.review_state, 'dpo-review');
  else assertState(row.review_state, 'requested', 'owner-review');
  const side = officer ? officerSide(await powersOf(tx, who), row) : ownerSide(await powersOf(tx, who), row);
  if (decision.verdict !== 'approved' && !decision.message?.trim()) throw sharingProblem('terms-refused', { errors: [place('/message', 'บอกเหตุผล', 'Say why')] });
  const said = { version: row.in_review as number, side, agencyId: side === 'consumer' ? row.consumer_agency_id : row.provider_agency_id, message: decision.message } as const;
  if (decision.verdict === 'approved') await approve(tx, who, row, { ...said, what: officer ? 'dpo-approved' : 'owner-approved' }, now);
  else await turnBack(tx, who, row, { ...said, what: decision.verdict, state: decision.verdict === 'refused' ? 'refused' : 'draft' }, now);
  await audit(tx, who, 'sharing.agreement-decided', `agreement:${number}`, { as: decision.as, side, verdict: decision.verdict });
}

async function approve(tx: Tx, who: Principal, row: ListAgreementsAtRow, said: NewEvent, now: Date): Promise<void> {
  const { terms } = await selectTerms(tx, row.id, said.version);
  const began = row.step;
  if (said.what === 'dpo-approved') {
    const done = new Set([...(row.done_sides ?? []), said.side]);
    const same = row.consumer_agency_id === row.provider_agency_id;
    if (!same && done.size < 2) {
      await addEvent(tx, who, row, said, now);
      await settleStep(tx, row, began, said.agencyId ?? undefined);
      return;
    }
  }
  const next = said.what === 'owner-approved' && terms.personal ? 'dpo-review' : 'signing';
  if (next === 'signing') await assertRecorded(tx, row.consumer_agency_id, terms);
  const event = await addEvent(tx, who, row, { ...said, state: next }, now);
  await endStep(tx, row.id, began);
  await settleStep(tx, row, began);
  const step = next === 'signing' ? 'signing' : 'dpo';
  const by = await beginStep(tx, row, event, step, now);
  await tellStep(tx, row, step, { agencies: [row.provider_agency_id, row.consumer_agency_id], by, accountId: who.accountId });
}

/** Refused, sent back or withdrawn: the step is over, and the other side is told. */
async function turnBack(tx: Tx, who: Principal, row: ListAgreementsAtRow, said: NewEvent, now: Date): Promise<void> {
  const began = row.step;
  const event = await addEvent(tx, who, row, said, now);
  await endStep(tx, row.id, began);
  await settleStep(tx, row, began);
  const to = said.what === 'withdrawn' ? (row.requested_at === null ? [] : [row.provider_agency_id, row.consumer_agency_id].filter((id) => id !== said.agencyId)) : [row.proposer_id ?? row.consumer_agency_id];
  await tellOutcome(tx, row, said.what as 'refused' | 'sent-back' | 'withdrawn', { agencies: to, event });
}

/** Whoever proposed a version withdraws it while it is not in force. @throws `sharing.not-now`, `sharing.not-own-agency`, `sharing.changed-meanwhile`. */
export async function withdrawAgreement(tx: Tx, who: Principal, number: string, { seen, reason }: ReasonBody, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.review_state, 'draft', 'requested', 'owner-review', 'dpo-review', 'signing');
  const proposer = row.proposer_id ?? row.consumer_agency_id;
  assertPower(await powersOf(tx, who), proposer, 'steward');
  await turnBack(tx, who, row, { version: row.in_review as number, what: 'withdrawn', state: 'withdrawn', side: sideOf(row, proposer), agencyId: proposer, message: reason }, now);
  await audit(tx, who, 'sharing.agreement-withdrawn', `agreement:${number}`, { version: row.in_review });
}

/** The provider's stewards and whoever is responsible there decide for the owner. */
function ownerSide(powers: Powers, row: ListAgreementsAtRow): Side {
  if (!powersIn(powers, row.provider_agency_id).signer) assertPower(powers, row.provider_agency_id, 'steward');
  return 'provider';
}

/** The officer's side; of one agency's both sides at once. @throws `sharing.already-signed` when that side decided. */
function officerSide(powers: Powers, row: ListAgreementsAtRow): Side {
  const consumer = powersIn(powers, row.consumer_agency_id).officer;
  const provider = powersIn(powers, row.provider_agency_id).officer;
  if (!consumer && !provider) assertPower(powers, powers.has(row.consumer_agency_id) ? row.consumer_agency_id : row.provider_agency_id, 'officer');
  const open = (['provider', 'consumer'] as const).filter((side) => (side === 'consumer' ? consumer : provider) && !(row.done_sides ?? []).includes(side));
  if (open.length === 0) throw sharingProblem('already-signed');
  return open[0] as Side;
}
