import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { frequencyOfIso, mailOf } from './frequency.ts';
import { plainLine, plainText, webAddress } from './plain-text.ts';
import { sealRecord, type Listing, type Remark, type RemoteRecord, type RemoteResource } from './remote-record.ts';
import { addressRemark, formatName, isObject, listOf, readBytes, readInstant, readTags, type Json } from './values.ts';

/** A whole `data.json` (DCAT-US 1.1); null when the document is none. */
export function readDataJson(document: unknown): Listing | null {
  if (!isObject(document) || !Array.isArray(document['dataset'])) return null;
  const records: RemoteRecord[] = [];
  const unread: { remoteId: string; remark: Remark }[] = [];
  for (const [at, each] of document['dataset'].entries()) {
    const record = isObject(each) ? readEntry(each) : null;
    if (record) records.push(record);
    else unread.push({ remoteId: `#${at}`, remark: { th: `รายการที่ ${at + 1} ไม่มี identifier หรือ title`, en: `Entry ${at + 1} has no identifier or no title.`, refuses: true } });
  }
  return { records, unread, total: document['dataset'].length, next: null };
}

function readEntry(entry: Json): RemoteRecord | null {
  const remoteId = plainLine(entry['identifier']);
  const title = plainLine(entry['title']);
  if (remoteId === '' || title === '') return null;
  const remarks: Remark[] = [];
  const publisher = isObject(entry['publisher']) ? plainLine(entry['publisher']['name']) : '';
  const text = plainText(entry['description']);
  const isThai = /[\u0e01-\u0e5b]/.test(text);
  return sealRecord({
    remoteId, name: null, changedAt: readInstant(entry['modified']), organisation: publisher === '' ? null : { id: publisher, name: publisher },
    origins: [webAddress(entry['identifier']), webAddress(entry['landingPage'])].flatMap((each) => each ?? []),
    draft: { titleTh: title, titleEn: title, descriptionTh: isThai ? text : null, descriptionEn: isThai || text === '' ? null : text, tags: readTags(listOf(entry['keyword'])), metadata: metadataOf(entry) },
    resources: listOf(entry['distribution']).filter(isObject).flatMap((each) => resourceOf(each, remarks)), remarks,
  });
}

function metadataOf(entry: Json): Record<string, MetadataValue> {
  const contact = isObject(entry['contactPoint']) ? entry['contactPoint'] : {};
  const [from, to] = plainLine(entry['temporal']).split('/');
  const found: Record<string, string | null> = {
    maintainer: plainLine(contact['fn']), maintainer_email: mailOf(contact['hasEmail']), url: webAddress(entry['landingPage']), license_id: plainLine(entry['license']),
    created_date: readInstant(entry['issued'])?.slice(0, 10) ?? null, last_updated_date: readInstant(entry['modified'])?.slice(0, 10) ?? null,
    first_year_of_data: from ?? '', last_year_of_data: to ?? '', accessible_condition: plainText(entry['rights']),
    data_category: plainLine(entry['accessLevel']) === 'public' ? 'ข้อมูลสาธารณะ' : null, data_language: plainLine(listOf(entry['language'])[0]),
    ...frequencyOfIso(plainLine(entry['accrualPeriodicity'])),
  };
  return Object.fromEntries(Object.entries(found).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== ''));
}

function resourceOf(each: Json, remarks: Remark[]): RemoteResource[] {
  const download = webAddress(each['downloadURL']);
  const url = download ?? webAddress(each['accessURL']);
  const name = plainLine(each['title']) || formatName(each['format'] ?? each['mediaType'], url) || 'ไฟล์';
  if (url === null) { remarks.push(addressRemark(name)); return []; }
  return [{
    remoteId: url, name, description: plainText(each['description']) || null, url, format: formatName(each['format'] ?? each['mediaType'], url), mediaType: plainLine(each['mediaType']).toLowerCase() || null,
    bytes: readBytes(each['byteSize']), isFile: download !== null, metadata: {},
  }];
}
