import type { Tx } from '#kernel/db.ts';
import type { Resource } from '#kernel/decider.ts';
import type { Principal } from '#kernel/policy.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { problem } from '../errors.ts';
import { chooseAgreement } from './choose-agreement.ts';
import type { AgreementFacts, DecisionInput, PrincipalFacts, ResourceFacts, RowCondition } from './decision-input.ts';
import { findAccountFacts, findClientFacts, findDatasetFacts, listAgreementFacts, lookAsTheHouse } from './facts.sql.gen.ts';
import { factsOf } from './principal-facts.ts';

/** What was asked, besides who and about what. */
export interface Asked { purpose?: string; now?: Date }

/**
 * Gathers what a decision is made from. An agreement is looked for only where one is needed: confidential data of another agency, for a service internal data too.
 *
 * @param tx sees the whole register afterwards, until it ends.
 * @throws `access.resource-not-found`.
 */
export async function loadDecisionInput(tx: Tx, who: Principal, operation: string, resource: Resource, { purpose, now = new Date() }: Asked = {}): Promise<DecisionInput> {
  await lookAsTheHouse(tx, {});
  const found = await findResource(tx, resource);
  if (!found) throw problem('resource-not-found', { resource });
  const seconds = Math.floor(now.getTime() / 1000);
  const { facts, datasetId } = found;
  const principal = actingFor(factsOf(who), facts);
  // Officers read internal data of every agency without one; a service does not.
  const needed = facts.kind === 'dataset' && facts.level > (principal.kind === 'service' ? 0 : 1) && principal.agencies.length > 0 && !principal.agencies.includes(facts.agency);
  const agreements = needed ? await readAgreements(tx, datasetId, principal.agencies) : [];
  return { principal, operation, resource: facts, agreement: chooseAgreement(agreements, purpose ?? null, seconds), purpose: purpose ?? null, now: seconds };
}

/** Who acts for the whole ministry acts for whichever agency is asked about. */
function actingFor(principal: PrincipalFacts, resource: ResourceFacts): PrincipalFacts {
  if (!principal.agencies.includes('*')) return principal;
  const agencies = resource.kind === 'account' ? resource.agencies : resource.agency === '' ? [] : [resource.agency];
  return { ...principal, agencies };
}

async function findResource(tx: Tx, { kind, id }: Resource): Promise<{ facts: ResourceFacts; datasetId: number } | null> {
  if (kind === 'dataset') {
    const row = await findDatasetFacts(tx, { name: id, id: /^\d{1,15}$/.test(id) ? Number(id) : null });
    return row && { facts: { kind, id: row.slug, agency: row.agency_id, level: row.level, personal: row.personal }, datasetId: row.id };
  }
  if (kind === 'agency') return await findAgency(tx, id) ? { facts: { kind, id, agency: id }, datasetId: 0 } : null;
  if (kind === 'account') {
    const row = await findAccountFacts(tx, { id });
    return row && { facts: { kind, id, account: row.id, agencies: row.agencies, ministry: row.ministry }, datasetId: 0 };
  }
  const row = await findClientFacts(tx, { id });
  return row && { facts: { kind, id, agency: row.agency_id ?? '' }, datasetId: 0 };
}

async function readAgreements(tx: Tx, datasetId: number, agencies: readonly string[]): Promise<AgreementFacts[]> {
  return (await listAgreementFacts(tx, { dataset_id: datasetId, agencies: [...agencies] })).map((row) => ({
    id: row.id, purposes: row.purposes, since: row.since, until: row.until, active: row.active, columns: row.columns, rowFilter: row.row_filter as RowCondition[] | null,
  }));
}
