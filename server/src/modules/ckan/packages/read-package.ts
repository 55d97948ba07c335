import type { MetadataValue, RecordDraft } from '@saphan/contracts/catalogue/record';
import { fieldOf, readDefinition, resourceFieldOf, type ResourceDraft } from '#modules/catalog/index.ts';
import { asFlag, asList, asObjects, asText, type Given } from '../actions/values.ts';
import { refuseValues } from '../errors.ts';

/** A dataset in CKAN's words, read; what was not sent is left out. */
export interface PackageGiven {
  name: string | null;
  ownerOrg: string | null;
  draft: RecordDraft & { titleTh?: string };
  isPrivate: boolean | null;
  isDraft: boolean;
  resources: Record<string, unknown>[] | null;
  groups: string[] | null;
  extras: Record<string, unknown> | null;
}

const NAME = /^[a-z0-9_-]{2,100}$/;

/**
 * Reads a dataset as clients of CKAN send it. Keys that are no field of CKAN or of the standard are passed over, as CKAN does.
 *
 * @param whole whether everything left out is meant to be gone (`package_update`).
 * @throws `ckan.values-refused`.
 */
export function readPackage(given: Given, whole: boolean): PackageGiven {
  const name = asText(given['name'], 'name');
  if (name !== null && !NAME.test(name)) throw refuseValues({ name: 'Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_ (2-100)' });
  const extras = readExtras(given['extras']);
  const title = asText(given['title'], 'title');
  const state = asText(given['state'], 'state');
  if (state !== null && !['active', 'draft', 'deleted'].includes(state)) throw refuseValues({ state: 'Value must be one of: active, draft, deleted' });
  const isPrivate = asFlag(given['private'], 'private');
  return {
    name, ownerOrg: asText(given['owner_org'], 'owner_org'), isPrivate, isDraft: state === 'draft', resources: asObjects(given['resources'], 'resources') ?? (whole ? [] : null),
    groups: readGroups(given['groups'], whole), extras: extras.others ?? (whole ? {} : null),
    draft: {
      ...(title !== null && { titleTh: title }), ...textOf(given['title_en'] ?? extras.of['title_en'], 'titleEn', false), ...textOf(given['notes'], 'descriptionTh', whole), ...textOf(given['notes_en'] ?? extras.of['notes_en'], 'descriptionEn', whole),
      ...readTags(given, whole), ...(isPrivate === false && { audience: 'open' as const }), metadata: readMetadata({ ...extras.of, ...given }, whole),
    },
  };
}

function textOf(value: unknown, key: string, whole: boolean): Record<string, string | null> {
  if (value === undefined) return whole ? { [key]: null } : {};
  return { [key]: asText(value, key) };
}

function readTags(given: Given, whole: boolean): { tags?: string[] } {
  const { tags, tag_string: line } = given;
  if (Array.isArray(tags) && (tags.length > 0 || line === undefined)) {
    return { tags: tags.map((tag) => typeof tag === 'object' && tag !== null ? String((tag as { name?: unknown }).name ?? '') : String(tag)).filter(Boolean) };
  }
  if (line !== undefined || tags !== undefined) return { tags: asList(line ?? tags, 'tags') ?? [] };
  return whole ? { tags: [] } : {};
}

/** Fields of the standard; with `whole`, those left out are taken away. */
function readMetadata(given: Given, whole: boolean): Record<string, MetadataValue | null> {
  return Object.fromEntries(readDefinition().fields.filter(({ core }) => core === null).flatMap(({ key, kind }): [string, MetadataValue | null][] => {
    const value = given[key];
    if (value === undefined) return whole && key !== 'data_classification' ? [[key, null]] : [];
    if (value === null || value === '') return [[key, null]];
    return [[key, kind === 'codes' ? asCodes(value, key) : Array.isArray(value) ? String(value[0] ?? '') : value as MetadataValue]];
  }));
}

/** Several choices come as a list, as JSON text of one, or as one text that may hold commas itself. */
function asCodes(value: unknown, key: string): string[] {
  const text = typeof value === 'string' ? value.trim() : null;
  return text !== null && !text.startsWith('[') ? [text] : asList(value, key) ?? [];
}

function readGroups(given: unknown, whole: boolean): string[] | null {
  if (given === undefined) return whole ? [] : null;
  return (asObjects(given, 'groups') ?? []).map(({ id, name }) => asText(name ?? id, 'groups')).filter((each) => each !== null);
}

/** `[{key, value}]`: fields of the standard among them are taken as such, the others are kept beside the record. */
function readExtras(given: unknown): { of: Record<string, unknown>; others: Record<string, unknown> | null } {
  const list = asObjects(given, 'extras');
  if (!list) return { of: {}, others: null };
  const of: Record<string, unknown> = {};
  const others: Record<string, unknown> = {};
  for (const { key, value } of list) {
    const name = asText(key, 'extras');
    if (name === null) throw refuseValues({ extras: 'Missing key' });
    if (name in of || name in others) throw refuseValues({ extras: `There is a schema field with the same name or a duplicate key "${name.slice(0, 100)}"` });
    Object.assign(fieldOf(name)?.core === null || name === 'title_en' || name === 'notes_en' ? of : others, { [name]: value });
  }
  return { of, others };
}

const RESOURCE_CORE = new Set(['name', 'description', 'format', 'url']);

/** A resource in CKAN's words. */
export function readResourceGiven(given: Given, whole: boolean): ResourceDraft {
  const text = (key: string) => given[key] === undefined ? undefined : asText(given[key], key);
  const [name, english, url, format, description, mediaType, hash] = ['name', 'name_en', 'url', 'format', 'description', 'mimetype', 'hash'].map(text);
  const size = given['size'] === undefined || given['size'] === null || given['size'] === '' ? null : Number(given['size']);
  const metadata = Object.fromEntries(readDefinition().resourceFields.filter(({ key, core }) => core === null && !RESOURCE_CORE.has(key)).flatMap(({ key, kind }): [string, MetadataValue | null][] => {
    const value = given[key];
    if (value === undefined) return whole ? [[key, null]] : [];
    return [[key, value === null || value === '' ? null : kind === 'codes' ? asCodes(value, key) : value as MetadataValue]];
  }));
  return {
    ...(name && { nameTh: name, nameEn: english ?? name }), ...(url && { url }), ...((format !== undefined || whole) && { format: normalFormat(format ?? '') }), ...((description !== undefined || whole) && { description: description ?? null }),
    ...(mediaType !== undefined && { mediaType }), ...(hash && /^[0-9a-f]{64}$/.test(hash) && { sha256: hash }), ...(size !== null && Number.isSafeInteger(size) && size >= 0 && { bytes: size }),
    ...(Object.keys(metadata).length > 0 && { metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => resourceFieldOf(key))) }),
  };
}

/** Formats by one name: `csv`, `.CSV` and `text/csv` are CSV. */
function normalFormat(format: string): string {
  const bare = format.trim().replace(/^\.|^(?:text|application)\//, '');
  return /^[a-z0-9]{2,5}$/i.test(bare) ? bare.toUpperCase() : format.trim();
}
