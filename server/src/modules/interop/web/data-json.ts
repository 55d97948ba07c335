import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import type { Addresses } from '../addresses.ts';
import { bboxOf, temporalOf } from '../dcat/extent.ts';
import { textOf, when } from '../dcat/told.ts';
import { iriOf } from '../rdf/graph.ts';
import type { Terms } from '../terms.ts';
import { defined } from './schema-org.ts';

/** A dataset as `data.json` has it (Project Open Data metadata 1.1, DCAT-US). Codes of bureaus are of the United States alone and left out. */
export function podDatasetOf(record: CatalogueRecord, at: Addresses, terms: Terms): object {
  const { metadata } = record;
  const said = temporalOf(record);
  const [from, to] = [when(said?.from ?? null)?.value, when(said?.to ?? null)?.value];
  const email = textOf(metadata, 'maintainer_email');
  return defined({
    '@type': 'dcat:Dataset', identifier: record.id, title: record.titleTh, description: record.descriptionTh ?? record.titleTh, keyword: record.tags.length > 0 ? record.tags : [record.agency.nameTh],
    modified: record.release?.publishedAt ?? record.changedAt, issued: record.publishedAt ?? undefined,
    publisher: { '@type': 'org:Organization', name: record.agency.nameTh },
    contactPoint: defined({ '@type': 'vcard:Contact', fn: textOf(metadata, 'maintainer') ?? record.agency.nameTh, hasEmail: email === null ? undefined : `mailto:${email}` }),
    accessLevel: record.audience === 'open' ? 'public' : record.audience === 'government' ? 'restricted public' : 'non-public',
    license: terms.conceptOf('license_id', textOf(metadata, 'license_id') ?? '')?.iri ?? undefined, landingPage: at.page(record.slug),
    accrualPeriodicity: PERIODS[textOf(metadata, 'update_frequency_unit') ?? ''], spatial: bboxOf(record)?.join(','), temporal: from !== undefined && to !== undefined ? `${from}/${to}` : undefined,
    distribution: record.resources.flatMap((resource) => {
      const address = iriOf(at.whole(resource.url))?.value;
      if (address === undefined) return [];
      const taken = resource.kind === 'link' ? { accessURL: address } : { downloadURL: address, mediaType: resource.mediaType ?? 'application/octet-stream' };
      return [defined({ '@type': 'dcat:Distribution', title: resource.nameTh, description: resource.description ?? undefined, format: resource.format, ...taken })];
    }),
  });
}

/** ISO 8601 repeating intervals, by the units of the Thai standard. */
const PERIODS: Record<string, string | undefined> = { A: 'R/P1Y', S: 'R/P6M', Q: 'R/P3M', M: 'R/P1M', W: 'R/P1W', D: 'R/P1D', B: 'R/P1D', H: 'R/PT1H', N: 'R/PT1M', R: 'R/PT1S', O: 'irregular', X: 'irregular', U: 'irregular' };

/** The head of the document; datasets follow one by one, so that no catalogue is too large for it. */
export const podHead = (at: Addresses): string => JSON.stringify({
  '@context': 'https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld', '@id': `${at.base}/data.json`, '@type': 'dcat:Catalog', conformsTo: 'https://project-open-data.cio.gov/v1.1/schema',
  describedBy: 'https://project-open-data.cio.gov/v1.1/schema/catalog.json',
}).slice(0, -1);
