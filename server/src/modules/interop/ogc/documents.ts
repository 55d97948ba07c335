import type { Addresses } from '../addresses.ts';
import type { ListCollectionsRow } from '../features/collection.sql.gen.ts';
import { CRS84 } from './query.ts';

export interface Link { readonly href: string; readonly rel: string; readonly type?: string; readonly title?: string }
export const JSON_TYPE = 'application/json; charset=utf-8';
export const GEO_JSON = 'application/geo+json';
export const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';
/** The collection that holds the records of the catalogue; no dataset is served under this name. */
export const CATALOGUE = 'catalogue';
const THAILAND = [97.34, 5.61, 105.64, 20.47];

/** Classes of requirements that are kept; docs/standards/ogc-api.md says where each is tested. */
export const conformsTo = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core', 'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core', 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson', 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core', 'http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-collection',
  'http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core-query-parameters', 'http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/records-api',
  'http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/searchable-catalog', 'http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/json', 'http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables', 'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters',
];

export const landingOf = (at: Addresses) => ({
  title: 'สะพาน: OGC API ของบัญชีข้อมูล · Saphan OGC API', description: 'บัญชีข้อมูลของกระทรวง และแถวของชุดข้อมูลที่มีพิกัดหรือรหัสพื้นที่ · The ministry’s catalogue, and rows of datasets with coordinates or area codes',
  links: [
    { href: at.ogc(), rel: 'self', type: 'application/json' }, { href: at.ogc('/api'), rel: 'service-desc', type: OPENAPI, title: 'OpenAPI' },
    { href: at.ogc('/conformance'), rel: 'conformance', type: 'application/json' }, { href: at.ogc('/collections'), rel: 'data', type: 'application/json' },
    { href: at.ogc('/collections'), rel: 'http://www.opengis.net/def/rel/ogc/1.0/ogc-catalog', type: 'application/json' },
  ] satisfies Link[],
});

/** The collection of records. */
export const catalogueOf = (at: Addresses) => ({
  id: CATALOGUE, title: 'บัญชีข้อมูลของกระทรวง', titleEn: 'The ministry’s data catalogue', description: 'ชุดข้อมูลที่เผยแพร่ หนึ่งระเบียนต่อชุด', descriptionEn: 'Published datasets, one record each',
  itemType: 'record', type: 'Collection', crs: [CRS84], extent: { spatial: { bbox: [THAILAND], crs: CRS84 } }, links: linksOf(at, CATALOGUE),
});

/** A dataset whose rows lie on a map, as a collection. */
export function collectionOf(at: Addresses, row: ListCollectionsRow) {
  return {
    id: row.slug, title: row.title_th, titleEn: row.title_en, ...row.description_th && { description: row.description_th }, ...row.description_en && { descriptionEn: row.description_en },
    itemType: 'feature', crs: [CRS84], storageCrs: CRS84,
    extent: { spatial: { bbox: [row.bbox], crs: CRS84 }, ...row.temporal_from && row.temporal_to && { temporal: { interval: [[`${row.temporal_from}T00:00:00Z`, `${row.temporal_to}T23:59:59Z`]] } } },
    links: [
      ...linksOf(at, row.slug), { href: at.ogc(`/collections/${row.slug}/queryables`), rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables', type: 'application/schema+json' },
      { href: `${at.dataset(row.slug)}.ttl`, rel: 'describedby', type: 'text/turtle' }, { href: `${at.dataset(row.slug)}/datapackage.json`, rel: 'describedby', type: 'application/json' },
    ],
  };
}

const linksOf = (at: Addresses, id: string): Link[] => [
  { href: at.ogc(`/collections/${id}`), rel: 'self', type: 'application/json' }, { href: at.ogc(`/collections/${id}/items`), rel: 'items', type: GEO_JSON },
];

export interface PageOfItems { readonly features: readonly object[]; readonly matched: number; readonly limit: number; readonly offset: number }

/** A page of items with the way to the pages beside it; parameters that were asked go along. */
export function itemsOf(at: Addresses, id: string, query: Readonly<Record<string, unknown>>, { features, matched, limit, offset }: PageOfItems): object {
  const pageAt = (from: number) => {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (name !== 'offset') asked.set(name, String(Array.isArray(value) ? value.at(-1) : value));
    if (from > 0) asked.set('offset', String(from));
    const text = asked.toString();
    return `${at.ogc(`/collections/${id}/items`)}${text === '' ? '' : `?${text}`}`;
  };
  const links: Link[] = [
    { href: pageAt(offset), rel: 'self', type: GEO_JSON }, { href: at.ogc(`/collections/${id}`), rel: 'collection', type: 'application/json' },
    ...offset + limit < matched ? [{ href: pageAt(offset + limit), rel: 'next', type: GEO_JSON }] : [], ...offset > 0 ? [{ href: pageAt(Math.max(0, offset - limit)), rel: 'prev', type: GEO_JSON }] : [],
  ];
  return { type: 'FeatureCollection', timeStamp: new Date().toISOString(), numberMatched: matched, numberReturned: features.length, features, links };
}

/** One item with the way to itself and its collection. */
export const itemOf = (at: Addresses, id: string, item: { readonly id: string; readonly links?: readonly Link[] }): object => ({
  ...item, links: [
    { href: at.ogc(`/collections/${id}/items/${encodeURIComponent(item.id)}`), rel: 'self', type: GEO_JSON }, { href: at.ogc(`/collections/${id}`), rel: 'collection', type: 'application/json' }, ...item.links ?? [],
  ],
});
