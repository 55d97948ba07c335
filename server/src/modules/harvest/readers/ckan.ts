import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { groupsOf, lossesOf, standingOf } from './ckan-losses.ts';
import { plainLine, plainText, webAddress } from './plain-text.ts';
import { sealRecord, type Listing, type Remark, type RemoteRecord, type RemoteResource } from './remote-record.ts';
import { addressRemark, formatName, isObject, listOf, readBytes, readInstant, readTags, readValue, type Json } from './values.ts';

/** What CKAN itself says of a dataset; everything else is metadata of its schema. */
const ofCkan = new Set([
  'id', 'name', 'title', 'title_translated', 'notes', 'notes_translated', 'tags', 'groups', 'organization', 'owner_org', 'resources', 'extras', 'state', 'type', 'version', 'private', 'isopen', 'num_tags', 'num_resources',
  'creator_user_id', 'metadata_created', 'metadata_modified', 'revision_id', 'relationships_as_object', 'relationships_as_subject', 'license_title', 'license_url', 'tracking_summary', 'tag_string', 'author', 'author_email', 'config',
]);
const ofResource = new Set([
  'id', 'name', 'description', 'url', 'format', 'mimetype', 'mimetype_inner', 'size', 'hash', 'url_type', 'state', 'position', 'package_id', 'created', 'last_modified', 'metadata_modified', 'cache_url', 'cache_last_updated',
  'revision_id', 'resource_type', 'datastore_active', 'datastore_contains_all_records_of_source_file', 'ckan_url', 'datastore_fields', 'on_same_domain', 'original_url', 'resource_id', 'set_url_type', 'task_created', 'tracking_summary', 'name_translated', 'description_translated',
]);

/** One page of `package_search` as a listing. @throws nothing: what cannot be read is told. */
export function readPackageSearch(result: unknown, start: number): Listing {
  const results = isObject(result) ? listOf(result['results']) : [];
  const total = isObject(result) && typeof result['count'] === 'number' ? result['count'] : null;
  const records: RemoteRecord[] = [];
  const unread: { remoteId: string; remark: Remark }[] = [];
  for (const [at, each] of results.entries()) {
    const record = isObject(each) ? readPackage(each) : null;
    if (record) records.push(record);
    else unread.push({ remoteId: `#${start + at}`, remark: { th: `รายการที่ ${start + at + 1} ไม่มีรหัสหรือชื่อ จึงอ่านไม่ได้`, en: `Entry ${start + at + 1} has no id or no title and cannot be read.`, refuses: true } });
  }
  // CKAN's own harvester asks until a page is empty: a page may be shorter than asked for.
  return { records, total, unread, next: results.length > 0 ? String(start + results.length) : null };
}

/** A dataset as `package_show` writes it; null without an id or a title. */
export function readPackage(dict: Json): RemoteRecord | null {
  const remoteId = plainLine(dict['id'] ?? dict['name']);
  const remarks: Remark[] = lossesOf(dict);
  const all = { ...extrasOf(dict), ...dict };
  const title = languages(all, 'title');
  const notes = languages(all, 'notes');
  if (remoteId === '' || !(title.th ?? title.en)) return null;
  const organisation = isObject(dict['organization']) ? dict['organization'] : null;
  return sealRecord({
    remoteId, name: plainLine(dict['name']) || null, changedAt: readInstant(dict['metadata_modified']),
    organisation: organisation ? { id: plainLine(organisation['name'] ?? organisation['id']), name: plainLine(organisation['title'] ?? organisation['name']) } : null,
    origins: ['harvest_source_url', 'guid', 'uri', 'reference_url_catalog'].flatMap((key) => webAddress(all[key]) ?? []),
    draft: {
      titleTh: title.th ?? title.en ?? '', titleEn: title.en ?? title.th ?? '',
      descriptionTh: notes.th, descriptionEn: notes.en, tags: tagsOf(dict), metadata: metadataOf(all), ...(/^true$/i.test(plainLine(dict['private'] === true ? 'true' : dict['private'])) && { audience: 'internal' as const }),
    },
    groups: groupsOf(dict), standing: standingOf(dict),
    resources: listOf(dict['resources']).filter(isObject).flatMap((resource) => readResource(resource, remarks)),
    remarks,
  });
}

const extrasOf = (dict: Json): Json => Object.fromEntries(listOf(dict['extras']).filter(isObject).map((extra) => [plainLine(extra['key']), extra['value']]));

const tagsOf = (dict: Json): string[] => readTags(listOf(dict['tags']).map((tag) => (isObject(tag) ? tag['display_name'] ?? tag['name'] : tag)).concat(listOf(dict['tags']).length === 0 ? [dict['tag_string']] : []));

/** Thai and English of a text, by `*_translated` (ckanext-fluent), `*_en`, or the letters it is written in. */
function languages(all: Json, key: string): { th: string | null; en: string | null } {
  const translated = isObject(all[`${key}_translated`]) ? all[`${key}_translated`] as Json : {};
  const text = plainText(all[key]);
  const isThai = /[\u0e01-\u0e5b]/.test(text);
  return {
    th: plainText(translated['th']) || (isThai || plainText(all[`${key}_en`] ?? translated['en']) !== '' ? text : '') || null,
    en: plainText(translated['en'] ?? all[`${key}_en`]) || (isThai ? '' : text) || null,
  };
}

function metadataOf(all: Json): Record<string, MetadataValue> {
  const entries = Object.entries(all).flatMap(([key, value]): [string, MetadataValue][] => {
    const read = ofCkan.has(key) || /_(translated|en)$/.test(key) ? null : readValue(value);
    return read === null ? [] : [[key, read]];
  });
  // Older forms keep the person to ask in CKAN's own author.
  const author = plainLine(all['author']);
  const found = Object.fromEntries(entries);
  return { ...found, ...(found['maintainer'] === undefined && author !== '' && { maintainer: author }) };
}

function readResource(resource: Json, remarks: Remark[]): RemoteResource[] {
  if (plainLine(resource['state']) === 'deleted' || plainLine(resource['resource_private']).toLowerCase() === 'true') return [];
  const url = webAddress(resource['url']);
  const name = plainLine(resource['name']) || plainLine(resource['description']).slice(0, 100) || lastPart(url);
  if (url === null) { remarks.push(addressRemark(name)); return []; }
  return [{
    remoteId: plainLine(resource['id']) || url, name, description: plainText(resource['description']) || null, url, format: formatName(resource['format'], url),
    mediaType: /^[a-z]+\/[-+.\w]+$/i.exec(plainLine(resource['mimetype']))?.[0]?.toLowerCase() ?? null, bytes: readBytes(resource['size']), isFile: plainLine(resource['url_type']) === 'upload',
    metadata: Object.fromEntries(Object.entries(resource).flatMap(([key, value]): [string, MetadataValue][] => {
      const read = ofResource.has(key) ? null : readValue(value);
      return read === null ? [] : [[key, read]];
    })),
  }];
}

const lastPart = (url: string | null): string => (url === null ? '' : decodeURIComponentSafe(new URL(url).pathname.split('/').at(-1) ?? ''));

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
