import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { mailOf } from './frequency.ts';
import { plainLine, plainText, webAddress } from './plain-text.ts';
import { sealRecord, type Listing, type Remark, type RemoteRecord, type RemoteResource } from './remote-record.ts';
import { formatName, isObject, listOf, readBytes, readInstant, readTags, type Json } from './values.ts';

const asFile = new Set(['enclosure', 'data', 'item', 'items', 'download']);
const taken = new Set([...asFile, 'describedby', 'service', 'preview']);

/** One page of `/collections/{id}/items` of OGC API Records; null when the document is none. */
export function readOgcRecords(document: unknown, url: string): Listing | null {
  if (!isObject(document) || !Array.isArray(document['features'])) return null;
  const records: RemoteRecord[] = [];
  const unread: { remoteId: string; remark: Remark }[] = [];
  for (const [at, feature] of document['features'].entries()) {
    const record = isObject(feature) ? readFeature(feature, url) : null;
    if (record) records.push(record);
    else unread.push({ remoteId: `#${at}`, remark: { th: `ระเบียนที่ ${at + 1} ของหน้านี้ไม่มี id หรือ title`, en: `Record ${at + 1} of this page has no id or no title.`, refuses: true } });
  }
  const next = listOf(document['links']).filter(isObject).find((link) => link['rel'] === 'next')?.['href'];
  return { records, unread, total: typeof document['numberMatched'] === 'number' ? document['numberMatched'] : null, next: absolute(next, url) };
}

const absolute = (href: unknown, base: string): string | null => (typeof href === 'string' && URL.canParse(href, base) ? webAddress(new URL(href, base).href) : null);

function readFeature(feature: Json, base: string): RemoteRecord | null {
  const of = isObject(feature['properties']) ? feature['properties'] : {};
  const remoteId = plainLine(feature['id']);
  const title = plainLine(of['title']);
  if (remoteId === '' || title === '') return null;
  const contacts = listOf(of['contacts'] ?? of['providers']).filter(isObject);
  const publisher = contacts.find((each) => listOf(each['roles']).some((role) => /publisher|owner/i.test(isObject(role) ? plainLine(role['name']) : plainLine(role)))) ?? contacts[0];
  const organisation = publisher ? plainLine(publisher['organization'] ?? publisher['name']) : '';
  const text = plainText(of['description']);
  const isThai = /[\u0e01-\u0e5b]/.test(text);
  const links = listOf(feature['links']).filter(isObject);
  return sealRecord({
    remoteId, name: null, changedAt: readInstant(of['updated']), organisation: organisation === '' ? null : { id: organisation, name: organisation },
    origins: links.filter((link) => ['canonical', 'via'].includes(plainLine(link['rel']))).flatMap((link) => absolute(link['href'], base) ?? []),
    draft: { titleTh: title, titleEn: title, descriptionTh: isThai ? text : null, descriptionEn: isThai || text === '' ? null : text, tags: readTags(listOf(of['keywords'])), metadata: metadataOf(feature, of, publisher) },
    resources: links.flatMap((link) => resourceOf(link, base)), remarks: [],
  });
}

function metadataOf(feature: Json, of: Json, publisher: Json | undefined): Record<string, MetadataValue> {
  const mail = listOf(publisher?.['emails']).filter(isObject)[0]?.['value'];
  const bounds = boundsOf(feature['geometry']);
  const interval = isObject(feature['time']) ? listOf(feature['time']['interval']).map(plainLine) : [];
  const language = isObject(of['language']) ? of['language']['code'] : of['language'];
  const found: Record<string, string> = {
    maintainer: plainLine(publisher?.['name'] ?? publisher?.['organization']), maintainer_email: mailOf(mail), license_id: plainLine(of['license']), accessible_condition: plainText(of['rights']), data_language: plainLine(language),
    created_date: readInstant(of['created'])?.slice(0, 10) ?? '', last_updated_date: readInstant(of['updated'])?.slice(0, 10) ?? '',
    first_year_of_data: /^\d{4}/.test(interval[0] ?? '') ? interval[0] as string : '', last_year_of_data: /^\d{4}/.test(interval[1] ?? '') ? interval[1] as string : '',
    ...(bounds && { data_type: '3', west_bound_longitude: String(bounds[0]), south_bound_longitude: String(bounds[1]), east_bound_longitude: String(bounds[2]), north_bound_longitude: String(bounds[3]) }),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''));
}

/** West, south, east, north of a GeoJSON geometry; null when it is none or lies outside the world. */
function boundsOf(geometry: unknown): [number, number, number, number] | null {
  const found: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] !== 'number' || typeof part[1] !== 'number') { for (const each of part) visit(each); return; }
    const [lon, lat] = part as [number, number];
    found[0] = Math.min(found[0], lon); found[1] = Math.min(found[1], lat); found[2] = Math.max(found[2], lon); found[3] = Math.max(found[3], lat);
  };
  if (isObject(geometry)) visit(geometry['coordinates']);
  return Number.isFinite(found[0]) && found[0] >= -180 && found[2] <= 180 && found[1] >= -90 && found[3] <= 90 ? found : null;
}

function resourceOf(link: Json, base: string): RemoteResource[] {
  const rel = plainLine(link['rel']);
  const url = taken.has(rel) ? absolute(link['href'], base) : null;
  if (url === null) return [];
  const mediaType = plainLine(link['type']).toLowerCase() || null;
  return [{ remoteId: url, name: plainLine(link['title']) || rel, description: null, url, format: formatName(mediaType ?? '', url), mediaType, bytes: readBytes(link['length']), isFile: asFile.has(rel), metadata: {} }];
}
