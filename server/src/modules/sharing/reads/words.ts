import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { listAgencies } from '#modules/organisations/index.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { listLegalBases, listRecordedPurposes } from '#modules/privacy/index.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';
import { mayBeOffered } from '../offers/match-offer.ts';
import { listStandingOffers, type ListStandingOffersRow } from '../offers/offers.sql.gen.ts';
import { powersIn, powersOf, type Powers } from '../operations/powers.ts';
import type { AgreementWords, Offer, OfferTerms } from '../schemas.ts';
import { selectService, type ServiceFacts } from './service-facts.ts';
import { listConsumingSystems } from './services.sql.gen.ts';

/** What the form of an agreement about a service offers to whoever asks. @throws `sharing.service-not-found`. */
export async function getAgreementWords(tx: Tx, who: Principal, slug: string): Promise<AgreementWords> {
  const service = await selectService(tx, { slug });
  const [agencies, powers] = [new Map((await listAgencies(tx)).map((agency) => [agency.id, agency])), await powersOf(tx, who)];
  const own = [...powers].filter(([, { steward }]) => steward).map(([id]) => id);
  const systems = await listConsumingSystems(tx, { agencies: own });
  const recorded = [];
  for (const agencyId of own) recorded.push({ agencyId, purposes: await listRecordedPurposes(tx, agencyId) });
  const { onwardSharing, delayReasons } = readSharingDefinition();
  return {
    service: {
      id: service.id, slug: service.slug, titleTh: service.titleTh, titleEn: service.titleEn, kind: service.kind, personal: service.personal, state: service.state, version: service.version, classification: service.classification,
      minAssurance: service.minAssurance, provider: agencies.get(service.agencyId) as Agency, columns: [...service.columns], operations: [...service.operations],
    },
    systems: systems.map((each) => ({ id: each.id, path: each.path, nameTh: each.name_th, nameEn: each.name_en, state: each.state, agencyId: each.agency_id, keys: each.keys })),
    agencies: own.flatMap((id) => agencies.get(id) ?? []), recorded, legalBases: [...listLegalBases()], onwardSharing: [...onwardSharing], delayReasons: [...delayReasons],
    ...await listOffers(tx, service, powers),
  };
}

/** Standing offers of a service. */
export async function listServiceOffers(tx: Tx, who: Principal, slug: string): Promise<{ items: Offer[]; mayOffer: boolean }> {
  const { offers, mayOffer } = await listOffers(tx, await selectService(tx, { slug }), await powersOf(tx, who));
  return { items: offers, mayOffer };
}

async function listOffers(tx: Tx, service: ServiceFacts, powers: Powers): Promise<{ offers: Offer[]; mayOffer: boolean }> {
  const signs = powersIn(powers, service.agencyId).signer;
  const rows = await listStandingOffers(tx, { service_id: service.id });
  return { offers: rows.map((row) => viewOffer(row, signs)), mayOffer: signs && mayBeOffered(service) };
}

const viewOffer = (row: ListStandingOffersRow, signs: boolean): Offer => ({
  id: row.id, ...(row.terms as OfferTerms), validTo: row.valid_to, sha256: row.sha256, signedBy: (row.signer as { name: string }).name, at: row.recorded_at, endedAt: row.ended_at, mayEnd: signs && row.ended_at === null,
});
