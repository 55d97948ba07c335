import type { Tx } from '#kernel/db.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import type { Agency } from '#modules/organisations/index.ts';
import type { DatasetCard, DatasetPage, DatasetState, Overdue } from '../schemas.ts';
import { findFreshness, listDatasets as listDatasetRows, listDueEvents, type FindFreshnessRow, type ListDatasetsRow } from './datasets.sql.gen.ts';
import { agenciesOn } from './agencies-on.ts';
import { assertDay, momentOf } from './moment.ts';

export interface DatasetFilter {
  slug?: string; agency?: string; state?: DatasetState; q?: string; cursor?: string; limit?: number;
  /** ISO day to look at; now when left out. */
  asOf?: string;
  /** Whether it has a current release. */
  linked?: boolean;
  /** Where an overdue one is stuck. */
  step?: Overdue['step'];
  dueFrom?: string; dueTo?: string;
}

/** Datasets with their state now, or at the end of a day in Bangkok as recorded by then, a page at a time. @throws `plans.not-a-date`, `plans.as-of-in-future`. */
export async function listDatasets(tx: Tx, filter: DatasetFilter, now: Date): Promise<{ items: DatasetCard[]; nextCursor: string | null }> {
  const limit = filter.limit ?? 200;
  const after = placeOf(filter.cursor);
  const moment = momentOf(filter.asOf ?? null, now);
  assertDay(filter.dueFrom, '/dueFrom');
  assertDay(filter.dueTo, '/dueTo');
  const rows = await listDatasetRows(tx, {
    at: moment.at, past: moment.over, slug: filter.slug ?? null, linked: filter.linked ?? null, step: filter.step ?? null, due_from: filter.dueFrom ?? null, due_to: filter.dueTo ?? null, agency_id: filter.agency ?? null, state: filter.state ?? null,
    words: filter.q ? `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null,
    after_agency: after?.agencyId ?? null, after_id: after?.id ?? null, limit: limit + 1,
  });
  const agencies = await agenciesOn(tx, moment);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => cardOf(row, agencies.get(row.owner_id) as Agency)),
    nextCursor: rows.length > limit && last ? `${last.agency_id}~${last.id}` : null,
  };
}

/** A cursor that was not given by a list begins at the start. */
function placeOf(cursor: string | undefined): { agencyId: string; id: number } | null {
  const match = /^([a-z0-9-]+)~(\d{1,15})$/.exec(cursor ?? '');
  return match && { agencyId: match[1] as string, id: Number(match[2]) };
}

function cardOf(row: ListDatasetsRow, agency: Agency): DatasetCard {
  const { number, published_at, row_count } = row;
  return {
    slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agency, synthetic: row.synthetic, state: row.state as DatasetState,
    dueOn: row.due_on, firstLinkedAt: row.first_linked_at, promiseHours: row.promise_hours,
    currentRelease: number === null || published_at === null || row_count === null ? null : { number, publishedAt: published_at, rowCount: row_count },
  };
}

/** One dataset, archived or not. @throws `catalog.dataset-not-found`. */
export async function readDatasetCard(tx: Tx, slug: string, now: Date): Promise<DatasetCard> {
  await selectDataset(tx, slug);
  const { items } = await listDatasets(tx, { slug, limit: 1 }, now);
  return items[0] as DatasetCard;
}

/**
 * The dataset's page as far as plan and freshness go; contract, sources and runs are linkage's to tell.
 *
 * @throws `catalog.dataset-not-found`.
 */
export async function readDatasetPage(tx: Tx, slug: string, now: Date): Promise<DatasetPage> {
  const dataset = await selectDataset(tx, slug);
  const card = await readDatasetCard(tx, slug, now);
  const freshness = await findFreshness(tx, { dataset_id: dataset.id, at: now.toISOString() });
  const due = await listDueEvents(tx, { dataset_id: dataset.id });
  return {
    ...card, descriptionTh: dataset.descriptionTh, descriptionEn: dataset.descriptionEn, createdAt: dataset.createdAt,
    freshness: freshnessOf(freshness),
    plan: {
      dueOn: card.dueOn, baselineDueOn: due[0]?.due_on ?? null,
      changes: due.map((event) => ({ at: event.effective_at, dueOn: event.due_on, reason: event.reason, by: event.actor })),
    },
  };
}

function freshnessOf(row: FindFreshnessRow | null): DatasetPage['freshness'] {
  return {
    promiseHours: row?.promise_hours ?? null, maxDataAgeDays: row?.max_data_age_days ?? null, confirmedAt: row?.confirmed_at ?? null,
    dataAsOf: row?.data_as_of ?? null, ageHours: row?.age_hours ?? null, dueAt: row?.due_at ?? null,
    state: row?.linked ? (row.stale ? 'stale' : 'fresh') : null,
  };
}
