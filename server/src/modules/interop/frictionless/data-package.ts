import type { CatalogueColumn, CatalogueRecord, CatalogueResource } from '@saphan/contracts/catalogue/record';
import type { Addresses } from '../addresses.ts';
import { textOf } from '../dcat/told.ts';
import { iriOf } from '../rdf/graph.ts';
import type { Terms } from '../terms.ts';
import { defined } from '../web/schema-org.ts';

/** A dataset as a data package (datapackage.org, v2): its files with their schema, so that a program reads them without asking. */
export function dataPackageOf(record: CatalogueRecord, at: Addresses, terms: Terms): object {
  const { metadata } = record;
  const licence = terms.conceptOf('license_id', textOf(metadata, 'license_id') ?? '');
  const email = textOf(metadata, 'maintainer_email');
  const names = new Set<string>();
  return defined({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json', name: record.slug, id: record.id, title: record.titleTh, description: record.descriptionTh ?? undefined, homepage: at.page(record.slug),
    version: record.release ? String(record.release.number) : undefined, created: record.release?.publishedAt ?? record.changedAt, keywords: record.tags.length > 0 ? record.tags : undefined,
    licenses: licence === null ? undefined : [defined({ name: licence.iri === null ? 'other' : SPDX[licence.iri], path: licence.iri ?? undefined, title: licence.th })],
    contributors: [defined({ title: textOf(metadata, 'maintainer') ?? record.agency.nameTh, email: email?.includes('@') ? email : undefined, organization: record.agency.nameTh, roles: ['contact'] })],
    sources: textOf(metadata, 'data_source') === null ? undefined : [{ title: textOf(metadata, 'data_source') }],
    resources: record.resources.flatMap((resource) => {
      const path = iriOf(at.whole(resource.url))?.value;
      return path === undefined || !path.startsWith('http') ? [] : [resourceOf(record, resource, path, nameOf(resource, names))];
    }),
  });
}

/** Names of licences that the Open Definition and SPDX know. */
const SPDX: Record<string, string> = {
  'https://creativecommons.org/licenses/by/4.0/': 'CC-BY-4.0', 'https://creativecommons.org/licenses/by-sa/4.0/': 'CC-BY-SA-4.0', 'https://creativecommons.org/licenses/by-nc/4.0/': 'CC-BY-NC-4.0',
  'https://creativecommons.org/licenses/by-nd/4.0/': 'CC-BY-ND-4.0', 'https://creativecommons.org/licenses/by-nc-sa/4.0/': 'CC-BY-NC-SA-4.0', 'https://creativecommons.org/licenses/by-nc-nd/4.0/': 'CC-BY-NC-ND-4.0',
  'https://opendatacommons.org/licenses/odbl/1-0/': 'ODbL-1.0',
};

/** A name of its own within the package. */
function nameOf({ format, kind, position }: CatalogueResource, taken: Set<string>): string {
  const plain = format.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'file';
  const name = kind === 'release' && !taken.has(plain) ? plain : `${plain}-${Math.abs(position)}`;
  let free = name;
  for (let again = 2; taken.has(free); again += 1) free = `${name}-${again}`;
  taken.add(free);
  return free;
}

const TABLES = new Set(['CSV', 'XLSX', 'NDJSON', 'Parquet']);

function resourceOf({ columns }: CatalogueRecord, resource: CatalogueResource, path: string, name: string): object {
  const isTable = resource.kind === 'release' && TABLES.has(resource.format) && columns.length > 0;
  return defined({
    name, path, title: resource.nameTh, description: resource.description ?? undefined, format: resource.format.toLowerCase(), mediatype: resource.mediaType ?? undefined, bytes: resource.bytes ?? undefined,
    hash: resource.sha256 === null ? undefined : `sha256:${resource.sha256}`, type: isTable ? 'table' : undefined, encoding: isTable && resource.format === 'CSV' ? 'utf-8' : undefined,
    schema: isTable ? { $schema: 'https://datapackage.org/profiles/2.0/tableschema.json', fields: columns.map(fieldOf), missingValues: [''] } : undefined,
  });
}

const TYPES: Record<string, string> = { text: 'string', integer: 'integer', decimal: 'number', boolean: 'boolean', date: 'date', timestamp: 'datetime', 'citizen-id': 'string', geocode: 'string' };

/** A masked column is text, whatever it was before. */
const fieldOf = ({ name, titleTh, titleEn, type, unit, personal }: CatalogueColumn): object =>
  defined({ name, title: titleTh, description: titleEn === titleTh ? undefined : titleEn, type: personal ? 'string' : TYPES[type] ?? 'any', unit: unit ?? undefined });
