import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import type { Addresses } from '../addresses.ts';
import { bboxOf, temporalOf } from '../dcat/extent.ts';
import { textOf, valuesOf, when } from '../dcat/told.ts';
import { iriOf } from '../rdf/graph.ts';
import type { Terms } from '../terms.ts';

/**
 * A dataset in the words of schema.org, as search engines read it in a page (developers.google.com/search/docs/appearance/structured-data/dataset).
 *
 * @param lang of the page it stands in.
 */
export function schemaOrgOf(record: CatalogueRecord, at: Addresses, terms: Terms, lang: 'th' | 'en' = 'th'): object {
  const { metadata, release } = record;
  const licence = terms.conceptOf('license_id', textOf(metadata, 'license_id') ?? '');
  const languages = valuesOf(metadata, 'data_language').flatMap((each) => LANGUAGES[terms.conceptOf('data_language', each)?.iri?.split('/').at(-1) ?? ''] ?? []);
  const box = bboxOf(record);
  return defined({
    '@context': 'https://schema.org/', '@type': 'Dataset', '@id': at.dataset(record.slug), url: at.page(record.slug, lang), identifier: record.id,
    name: lang === 'th' ? record.titleTh : record.titleEn, alternateName: record.titleEn === record.titleTh ? undefined : lang === 'th' ? record.titleEn : record.titleTh,
    description: describe(record, lang), keywords: record.tags.length > 0 ? record.tags : undefined, inLanguage: languages.length > 0 ? languages : undefined,
    license: licence === null ? undefined : licence.iri ?? licence.th, isAccessibleForFree: record.audience === 'open' ? true : undefined,
    creator: organisation(record, at, lang), publisher: organisation(record, at, lang),
    datePublished: record.publishedAt ?? undefined, dateModified: release?.publishedAt ?? record.changedAt, version: release ? String(release.number) : undefined,
    temporalCoverage: coverage(record), spatialCoverage: box === null ? undefined : { '@type': 'Place', geo: { '@type': 'GeoShape', box: `${box[1]} ${box[0]} ${box[3]} ${box[2]}` } },
    variableMeasured: record.columns.length > 0 ? record.columns.map(({ name, titleTh, titleEn, unit }) => defined({ '@type': 'PropertyValue', name, description: lang === 'th' ? titleTh : titleEn, unitText: unit ?? undefined })) : undefined,
    includedInDataCatalog: { '@type': 'DataCatalog', name: lang === 'th' ? 'บัญชีข้อมูลของกระทรวง' : 'The ministry’s data catalogue', url: at.catalogue },
    distribution: record.resources.flatMap((resource) => {
      const address = iriOf(at.whole(resource.url))?.value;
      return address === undefined ? [] : [defined({
        '@type': 'DataDownload', name: lang === 'th' ? resource.nameTh : resource.nameEn, encodingFormat: resource.mediaType ?? resource.format, contentUrl: address, contentSize: resource.bytes === null ? undefined : `${resource.bytes} B`,
        sha256: resource.sha256 ?? undefined, dateModified: resource.changedAt,
      })];
    }),
  });
}

/** Search engines leave out datasets without a description: the least that can be said is whose it is. */
function describe({ descriptionTh, descriptionEn, titleTh, titleEn, agency }: CatalogueRecord, lang: 'th' | 'en'): string {
  const said = lang === 'th' ? descriptionTh ?? descriptionEn : descriptionEn ?? descriptionTh;
  return said ?? (lang === 'th' ? `ชุดข้อมูลของ${agency.nameTh}: ${titleTh}` : `A dataset of ${agency.nameEn}: ${titleEn}`);
}

/** ISO 639-1 of languages in the EU's list. */
const LANGUAGES: Record<string, string> = { THA: 'th', ENG: 'en', ZHO: 'zh', MSA: 'ms', MYA: 'my', LAO: 'lo', KHM: 'km', JPN: 'ja', KOR: 'ko', FRA: 'fr', DEU: 'de', ARA: 'ar' };

function organisation({ agency }: CatalogueRecord, at: Addresses, lang: 'th' | 'en'): object {
  const [name, alternateName] = lang === 'th' ? [agency.nameTh, agency.nameEn] : [agency.nameEn, agency.nameTh];
  return defined({ '@type': 'GovernmentOrganization', '@id': at.agency(agency.id), name, alternateName, url: agency.domain === null ? undefined : iriOf(`https://${agency.domain}`)?.value });
}

/** An ISO 8601 interval, open as `..`. */
function coverage(record: CatalogueRecord): string | undefined {
  const said = temporalOf(record);
  const [from, to] = [when(said?.from ?? null)?.value, when(said?.to ?? null)?.value];
  return from === undefined && to === undefined ? undefined : `${from ?? '..'}/${to ?? '..'}`;
}

/** Without what is not known. */
export const defined = <T extends object>(given: T): T => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
