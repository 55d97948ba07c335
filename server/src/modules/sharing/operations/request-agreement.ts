import { todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { findRecordedPurposes, place } from '#modules/privacy/index.ts';
import { sharingProblem } from '../errors.ts';
import { findMatchingOffer } from '../offers/match-offer.ts';
import { selectService } from '../reads/service-facts.ts';
import type { Terms } from '../schemas.ts';
import { activate } from './activate.ts';
import { assertOffered, sideOf } from './draft.ts';
import { addEvent, assertState, openAgreement } from './open-agreement.ts';
import { assertPower, powersOf } from './powers.ts';
import { keepSignature, signerOf } from './keep-signature.ts';
import { settleRenewal } from '../reminders/reminder-keys.ts';
import { beginStep, endRenewal } from './steps.ts';
import { tellStep } from './tell.ts';
import { findTerms } from './write.sql.gen.ts';

/**
 * Sends what is drafted: the service's owner decides next. What lies within a standing offer of the owner is in force at once.
 *
 * @throws `sharing.record-missing` naming the purposes that no record of processing of the consumer has, `sharing.terms-refused` when the last day passed meanwhile, `sharing.not-now`, `sharing.changed-meanwhile`.
 */
export async function requestAgreement(tx: Tx, who: Principal, number: string, { seen }: { seen: number }, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.review_state, 'draft');
  const proposer = row.proposer_id ?? row.consumer_agency_id;
  assertPower(await powersOf(tx, who), proposer, 'steward');
  const version = row.in_review as number;
  const { terms, sha256 } = await selectTerms(tx, row.id, version);
  const service = await selectService(tx, { id: row.service_id });
  assertOffered(service);
  if (terms.validTo < todayInBangkok(now)) throw sharingProblem('terms-refused', { errors: [place('/terms/validTo', 'วันสิ้นสุดผ่านไปแล้ว', 'The last day is past')] });
  await assertRecorded(tx, row.consumer_agency_id, terms);
  const offer = proposer === row.consumer_agency_id && row.force_state !== 'suspended' ? await findMatchingOffer(tx, service, terms, now) : null;
  const asked = await addEvent(tx, who, row, { version, what: 'requested', state: offer ? 'signing' : 'requested', side: sideOf(row, proposer), agencyId: proposer, facts: { termsSha256: sha256 } }, now);
  await endRenewal(tx, row.id, row.in_force);
  await settleRenewal(tx, row);
  await audit(tx, who, 'sharing.agreement-requested', `agreement:${number}`, { version });
  await announce(tx, 'sharing.agreement-requested', { agreementId: row.id, number, version, serviceId: row.service_id });
  if (offer) {
    await keepSignature(tx, { name: offer.signer.name, accountId: null }, row, { version, side: 'provider', sha256, signer: offer.signer, offerId: offer.id }, now);
    await keepSignature(tx, who, row, { version, side: 'consumer', sha256, signer: signerOf(who), offerId: offer.id }, now);
    await activate(tx, who, row, { version, sha256 }, now);
    return;
  }
  const by = await beginStep(tx, row, asked, 'owner', now);
  await tellStep(tx, row, 'owner', { agencies: [row.provider_agency_id], by, accountId: who.accountId });
}

/** The provider's steward says that somebody looks at it. @throws `sharing.not-now`, `sharing.not-own-agency`, `sharing.changed-meanwhile`. */
export async function takeUpAgreement(tx: Tx, who: Principal, number: string, seen: number, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.review_state, 'requested');
  assertPower(await powersOf(tx, who), row.provider_agency_id, 'steward');
  await addEvent(tx, who, row, { version: row.in_review as number, what: 'taken-up', state: 'owner-review', side: 'provider', agencyId: row.provider_agency_id }, now);
  await audit(tx, who, 'sharing.agreement-taken-up', `agreement:${number}`, {});
}

/** Nothing about persons without a record of processing of the consumer that names each purpose. @throws `sharing.record-missing`. */
export async function assertRecorded(tx: Tx, consumerId: string, terms: Terms): Promise<void> {
  if (!terms.personal) return;
  const recorded = await findRecordedPurposes(tx, consumerId, terms.purposes.map(({ code }) => code));
  const missing = terms.purposes.map(({ code, th, en }, at) => ({ code, fault: place(`/terms/purposes/${at}/code`, `ไม่มีบันทึกรายการที่ระบุ "${code}" (${th})`, `No record names "${code}" (${en})`) })).filter(({ code }) => !recorded.has(code));
  if (missing.length > 0) throw sharingProblem('record-missing', { errors: missing.map(({ fault }) => fault), link: `/privacy/records/new?agency=${consumerId}&purpose=${missing[0]?.code}` });
}

/** The newest terms of a version. @throws `sharing.agreement-not-found`. */
export async function selectTerms(tx: Tx, id: number, version: number): Promise<{ terms: Terms; text: string; sha256: string }> {
  const found = await findTerms(tx, { agreement_id: id, version });
  if (!found) throw sharingProblem('agreement-not-found', { version });
  return { terms: found.terms as Terms, text: found.text, sha256: found.sha256 };
}
