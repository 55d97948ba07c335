import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import { bboxOf, temporalOf } from '../dcat/extent.ts';
import { textOf, valuesOf } from '../dcat/told.ts';
import type { Faces } from '../ports.ts';
import { iriOf } from '../rdf/graph.ts';
import { defined } from '../web/schema-org.ts';
import type { Link } from './documents.ts';

/** A dataset as a record of OGC API Records (part 1, recordGeoJSON): a GeoJSON feature of the catalogue. */
export function ogcRecordOf(record: CatalogueRecord, { at, terms }: Faces): { id: string; links: readonly Link[]; [member: string]: unknown } {
  const { metadata, slug } = record;
  const box = bboxOf(record);
  const licence = terms.conceptOf('license_id', textOf(metadata, 'license_id') ?? '');
  const kind = terms.conceptOf('data_type', textOf(metadata, 'data_type') ?? '');
  const properties = {
    type: 'dataset', title: record.titleTh, titleEn: record.titleEn, description: record.descriptionTh ?? record.descriptionEn ?? record.titleTh,
    created: record.createdAt, updated: record.changedAt, keywords: record.tags.length > 0 ? record.tags : undefined, language: { code: 'th', name: 'ไทย', dir: 'ltr' }, languages: [{ code: 'th', name: 'ไทย' }, { code: 'en', name: 'English' }],
    resourceLanguages: languagesOf(record, terms), externalIds: [{ scheme: 'uuid', value: record.id }],
    formats: record.resources.length > 0 ? record.resources.map(({ format, mediaType }) => defined({ name: format, mediaType: mediaType ?? undefined })) : undefined,
    themes: kind === null ? undefined : [{ scheme: 'urn:saphan:gdc:data_type', concepts: [defined({ id: kind.code ?? kind.th, title: kind.th })] }],
    contacts: [contactOf(record, at)], license: licence === null ? undefined : licence.iri ?? licence.th, rights: textOf(metadata, 'accessible_condition') ?? undefined,
  };
  const links: Link[] = [
    { href: at.page(slug), rel: 'alternate', type: 'text/html' }, { href: `${at.dataset(slug)}.ttl`, rel: 'alternate', type: 'text/turtle' }, { href: `${at.dataset(slug)}.jsonld`, rel: 'alternate', type: 'application/ld+json' },
    ...record.resources.flatMap(({ url, mediaType, nameTh }) => { const href = iriOf(at.whole(url))?.value; return href === undefined ? [] : [{ href, rel: 'enclosure', title: nameTh, ...mediaType !== null && { type: mediaType } }]; }),
    ...licence?.iri ? [{ href: licence.iri, rel: 'license' }] : [],
  ];
  return {
    id: slug, type: 'Feature', conformsTo: ['http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core'], time: timeOf(record), geometry: box === null ? null : polygonOf(box),
    properties: defined(properties), links,
  };
}

function languagesOf({ metadata }: CatalogueRecord, terms: Faces['terms']): object[] | undefined {
  const found = valuesOf(metadata, 'data_language').flatMap((each) => { const concept = terms.conceptOf('data_language', each); const code = concept?.iri?.split('/').at(-1)?.toLowerCase(); return concept && code ? [{ code, name: concept.th }] : []; });
  return found.length > 0 ? found : undefined;
}

function contactOf({ metadata, agency }: CatalogueRecord, at: Faces['at']): object {
  const email = textOf(metadata, 'maintainer_email');
  return defined({
    name: textOf(metadata, 'maintainer') ?? agency.nameTh, organization: agency.nameTh, roles: ['pointOfContact', 'publisher'], emails: email?.includes('@') ? [{ value: email }] : undefined,
    links: [{ href: at.agency(agency.id), rel: 'about' }],
  });
}

/** First and last day, open as `..`; a year of the record becomes its first or last day. Null when nothing is said. */
function timeOf(record: CatalogueRecord): object | null {
  const said = temporalOf(record);
  const day = (text: string | null, ofYear: string) => {
    const [, year, rest = ''] = /^(\d{4})(-\d{2}-\d{2})?$/.exec(text ?? '') ?? [];
    return year === undefined ? '..' : `${Number(year) > 2400 ? Number(year) - 543 : year}${rest || ofYear}`;
  };
  const interval = [day(said?.from ?? null, '-01-01'), day(said?.to ?? null, '-12-31')];
  return interval.every((end) => end === '..') ? null : { interval };
}

const polygonOf = ([w, s, e, n]: readonly [number, number, number, number]) => ({ type: 'Polygon', coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] });
