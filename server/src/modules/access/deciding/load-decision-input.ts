import type { Tx } from '#kernel/db.ts';
import type { Resource } from '#kernel/decider.ts';
import type { Principal } from '#kernel/policy.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { problem } from '../errors.ts';
import { chooseAgreement } from './choose-agreement.ts';
import type { AgreementFacts, DecisionInput, PrincipalFacts, ResourceFacts } from './decision-input.ts';
import { findAccountFacts, findClientFacts, findDatasetFacts, lookAsTheHouse } from './facts.sql.gen.ts';
import { factsOf } from './principal-facts.ts';

/** What was asked, besides who and about what. */
export interface Asked { purpose?: string; now?: Date }

/** What the register knows of a thing: with a dataset come the agreements about it, each with the agency that it is for. */
export interface Found { facts: ResourceFacts; agreements: readonly (AgreementFacts & { agency: string })[] }

/**
 * Gathers what a decision is made from. An agreement is looked for only where one is needed: confidential data of another agency, for a service internal data too.
 *
 * @param tx sees the whole register afterwards, until it ends.
 * @throws `access.resource-not-found`.
 */
export async function loadDecisionInput(tx: Tx, who: Principal, operation: string, resource: Resource, asked: Asked = {}): Promise<DecisionInput> {
  return inputOf(await findResource(tx, resource), who, operation, asked);
}

/** The same from what was found before. */
export function inputOf({ facts, agreements }: Found, who: Principal, operation: string, { purpose, now = new Date() }: Asked): DecisionInput {
  const principal = actingFor(factsOf(who), facts);
  const seconds = Math.floor(now.getTime() / 1000);
  // Officers read internal data of every agency without one; a service does not.
  const needed = facts.kind === 'dataset' && facts.level > (principal.kind === 'service' ? 0 : 1) && !principal.agencies.includes(facts.agency);
  const own = needed ? agreements.filter(({ agency }) => principal.agencies.includes(agency)) : [];
  return { principal, operation, resource: facts, agreement: chooseAgreement(own, purpose ?? null, seconds), purpose: purpose ?? null, now: seconds };
}

/** Who acts for the whole ministry acts for whichever agency is asked about. */
function actingFor(principal: PrincipalFacts, resource: ResourceFacts): PrincipalFacts {
  if (!principal.agencies.includes('*')) return principal;
  const agencies = resource.kind === 'account' ? resource.agencies : resource.agency === '' ? [] : [resource.agency];
  return { ...principal, agencies };
}

/** Reads what the register knows of a thing, whoever asks. @throws `access.resource-not-found`. */
export async function findResource(tx: Tx, resource: Resource): Promise<Found> {
  await lookAsTheHouse(tx, {});
  const found = resource.kind === 'dataset' ? await findDataset(tx, resource.id) : await findOther(tx, resource);
  if (!found) throw problem('resource-not-found', { resource });
  return found;
}

async function findDataset(tx: Tx, id: string): Promise<Found | null> {
  const row = await findDatasetFacts(tx, { name: id, id: /^\d{1,15}$/.test(id) ? Number(id) : null });
  return row && { facts: { kind: 'dataset', id: row.slug, agency: row.agency_id, level: row.level, personal: row.personal }, agreements: row.agreements as Found['agreements'] };
}

async function findOther(tx: Tx, { kind, id }: Resource): Promise<Found | null> {
  if (kind === 'agency') return await findAgency(tx, id) ? { facts: { kind, id, agency: id }, agreements: [] } : null;
  if (kind === 'account') {
    const row = await findAccountFacts(tx, { id });
    return row && { facts: { kind, id, account: row.id, agencies: row.agencies, ministry: row.ministry }, agreements: [] };
  }
  const row = await findClientFacts(tx, { id });
  return row && { facts: { kind: 'client', id, agency: row.agency_id ?? '' }, agreements: [] };
}
