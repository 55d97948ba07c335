import type { Audience, CatalogueRecord, CatalogueResource, Metadata, RecordState, ReleaseFacts } from '@saphan/contracts/catalogue/record';
import { systemClock } from '#kernel/clock.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { filledItems } from '../rules/filled.ts';
import { releaseResources } from './release-resources.ts';
import type { FindRecordRow } from './records.sql.gen.ts';

/** Level of a dataset ↔ code of `data_classification`. */
export const classificationOf = (level: number): string => `0${level + 1}`;
export const levelOf = (classification: string): number => Number(classification) - 1;

/** A record as every face of it starts from. */
export function recordOf(row: FindRecordRow, now = systemClock.now()): CatalogueRecord {
  const release = row.facts ? factsOf(row.facts) : null;
  const metadata: Metadata = { data_classification: classificationOf(row.level), ...row.doc };
  const stored: CatalogueResource[] = (row.resources ?? []).map(resourceOf);
  const record = {
    id: row.uid, slug: row.slug, agency: { id: row.agency_id, nameTh: row.agency_th, nameEn: row.agency_en, domain: row.domain },
    titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th, descriptionEn: row.description_en,
    state: row.state as RecordState, audience: row.audience as Audience, level: row.level, personal: row.personal, metadata, tags: row.tags,
    resources: [...(release ? releaseResources(row, release) : []), ...stored], columns: row.facts?.columns ?? [], release,
    freshness: release ? freshnessOf(metadata, release, now) : null, quality: row.quality ?? null,
    version: row.version, createdAt: row.created_at, changedAt: row.changed_at, publishedAt: row.published_at,
  };
  return { ...record, filled: filledItems(record) };
}

const instant = (text: string) => new Date(text).toISOString();

function factsOf(facts: any): ReleaseFacts {
  return {
    number: facts.number, publishedAt: instant(facts.published_at), rowCount: facts.row_count, bytes: facts.bytes, contentHash: facts.content_hash,
    temporal: facts.temporal_from && facts.temporal_to ? { from: facts.temporal_from, to: facts.temporal_to } : null, bbox: facts.bbox, provinces: facts.provinces,
  };
}

/** @param row as `to_json` writes a row of `catalog.resource`. */
export function resourceOf(row: any): CatalogueResource {
  return {
    id: row.id, kind: row.kind, nameTh: row.name_th, nameEn: row.name_en, description: row.description, format: row.format, mediaType: row.media_type, url: row.url,
    bytes: row.bytes, sha256: row.sha256, position: row.position, changedAt: instant(row.changed_at), metadata: row.metadata,
  };
}

/** Late when the declared frequency asks for a release that has not come; nothing is promised without one. */
function freshnessOf(metadata: Metadata, release: ReleaseFacts, now: Date): 'fresh' | 'stale' | null {
  const { update_frequency_unit: unit, update_frequency_interval: interval } = metadata;
  const hours = readDefinition().rules.unitHours[String(unit)];
  if (!hours) return null;
  const longest = hours * Math.max(1, Number(interval ?? 1) || 1) * 3_600_000;
  return now.getTime() - Date.parse(release.publishedAt) <= longest ? 'fresh' : 'stale';
}
