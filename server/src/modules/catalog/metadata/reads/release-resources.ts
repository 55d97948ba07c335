import { createHash } from 'node:crypto';
import type { CatalogueResource, ReleaseFacts } from '@saphan/contracts/catalogue/record';

const formats = [
  { format: 'CSV', key: 'csv', mediaType: 'text/csv', th: 'ข้อมูลทั้งหมด (CSV)', en: 'All rows (CSV)' },
  { format: 'XLSX', key: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', th: 'ข้อมูลทั้งหมด (Excel)', en: 'All rows (Excel)' },
  { format: 'NDJSON', key: 'ndjson', mediaType: 'application/x-ndjson', th: 'ข้อมูลทั้งหมด (NDJSON)', en: 'All rows (NDJSON)' },
  { format: 'Parquet', key: 'parquet', mediaType: 'application/vnd.apache.parquet', th: 'ข้อมูลทั้งหมด (Parquet)', en: 'All rows (Parquet)' },
] as const;

/** The formats of the current release: they follow from it and are no rows; their ids stay the same from release to release. */
export function releaseResources({ uid, slug }: { uid: string; slug: string }, release: ReleaseFacts): CatalogueResource[] {
  return formats.map(({ format, key, mediaType, th, en }, i) => ({
    id: resourceIdOf(uid, format), kind: 'release', nameTh: th, nameEn: en, description: null, format, mediaType,
    url: `/api/v1/datasets/${slug}/releases/${release.number}/download?format=${key}`, bytes: format === 'Parquet' ? release.bytes : null, sha256: null,
    position: i - formats.length, changedAt: release.publishedAt, metadata: {},
  }));
}

/** UUID version 5 (RFC 9562) of a format within the dataset's own. */
export function resourceIdOf(uid: string, format: string): string {
  const hash = createHash('sha1').update(Buffer.from(uid.replaceAll('-', ''), 'hex')).update(format).digest().subarray(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
