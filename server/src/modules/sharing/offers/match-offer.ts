import { daysBetween, todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Signer } from '../operations/keep-signature.ts';
import type { ServiceFacts } from '../reads/service-facts.ts';
import type { OfferTerms, Terms } from '../schemas.ts';
import { listStandingOffers } from './offers.sql.gen.ts';

/** A standing offer is for data that anybody of the state may see: not personal, open or internal. */
export const mayBeOffered = ({ personal, classification }: Pick<ServiceFacts, 'personal' | 'classification'>): boolean => !personal && classification <= 1;

/** The standing offer within which terms lie, or null. */
export async function findMatchingOffer(tx: Tx, service: ServiceFacts, terms: Terms, now: Date): Promise<{ id: number; signer: Signer } | null> {
  if (!mayBeOffered(service) || terms.personal) return null;
  const today = todayInBangkok(now);
  const rows = await listStandingOffers(tx, { service_id: service.id });
  const found = rows.find((row) => row.ended_at === null && row.valid_to >= today && row.agency_id === service.agencyId && liesWithin(terms, row.terms as OfferTerms));
  return found ? { id: found.id, signer: found.signer as Signer } : null;
}

function liesWithin(terms: Terms, { purposes, mostPerDay, mostPerSecond, mostDays, minAssurance }: OfferTerms): boolean {
  const offered = new Set(purposes.map(({ code }) => code));
  return terms.purposes.every(({ code }) => offered.has(code)) && terms.quotaPerDay <= mostPerDay && terms.ratePerSecond <= mostPerSecond && daysBetween(terms.validFrom, terms.validTo) <= mostDays
    && terms.minAssurance >= minAssurance && terms.disclosure.kind === 'now' && terms.conditions.onwardSharing === 'no' && terms.conditions.words === null;
}
