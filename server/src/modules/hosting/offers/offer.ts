import type { Tx } from '#kernel/db.ts';
import type { HostedKind } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import type { HostingPorts } from '../ports.ts';
import type { PredicateCondition } from './condition.ts';
import { findOffer, findOfferVersion, type FindOfferRow } from './offer.sql.gen.ts';
import type { ServedColumn } from './served-column.ts';

/** What a hosted service gives, in its newest version. */
export interface Offer {
  readonly serviceId: number;
  readonly datasetId: number;
  readonly dataset: string;
  readonly kind: HostedKind;
  readonly version: number;
  readonly contractVersion: number;
  readonly columns: readonly ServedColumn[];
  readonly keyColumns: readonly string[];
  readonly conditions: readonly PredicateCondition[];
  readonly groupColumns: readonly string[];
  readonly suppressBelow: number;
  /** Whether any of its columns is personal: then no key is taken in an address. */
  readonly personal: boolean;
}

export const FRESH_MS = 1_000;
const kept = new WeakMap<object, Map<number, { offer: Offer; until: number }>>();

/** The offer behind a service, at most a second old: it says which columns and types there are; what is given of them the grant says. @throws `hosting.service-not-hosted`. */
export async function offerOf(ports: HostingPorts, serviceId: number): Promise<Offer> {
  const known = kept.get(ports.db) ?? new Map<number, { offer: Offer; until: number }>();
  kept.set(ports.db, known);
  const found = known.get(serviceId);
  if (found && found.until > Date.now()) return found.offer;
  const offer = await ports.db.one((tx) => selectOffer(tx, serviceId));
  known.set(serviceId, { offer, until: Date.now() + FRESH_MS });
  return offer;
}

/** @throws `hosting.service-not-hosted`. */
export async function selectOffer(tx: Tx, serviceId: number): Promise<Offer> {
  return offerFrom(serviceId, await findOffer(tx, { service_id: serviceId }));
}

/** The offer as one version had it. @throws `hosting.service-not-hosted`. */
export async function selectOfferVersion(tx: Tx, serviceId: number, version: number): Promise<Offer> {
  return offerFrom(serviceId, await findOfferVersion(tx, { service_id: serviceId, version }));
}

function offerFrom(serviceId: number, row: FindOfferRow | null): Offer {
  if (!row) throw hostingProblem('service-not-hosted');
  const columns = row.columns as ServedColumn[];
  return {
    serviceId, datasetId: row.dataset_id, dataset: row.slug, kind: row.kind as HostedKind, version: row.version, contractVersion: row.contract_version, columns, keyColumns: row.key_columns,
    conditions: row.conditions as PredicateCondition[], groupColumns: row.group_columns, suppressBelow: row.suppress_below, personal: columns.some(({ personal }) => personal !== null),
  };
}
