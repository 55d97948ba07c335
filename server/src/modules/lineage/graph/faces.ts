import { resourceIdOf } from '#modules/catalog/index.ts';
import { geometryOf } from '#modules/interop/index.ts';
import type { Release } from '#modules/lake/index.ts';

/** A way in which the rows of a release are given out. */
export interface Face { id: string; th: string; en: string; address: string }

const downloads = [['csv', 'CSV'], ['xlsx', 'Excel'], ['ndjson', 'NDJSON'], ['parquet', 'Parquet']] as const;

/**
 * Where a release is served. The current one of a published dataset is also told by CKAN's datastore, as a data package, and, where its rows lie somewhere, as features on a map.
 *
 * @param record how the dataset stands in the catalogue; null when it has no record that may be found.
 */
export function facesOf(slug: string, release: Pick<Release, 'number' | 'columns' | 'profile'>, { current, record }: { current: boolean; record: { uid: string; state: string } | null }): Face[] {
  const at = `/api/v1/datasets/${slug}/releases/${release.number}`;
  const own: Face[] = [
    { id: 'rows', th: 'API แถวข้อมูล', en: 'Rows API', address: `${at}/rows` },
    ...downloads.map(([key, name]) => ({ id: key, th: `ดาวน์โหลด ${name}`, en: `Download ${name}`, address: `${at}/download?format=${key}` })),
  ];
  if (!current || record?.state !== 'published') return own;
  return [
    ...own,
    { id: 'ckan', th: 'CKAN datastore', en: 'CKAN datastore', address: `/api/3/action/datastore_search?resource_id=${resourceIdOf(record.uid, 'CSV')}` },
    { id: 'datapackage', th: 'Data package', en: 'Data package', address: `/dataset/${slug}/datapackage.json` },
    ...(geometryOf(release.columns, release.profile) ? [{ id: 'features', th: 'OGC API Features', en: 'OGC API Features', address: `/ogc/collections/${slug}/items` }] : []),
  ];
}
