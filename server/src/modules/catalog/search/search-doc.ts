import type { CatalogueRecord, MetadataValue } from '@saphan/contracts/catalogue/record';
import type { SearchDoc } from './types.ts';

/** Longer values are texts, not values to choose from. */
const LONGEST_VALUE = 200;
const GRADES: Record<string, number> = { A: 1.06, B: 1.03, C: 1, D: 0.98, F: 0.96 };

/** What search keeps of a record and of the topics it is in. Fields are the definition's keys, and those that CKAN and the portal ask for. */
export function searchDocOf(record: CatalogueRecord, datasetId: number, topics: readonly string[] = []): SearchDoc {
  const { agency, metadata, tags, resources, columns } = record;
  return {
    datasetId, id: record.id, slug: record.slug, titleTh: record.titleTh, titleEn: record.titleEn, tags,
    agencyNames: [agency.nameTh, agency.nameEn, agency.id], createdAt: record.createdAt, changedAt: record.changedAt,
    description: [record.descriptionTh, record.descriptionEn, ...resources.slice(0, 50).flatMap(({ kind, nameTh, nameEn, description }) => kind === 'release' ? [] : [nameTh, nameEn, description])].filter(Boolean).join('\n'),
    columns: columns.flatMap(({ name, titleTh, titleEn, unit }) => [name.replaceAll('_', ' '), titleTh, titleEn, unit ?? '']).filter((text) => text !== ''),
    facets: {
      ...facetsOfMetadata(metadata), organization: [agency.id], groups: topics, tags, res_format: unique(resources.map(({ format }) => format)), state: [record.state], audience: [record.audience],
      level: [String(record.level)], personal: [String(record.personal)], num_resources: [String(resources.length)], num_tags: [String(tags.length)],
      freshness: record.freshness ? [record.freshness] : [], quality: record.quality ? [record.quality.grade] : [], province: record.release ? [...record.release.provinces] : [],
      linked: [String(record.release !== null)],
    },
    state: record.state, audience: record.audience, agencyId: agency.id, level: record.level, prior: priorOf(record),
  };
}

function facetsOfMetadata(metadata: CatalogueRecord['metadata']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(metadata).map(([field, value]) => [field, valuesOf(value)] as const).filter(([, values]) => values.length > 0));
}

const valuesOf = (value: MetadataValue): string[] => (Array.isArray(value) ? value : [value]).map(String).filter((text) => text !== '' && text.length <= LONGEST_VALUE);

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Good quality, high value and kept promises weigh a little among datasets that say the same. */
function priorOf({ quality, metadata, freshness }: CatalogueRecord): number {
  const high = String(metadata['high_value_dataset'] ?? '').toLowerCase() === 'true' ? 1.05 : 1;
  return (quality ? GRADES[quality.grade] ?? 1 : 1) * high * (freshness === 'fresh' ? 1.03 : freshness === 'stale' ? 0.97 : 1);
}
