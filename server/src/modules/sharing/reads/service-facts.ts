import type { Tx } from '#kernel/db.ts';
import { sharingProblem } from '../errors.ts';
import { findService, listServiceOperations } from './services.sql.gen.ts';

export interface ServiceColumn { readonly name: string; readonly titleTh: string; readonly titleEn: string; readonly type: string; readonly personal: string | null }

/** A data service as agreements need it. */
export interface ServiceFacts {
  readonly id: number; readonly slug: string; readonly titleTh: string; readonly titleEn: string; readonly kind: string; readonly state: string; readonly personal: boolean; readonly classification: number; readonly minAssurance: number;
  readonly version: number | null; readonly providerPath: string; readonly agencyId: string;
  /** Empty where the house does not know them: a live service. */
  readonly columns: readonly ServiceColumn[];
  readonly operations: readonly { readonly id: string; readonly method: string; readonly path: string; readonly summaryTh: string; readonly summaryEn: string }[];
}

/** @throws `sharing.service-not-found`. */
export async function selectService(tx: Tx, by: { slug: string } | { id: number }): Promise<ServiceFacts> {
  const row = await findService(tx, { slug: 'slug' in by ? by.slug : null, id: 'id' in by ? by.id : null });
  if (!row) throw sharingProblem('service-not-found', { ...by });
  const operations = row.version === null ? [] : await listServiceOperations(tx, { service_id: row.id, version: row.version });
  const columns = (row.columns ?? []) as ServiceColumn[];
  return {
    id: row.id, slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, kind: row.kind, state: row.state, personal: row.is_personal, classification: row.classification, minAssurance: row.min_assurance, version: row.version,
    providerPath: row.path, agencyId: row.agency_id, columns: columns.map(({ name, titleTh, titleEn, type, personal }) => ({ name, titleTh, titleEn, type, personal })),
    operations: operations.map((each) => ({ id: each.operation_id, method: each.method, path: each.path_template, summaryTh: each.summary_th, summaryEn: each.summary_en })),
  };
}
