import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { listRecordsById } from '../metadata/reads/find-record.ts';
import { problem } from './errors.ts';
import type { searchHitSchema, searchQuerySchema, searchResultSchema } from './schemas.ts';
import { searchRecords } from './search-records.ts';
import type { Filter, SearchHit, SearchQuery } from './types.ts';

type Asked = Static<typeof searchQuerySchema>;

const MOST_VALUES = 100;
const SORTS: Record<NonNullable<Asked['sort']>, SearchQuery['sort']> = {
  best: [], newest: [{ by: 'changedAt', descending: true }], oldest: [{ by: 'changedAt' }], title: [{ by: 'title' }],
};

/** A search as the public page asks it, with what a list shows of each dataset. */
export async function searchCatalogue(tx: Tx, asked: Asked): Promise<Static<typeof searchResultSchema>> {
  const found = await searchRecords(tx, {
    ...(asked.q === undefined ? {} : { text: asked.q }), filter: filterOf(asked), facets: asked.facets?.split(',') ?? [], sort: SORTS[asked.sort ?? 'best'] ?? [], offset: asked.offset ?? 0, limit: asked.limit ?? 20,
  });
  const records = new Map((await listRecordsById(tx, found.hits.map(({ datasetId }) => datasetId))).map((record) => [record.id, record]));
  return {
    total: found.total, matched: found.matched, didYouMean: found.didYouMean,
    hits: found.hits.flatMap((hit) => { const record = records.get(hit.id); return record ? [hitOf(hit, record)] : []; }),
    facets: Object.fromEntries(Object.entries(found.facets).map(([field, counts]) => [field, Object.entries(counts).map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count).slice(0, MOST_VALUES)])),
  };
}

function filterOf({ filter = [], changedFrom, changedTo }: Asked): Filter {
  const byField = new Map<string, string[]>();
  for (const each of filter) {
    const [, field, value] = /^([a-zA-Z_]{1,60}):([^]+)$/.exec(each) ?? [];
    if (!field || !value) throw problem('search-filter-unread', { filter: each });
    byField.set(field, [...byField.get(field) ?? [], value]);
  }
  const of: Filter[] = [...byField].map(([field, values]) => ({ kind: 'in', field, values }));
  if (changedFrom || changedTo) of.push({ kind: 'range', field: 'changedAt', ...(changedFrom ? { from: changedFrom } : {}), ...(changedTo ? { to: `${changedTo}T23:59:59.999Z` } : {}) });
  return { kind: 'and', of };
}

function hitOf(hit: SearchHit, record: CatalogueRecord): Static<typeof searchHitSchema> {
  const { agency, metadata, resources, release } = record;
  const text = (value: unknown) => typeof value === 'string' ? value : null;
  return {
    id: hit.id, slug: hit.slug, score: hit.score, highlights: hit.highlights, agency: { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn },
    state: record.state, audience: record.audience, level: record.level, personal: record.personal, dataType: text(metadata['data_type']), licence: text(metadata['license_id']),
    formats: [...new Set(resources.map(({ format }) => format))], tags: [...record.tags], freshness: record.freshness, grade: record.quality?.grade ?? null,
    releaseNumber: release?.number ?? null, rowCount: release?.rowCount ?? null, changedAt: record.changedAt,
  };
}
