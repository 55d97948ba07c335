import type { Store, Term } from 'n3';
import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { frequencyOfWord, mailOf } from './frequency.ts';
import { plainLine, plainText, webAddress } from './plain-text.ts';
import { sealRecord, type Listing, type Remark, type RemoteRecord, type RemoteResource } from './remote-record.ts';
import { addressRemark, formatName, readBytes, readInstant, readTags } from './values.ts';

const dcat = (name: string) => `http://www.w3.org/ns/dcat#${name}`;
const dct = (name: string) => `http://purl.org/dc/terms/${name}`;
const vcard = (name: string) => `http://www.w3.org/2006/vcard/ns#${name}`;
const hydra = (name: string) => `http://www.w3.org/ns/hydra/core#${name}`;
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const FOAF_NAME = 'http://xmlns.com/foaf/0.1/name';

/** One page of a DCAT catalogue; the next one by Hydra's links. */
export function readDcat(store: Store, url: string): Listing {
  const records: RemoteRecord[] = [];
  const unread: { remoteId: string; remark: Remark }[] = [];
  for (const subject of store.getSubjects(TYPE, dcat('Dataset'), null)) {
    const record = readDataset(new Node(store, subject));
    if (record) records.push(record);
    else unread.push({ remoteId: subject.value, remark: { th: `ชุดข้อมูล ${subject.value} ไม่มีชื่อ (dct:title) หรือรหัสที่คงที่`, en: `The dataset ${subject.value} has no dct:title or no lasting id.`, refuses: true } });
  }
  const page = (name: string) => store.getObjects(null, hydra(name), null)[0]?.value;
  const next = page('next') ?? page('nextPage');
  const total = store.getObjects(null, hydra('totalItems'), null)[0]?.value;
  return { records, unread, total: total !== undefined && /^\d+$/.test(total) ? Number(total) : null, next: next !== undefined && URL.canParse(next, url) ? webAddress(new URL(next, url).href) : null };
}

/** A subject with what is said of it. */
class Node {
  readonly #store: Store;
  readonly term: Term;
  constructor(store: Store, term: Term) { this.#store = store; this.term = term; }
  all(predicate: string): Term[] { return this.#store.getObjects(this.term as never, predicate, null); }
  text(predicate: string): string { return plainText(this.all(predicate)[0]?.value); }
  nodes(predicate: string): Node[] { return this.all(predicate).filter((term) => term.termType !== 'Literal').map((term) => new Node(this.#store, term)); }
  /** The Thai and the English of a text; one without a language goes by its letters. */
  languages(predicate: string): { th: string | null; en: string | null } {
    const found: { th: string | null; en: string | null } = { th: null, en: null };
    for (const term of this.all(predicate)) {
      const said = 'language' in term ? String(term.language).slice(0, 2) : '';
      const text = plainText(term.value);
      const as = said === 'th' || (said !== 'en' && /[\u0e01-\u0e5b]/.test(text)) ? 'th' : 'en';
      found[as] ??= text || null;
    }
    return found;
  }
}

function readDataset(node: Node): RemoteRecord | null {
  const remarks: Remark[] = [];
  const identifier = node.text(dct('identifier'));
  const remoteId = node.term.termType === 'NamedNode' ? node.term.value : identifier;
  const title = node.languages(dct('title'));
  const notes = node.languages(dct('description'));
  if (remoteId === '' || !(title.th ?? title.en)) return null;
  const publisher = node.nodes(dct('publisher'))[0];
  const publisherName = publisher ? publisher.languages(FOAF_NAME) : null;
  const organisation = publisher ? publisherName?.th ?? publisherName?.en ?? (publisher.term.termType === 'NamedNode' ? publisher.term.value : '') : '';
  return sealRecord({
    remoteId, name: null, changedAt: readInstant(node.text(dct('modified'))),
    organisation: publisher && organisation !== '' ? { id: publisher.text(dct('identifier')) || organisation, name: organisation } : null,
    origins: [webAddress(remoteId), webAddress(node.all(dcat('landingPage'))[0]?.value)].flatMap((each) => each ?? []),
    draft: {
      titleTh: title.th ?? title.en ?? '', titleEn: title.en ?? title.th ?? '', descriptionTh: notes.th, descriptionEn: notes.en,
      tags: readTags(node.all(dcat('keyword')).map((term) => term.value)), metadata: metadataOf(node),
    },
    resources: node.nodes(dcat('distribution')).flatMap((each) => resourceOf(each, remarks)).sort((a, b) => (a.remoteId < b.remoteId ? -1 : 1)), remarks,
  });
}

function metadataOf(node: Node): Record<string, MetadataValue> {
  const contact = node.nodes(dcat('contactPoint'))[0];
  const period = node.nodes(dct('temporal'))[0];
  const licence = node.all(dct('license'))[0] ?? node.nodes(dcat('distribution'))[0]?.all(dct('license'))[0];
  const bounds = boundsOf(node.nodes(dct('spatial')).flatMap((each) => each.all(dcat('bbox')))[0]?.value);
  const day = (predicate: string) => readInstant(node.text(dct(predicate)))?.slice(0, 10) ?? '';
  const found: Record<string, string> = {
    maintainer: plainLine(contact?.languages(vcard('fn')).th ?? contact?.languages(vcard('fn')).en), maintainer_email: mailOf(contact?.all(vcard('hasEmail'))[0]?.value),
    license_id: plainLine(licence?.value), url: webAddress(node.all(dcat('landingPage'))[0]?.value) ?? '', created_date: day('issued'), last_updated_date: day('modified'),
    data_category: node.all(dct('accessRights'))[0]?.value.endsWith('/PUBLIC') ? 'ข้อมูลสาธารณะ' : '', data_language: plainLine(node.all(dct('language'))[0]?.value),
    first_year_of_data: plainLine(period?.all(dcat('startDate'))[0]?.value), last_year_of_data: plainLine(period?.all(dcat('endDate'))[0]?.value), ...bounds,
    ...frequencyOfWord(node.all(dct('accrualPeriodicity'))[0]?.value ?? ''),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''));
}

/** The four sides of `POLYGON((w n, e n, e s, w s, w n))`. */
function boundsOf(wkt: string | undefined): Record<string, string> {
  const points = [...(wkt ?? '').slice(0, 2_000).matchAll(/(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  if (points.length < 4 || points.some(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90)) return {};
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { west_bound_longitude: String(Math.min(...xs)), east_bound_longitude: String(Math.max(...xs)), south_bound_longitude: String(Math.min(...ys)), north_bound_longitude: String(Math.max(...ys)) };
}

function resourceOf(node: Node, remarks: Remark[]): RemoteResource[] {
  const download = webAddress(node.all(dcat('downloadURL'))[0]?.value);
  const url = download ?? webAddress(node.all(dcat('accessURL'))[0]?.value);
  const title = node.languages(dct('title'));
  const format = formatName(node.all(dct('format'))[0]?.value ?? node.all(dcat('mediaType'))[0]?.value, url);
  const name = plainLine(title.th ?? title.en) || format || 'ไฟล์';
  if (url === null) { remarks.push(addressRemark(name)); return []; }
  const text = node.languages(dct('description'));
  const mediaType = node.all(dcat('mediaType'))[0]?.value.replace(/^.*media-types\//, '');
  return [{
    remoteId: node.term.termType === 'NamedNode' ? node.term.value : url, name, description: text.th ?? text.en, url, format, mediaType: mediaType && /^[a-z]+\/[-+.\w]+$/i.test(mediaType) ? mediaType.toLowerCase() : null,
    bytes: readBytes(node.all(dcat('byteSize'))[0]?.value), isFile: download !== null, metadata: {},
  }];
}
