import { daysBetween, todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { dayFault, place } from '#modules/privacy/index.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';
import { sharingProblem } from '../errors.ts';
import { signerOf } from '../operations/keep-signature.ts';
import { assertPower, powersOf } from '../operations/powers.ts';
import { selectService, type ServiceFacts } from '../reads/service-facts.ts';
import type { NewOffer } from '../schemas.ts';
import { sha256Of } from '../terms/write-terms.ts';
import { mayBeOffered } from './match-offer.ts';
import { findStandingOffer, insertOffer, insertOfferEnd } from './offers.sql.gen.ts';

/**
 * The owner of a service signs beforehand what it agrees to: requests within it are in force at once.
 *
 * @throws `sharing.not-signer`, `sharing.offer-refused` naming each place: personal or confidential data are never offered so.
 */
export async function createOffer(tx: Tx, who: Principal, { service: slug, validTo, ...terms }: NewOffer, now: Date): Promise<void> {
  const service = await selectService(tx, { slug });
  assertPower(await powersOf(tx, who), service.agencyId, 'signer');
  const faults = offerFaults(service, { ...terms, validTo }, todayInBangkok(now));
  if (faults.length > 0) throw sharingProblem('offer-refused', { errors: faults });
  const text = ['saphan-offer/v1', `service ${JSON.stringify(slug)}`, ...terms.purposes.map(({ code, th, en }) => `purpose ${JSON.stringify(code)} ${JSON.stringify(th)} ${JSON.stringify(en)}`), `most-per-day ${terms.mostPerDay}`,
    `most-per-second ${terms.mostPerSecond}`, `most-days ${terms.mostDays}`, `min-assurance ${terms.minAssurance}`, `valid-to ${validTo}`].join('\n');
  const sha256 = sha256Of(text);
  const { id } = await insertOffer(tx, { service_id: service.id, agency_id: service.agencyId, terms, text, sha256, valid_to: validTo, signer: signerOf(who), actor: who.name, account_id: who.accountId, now: now.toISOString() });
  await appendEntry(tx, { kind: 'sharing.offer-signed', subject: `offer:${id}`, facts: { serviceId: service.id, agencyId: service.agencyId, offerSha256: sha256, aal: who.aal } });
  await audit(tx, who, 'sharing.offer-created', `offer:${id}`, { service: slug });
}

/** Takes a standing offer back; what is in force by it stays. @throws `sharing.offer-not-found`, `sharing.not-signer`. */
export async function endOffer(tx: Tx, who: Principal, id: number, reason: string, now: Date): Promise<void> {
  const row = await findStandingOffer(tx, { id });
  if (!row) throw sharingProblem('offer-not-found', { id });
  assertPower(await powersOf(tx, who), row.agency_id, 'signer');
  if (!await insertOfferEnd(tx, { offer_id: id, reason: reason.trim(), actor: who.name, now: now.toISOString() })) return;
  await appendEntry(tx, { kind: 'sharing.offer-ended', subject: `offer:${id}`, facts: { serviceId: row.service_id } });
  await audit(tx, who, 'sharing.offer-ended', `offer:${id}`, {});
}

function offerFaults(service: ServiceFacts, { validTo, mostPerDay, mostPerSecond, mostDays, minAssurance }: Omit<NewOffer, 'service'>, today: string) {
  const most = readSharingDefinition();
  const fault = dayFault(validTo, '/validTo');
  return [
    ...(mayBeOffered(service) ? [] : [place('/service', 'ข้อมูลส่วนบุคคลหรือข้อมูลชั้นความลับต้องพิจารณาทีละคำขอ', 'Personal or confidential data are decided on one by one')]),
    ...(fault ? [fault] : validTo < today ? [place('/validTo', 'วันสุดท้ายผ่านไปแล้ว', 'The last day is past')] : daysBetween(today, validTo) > most.longestDays ? [place('/validTo', `ไม่เกิน ${most.longestDays} วัน`, `At most ${most.longestDays} days ahead`)] : []),
    ...(mostPerDay > most.mostPerDay ? [place('/mostPerDay', `ไม่เกิน ${most.mostPerDay}`, `At most ${most.mostPerDay}`)] : []),
    ...(mostPerSecond > most.mostPerSecond ? [place('/mostPerSecond', `ไม่เกิน ${most.mostPerSecond}`, `At most ${most.mostPerSecond}`)] : []),
    ...(mostDays > most.longestDays ? [place('/mostDays', `ไม่เกิน ${most.longestDays} วัน`, `At most ${most.longestDays} days`)] : []),
    ...(minAssurance < service.minAssurance ? [place('/minAssurance', `อย่างน้อย ${service.minAssurance}`, `At least ${service.minAssurance}`)] : []),
  ];
}
