import { eraOffset, todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { place } from '#modules/privacy/index.ts';
import { sharingProblem } from '../errors.ts';
import { selectService, type ServiceFacts } from '../reads/service-facts.ts';
import { findSystem } from '../reads/services.sql.gen.ts';
import { listTermsAt, type ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import type { AskedTerms, NewAgreement, Proposal, Terms } from '../schemas.ts';
import { readTerms } from '../terms/read-terms.ts';
import { writeTerms } from '../terms/write-terms.ts';
import { addEvent, assertState, openAgreement } from './open-agreement.ts';
import { assertPower, powersOf } from './powers.ts';
import { insertAgreement, insertTerms, nextNumber } from './write.sql.gen.ts';

/** Writes down what a system of one's own agency asks of a data service; nothing is sent. @throws `sharing.not-own-agency`, `sharing.service-not-found`, `sharing.terms-refused`. */
export async function createSharingAgreement(tx: Tx, who: Principal, asked: NewAgreement, now: Date): Promise<{ number: string; event: number }> {
  const service = await selectService(tx, { slug: asked.service });
  const system = await consumerSystem(tx, asked.systemPath);
  assertPower(await powersOf(tx, who), system.agency_id, 'steward');
  assertOffered(service);
  const today = todayInBangkok(now);
  const terms = readTerms(asked.terms, service, today);
  const year = Number(today.slice(0, 4)) + eraOffset;
  const number = `SA-${year}-${String((await nextNumber(tx, { year })).last).padStart(4, '0')}`;
  const { id } = await insertAgreement(tx, { number, consumer_agency_id: system.agency_id, provider_agency_id: service.agencyId, consumer_system_id: system.id, service_id: service.id, now: now.toISOString() });
  const on = { id, number, event: 0 };
  await addEvent(tx, who, on, { version: 1, what: 'drafted', state: 'draft', side: 'consumer', agencyId: system.agency_id }, now);
  await keepTerms(tx, { ...on, version: 1, consumer: system.path, provider: service.providerPath, service: service.slug }, terms);
  await audit(tx, who, 'sharing.agreement-created', `agreement:${number}`, { service: service.slug, system: system.path });
  return { number, event: on.event };
}

/** Changes the version that is drafted or was sent back. @throws `sharing.not-now`, `sharing.changed-meanwhile` and as {@link createSharingAgreement}. */
export async function saveAgreement(tx: Tx, who: Principal, number: string, { seen, terms }: { seen: number; terms: AskedTerms }, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.review_state, 'draft');
  const proposer = row.proposer_id ?? row.consumer_agency_id;
  assertPower(await powersOf(tx, who), proposer, 'steward');
  const service = await selectService(tx, { id: row.service_id });
  const read = readTerms(terms, service, todayInBangkok(now));
  await addEvent(tx, who, row, { version: row.in_review as number, what: 'changed', side: sideOf(row, proposer), agencyId: proposer }, now);
  await keepTerms(tx, aboutOf(row, row.in_review as number), read);
  await audit(tx, who, 'sharing.agreement-changed', `agreement:${number}`, { version: row.in_review });
}

/** Drafts the next version of an agreement that is in force, by either party; the present one stays in force until the next is signed. @throws `sharing.not-now` and as {@link createSharingAgreement}. */
export async function proposeVersion(tx: Tx, who: Principal, number: string, { seen, reason, terms }: Proposal, now: Date): Promise<void> {
  const row = await openAgreement(tx, who, number, seen, now);
  assertState(row.state, 'active', 'not-yet', 'suspended', 'expired');
  if (row.in_review !== null) throw sharingProblem('not-now', { state: row.review_state, version: row.in_review });
  const powers = await powersOf(tx, who);
  const agencyId = powers.get(row.consumer_agency_id)?.steward ? row.consumer_agency_id : row.provider_agency_id;
  assertPower(powers, agencyId, 'steward');
  const service = await selectService(tx, { id: row.service_id });
  assertOffered(service);
  const read = readTerms(terms, service, todayInBangkok(now));
  const version = await nextVersion(tx, row, now);
  await addEvent(tx, who, row, { version, what: 'drafted', state: 'draft', side: sideOf(row, agencyId), agencyId, message: reason }, now);
  await keepTerms(tx, aboutOf(row, version), read);
  await audit(tx, who, 'sharing.version-proposed', `agreement:${number}`, { version });
}

/** Versions that were refused or withdrawn keep their number. */
async function nextVersion(tx: Tx, row: ListAgreementsAtRow, now: Date): Promise<number> {
  const [newest] = await listTermsAt(tx, { agreement_id: row.id, at: now.toISOString() });
  return (newest?.version ?? 0) + 1;
}

export const sideOf = (row: ListAgreementsAtRow, agencyId: string): 'consumer' | 'provider' => (agencyId === row.consumer_agency_id ? 'consumer' : 'provider');
const aboutOf = (row: ListAgreementsAtRow, version: number) => ({ id: row.id, event: row.event, number: row.number, version, consumer: row.system_path, provider: row.provider_path, service: row.slug });

async function consumerSystem(tx: Tx, path: string) {
  const system = await findSystem(tx, { path });
  const wrong = !system ? place('/systemPath', `ไม่มีระบบ "${path}"`, `There is no system "${path}"`)
    : system.state !== 'active' ? place('/systemPath', 'ระบบนี้ถูกระงับหรือเลิกใช้', 'The system is suspended or has ended')
      : system.kind === 'provider' ? place('/systemPath', 'ระบบนี้ให้บริการอย่างเดียว เลือกระบบที่ขอใช้ข้อมูล', 'This system only provides: choose one that consumes') : null;
  if (wrong) throw sharingProblem('terms-refused', { errors: [wrong] });
  return system as NonNullable<typeof system>;
}

/** Only what is live may be asked for. */
export function assertOffered({ state }: ServiceFacts): void {
  if (state !== 'live') throw sharingProblem('terms-refused', { errors: [place('/service', 'บริการนี้ยังไม่เปิดหรือกำลังเลิกให้บริการ', 'The service is not live, or is on its way out')] });
}

async function keepTerms(tx: Tx, about: { id: number; event: number; number: string; version: number; consumer: string; provider: string; service: string }, terms: Terms): Promise<void> {
  const { text, sha256 } = writeTerms(about, terms);
  await insertTerms(tx, { agreement_id: about.id, number: about.event, version: about.version, terms, text, sha256 });
}
