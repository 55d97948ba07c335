import { dayInBangkok, daysBetween } from '@saphan/contracts/dates';
import type { Principal } from '#kernel/policy.ts';
import type { Agency } from '#modules/organisations/index.ts';
import type { DaysOff } from '#kernel/calendar/working-days.ts';
import { powersIn, type Powers } from '../operations/powers.ts';
import { waitingOn } from '../reminders/waiting.ts';
import type { AgreementLine, AgreementState, May, Terms } from '../schemas.ts';
import type { ListAgreementsAtRow } from './agreements.sql.gen.ts';

/** A drafted version of what is in force is its proposer's, and the secretariat's, until it is sent. */
export const seesReview = (row: ListAgreementsAtRow, who: Principal): boolean => row.in_review !== null
  && (row.review_state !== 'draft' || row.in_force === null || isCentral(who) || who.agencies.includes(row.proposer_id ?? row.consumer_agency_id));

const isCentral = (who: Principal): boolean => who.agencies.includes('*') && who.roles.some((role) => role === 'operator' || role === 'secretariat');

/** An agency by its name on a day. */
export type NameOn = (id: string, day: string) => Agency;

/** What a list is read with: agencies by their names on the day as of which it is looked at. */
export interface Looked { agencies: ReadonlyMap<string, Agency>; nameOn: NameOn; powers: Powers; day: string; over: boolean; off: DaysOff }

/** An agreement as a list shows it. */
export function viewLine(row: ListAgreementsAtRow, { agencies, nameOn, powers, day, over, off }: Looked, who: Principal): AgreementLine {
  const terms = row.terms as Terms;
  const inForce = row.state === 'active' || row.state === 'suspended' || row.state === 'not-yet';
  const lastDay = (row.closed_at && dayInBangkok(row.closed_at)) ?? day;
  const waiting = waitingOn(row, day, off);
  const may = over ? nothing : mayOf(row, who, powers);
  return {
    number: row.number, state: row.state as AgreementState, version: row.version, event: row.event, consumer: nameOn(row.consumer_then ?? row.consumer_agency_id, lastDay), provider: nameOn(row.provider_then ?? row.provider_agency_id, lastDay),
    system: { id: row.consumer_system_id, path: row.path_then ?? row.system_path, nameTh: row.system_name_th, nameEn: row.system_name_en, state: row.system_state },
    service: { id: row.service_id, slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, kind: row.kind, personal: row.is_personal, state: row.service_state },
    purposes: terms.purposes, validFrom: terms.validFrom, validTo: terms.validTo, daysLeft: inForce ? daysBetween(day, terms.validTo) : null,
    review: seesReview(row, who) ? { version: row.in_review as number, state: row.review_state as AgreementState, dueOn: row.due_on } : null,
    waitsForMe: may.takeUp || may.decideOwner || may.decideOfficer || may.sign || (may.request && row.requested_at !== null && row.in_force === null),
    waiting: waiting && { step: waiting.step, agencies: waiting.agencies.flatMap((id) => agencies.get(id) ?? []), since: waiting.since, dueOn: waiting.dueOn, waited: waiting.waited, late: waiting.late },
    requestedOn: row.requested_at && dayInBangkok(row.requested_at), changedAt: row.changed_at,
  };
}

export const nothing: May = { change: false, request: false, takeUp: false, decideOwner: false, decideOfficer: false, sign: false, withdraw: false, suspend: false, resume: false, end: false, propose: false, note: false };

/** What somebody may do to an agreement as it stands. */
export function mayOf(row: ListAgreementsAtRow, who: Principal, powers: Powers): May {
  const consumer = powersIn(powers, row.consumer_agency_id);
  const provider = powersIn(powers, row.provider_agency_id);
  const proposes = powersIn(powers, row.proposer_id ?? row.consumer_agency_id).steward;
  const done = row.done_sides ?? [];
  const review = row.review_state;
  const party = consumer.steward || provider.steward;
  const central = isCentral(who);
  const runs = row.state === 'active' || row.state === 'not-yet';
  const asked = review === 'requested' || review === 'owner-review';
  const own = row.suspended_by === 'secretariat' ? central : row.suspended_by === 'consumer' ? consumer.steward : provider.steward;
  return {
    change: review === 'draft' && proposes, request: review === 'draft' && proposes, withdraw: review !== null && proposes, takeUp: review === 'requested' && provider.steward, decideOwner: asked && (provider.steward || provider.signer),
    decideOfficer: review === 'dpo-review' && ((consumer.officer && !done.includes('consumer')) || (provider.officer && !done.includes('provider'))),
    sign: review === 'signing' && row.force_state !== 'suspended' && ((consumer.signer && !done.includes('consumer')) || (provider.signer && !done.includes('provider'))),
    suspend: runs && (party || central), resume: row.state === 'suspended' && own, end: (runs || row.state === 'suspended') && party,
    propose: (runs || row.state === 'suspended' || row.state === 'expired') && review === null && party, note: row.requested_at !== null && (central || powers.size > 0),
  };
}
