import type { CatalogueRecord, CatalogueResource, MetadataValue } from '@saphan/contracts/catalogue/record';
import { fieldOf, outsideValue, readDefinition, resourceFieldOf } from '#modules/catalog/index.ts';
import type { ListNotesRow } from './packages.sql.gen.ts';
import { wireGroups } from './wire-group.ts';

/** What stands beside a record for CKAN's clients. */
export type Note = Pick<ListNotesRow, 'name' | 'extras' | 'groups'>;

const nothing: Note = { name: null, extras: {}, groups: [] };

/** `2026-11-21T05:06:07.000000`: CKAN writes instants without a zone, in UTC. */
export const instantOf = (iso: string): string => `${iso.slice(0, 23).replace('Z', '')}000`;

/** A record as `package_show` gives it: values of the standard as the government's extension has them on the wire. */
export function packageOf(record: CatalogueRecord, note: Note = nothing, site = ''): Record<string, unknown> {
  const { agency, tags, metadata } = record;
  const extras = { ...(record.titleEn !== record.titleTh && { title_en: record.titleEn }), ...(record.descriptionEn && { notes_en: record.descriptionEn }), ...(note.extras as Record<string, unknown>) };
  return {
    ...wireMetadata(metadata), ...licenceOf(metadata['license_id']),
    author: null, author_email: null, creator_user_id: null, id: record.id, maintainer: metadata['maintainer'] ?? null, maintainer_email: metadata['maintainer_email'] ?? null,
    metadata_created: instantOf(record.createdAt), metadata_modified: instantOf(record.changedAt), name: note.name ?? record.slug, notes: record.descriptionTh, num_resources: record.resources.length, num_tags: tags.length,
    organization: {
      id: agency.id, name: agency.id, title: agency.nameTh, type: 'organization', description: agency.nameEn, image_url: '', created: instantOf(record.createdAt), is_organization: true, approval_status: 'approved', state: 'active',
    },
    owner_org: agency.id, private: isPrivate(record), state: stateOf(record), title: record.titleTh, type: 'dataset', url: metadata['url'] ?? null, version: null, tag_string: tags.join(','),
    tags: tags.toSorted((a, b) => a < b ? -1 : 1).map(tagOf), resources: record.resources.map((resource, i) => resourceDict(resource, record, i, site)), groups: wireGroups(note.groups, site),
    extras: Object.entries(extras).map(([key, value]) => ({ key, value })), relationships_as_subject: [], relationships_as_object: [],
  };
}

export const tagOf = (name: string) => ({ display_name: name, id: name, name, state: 'active', vocabulary_id: null });

const isPrivate = ({ audience, level }: CatalogueRecord): boolean => audience !== 'open' || level > 0;
const stateOf = ({ state }: CatalogueRecord): string => state === 'published' ? 'active' : state === 'archived' ? 'deleted' : 'draft';

/** `0` … as `True` and `False`, codes as their texts, latitudes under the names that the schema gives them. */
function wireMetadata(metadata: CatalogueRecord['metadata']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, wireValue(key, value)]));
}

function wireValue(key: string, value: MetadataValue): unknown {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const field = fieldOf(key) ?? resourceFieldOf(key);
  if (!field?.vocabulary) return typeof value === 'number' ? String(value) : value;
  return Array.isArray(value) ? value.map((code) => outsideValue(key, String(code)).text) : outsideValue(key, String(value)).text;
}

/** Text of a value as it stands in facets and dictionaries. */
export const wireText = (key: string, code: string): string => {
  const field = fieldOf(key);
  if (field?.kind === 'boolean') return code.toLowerCase() === 'true' ? 'True' : 'False';
  return field?.vocabulary ? outsideValue(key, code).text : code;
};

function licenceOf(code: MetadataValue | undefined): Record<string, unknown> {
  if (typeof code !== 'string') return { license_id: null, license_title: null, isopen: false };
  const { text, iri } = outsideValue('license_id', code);
  return { license_id: text, license_title: text, ...(iri && { license_url: iri }), isopen: OPEN_LICENCES.has(code) };
}

/** Conformant with the Open Definition. */
const OPEN_LICENCES = new Set(['odc', 'cc-by', 'cc-by-sa', 'gfdl']);

/** The licences of the standard, as `license_list` gives them. */
export const listLicences = (): Record<string, unknown>[] => (readDefinition().vocabularies[fieldOf('license_id')?.vocabulary ?? ''] ?? []).map(({ code, value, dcat }) => {
  const { license_title: title, isopen } = licenceOf(code);
  return { id: value, title, status: 'active', url: dcat ?? '', is_okd_compliant: isopen, is_generic: false, domain_content: true, domain_data: true, domain_software: false, family: '', maintainer: '', od_conformance: isopen ? 'approved' : 'not reviewed', osd_conformance: 'not reviewed' };
});

/** A resource as `resource_show` gives it. */
export function resourceDict(resource: CatalogueResource, record: Pick<CatalogueRecord, 'id'>, position: number, site: string): Record<string, unknown> {
  const { kind, url, metadata } = resource;
  const own = kind !== 'link';
  const fed = isFed(resource);
  return {
    ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, wireValue(key, value)])),
    cache_last_updated: null, cache_url: null, created: instantOf(resource.changedAt), datastore_active: (kind === 'release' && resource.format === 'CSV') || fed, description: resource.description ?? '', format: resource.format, hash: resource.sha256 ?? '', id: resource.id,
    last_modified: instantOf(resource.changedAt), metadata_modified: instantOf(resource.changedAt), mimetype: resource.mediaType, mimetype_inner: null, name: resource.nameTh, package_id: record.id, position, resource_type: own ? 'file' : null, size: resource.bytes, state: 'active',
    url: url.startsWith('/') ? `${site}${ckanPath(url)}` : url, url_type: fed ? 'datastore' : kind === 'file' ? 'upload' : null,
    ...(resource.nameEn !== resource.nameTh && { name_en: resource.nameEn }),
  };
}

/** A path of this house as CKAN's clients know it: their tokens come bare, so files have an address of their own for them. */
export const ckanPath = (url: string): string => url.replace(/^\/api\/v1\/catalogue\/files\/([0-9a-f-]{36})\//, '/dataset/resource/$1/download/');

/** Whether programs fill the resource through the datastore: then its address is its own dump. */
export const isFed = ({ id, url }: Pick<CatalogueResource, 'id' | 'url'>): boolean => url.endsWith(`/datastore/dump/${id}`);
