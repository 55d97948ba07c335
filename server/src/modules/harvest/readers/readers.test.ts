import { describe, expect, it } from 'vitest';
import { readPackage, readPackageSearch } from './ckan.ts';
import { readDataJson } from './data-json.ts';
import { readDcat } from './dcat.ts';
import { readOgcRecords } from './ogc-records.ts';
import { plainText, webAddress } from './plain-text.ts';
import { formOf, readTriples, type RdfForm } from './rdf.ts';
import { readDay, readInstant } from './values.ts';

describe('plain text', () => {
  it.each([
    ['<p>น้ำ<b>ฝน</b></p><script>alert(1)</script>', 'น้ำฝน'], ['a &lt;script&gt;alert(1)&lt;/script&gt; b', 'a b'], ['&amp;lt;img src=x onerror=alert(1)&amp;gt;', ''],
    ['<img src=x onerror=alert(1)', 'img src=x onerror=alert(1)'], ['ค่า < 5 และ > 3', 'ค่า < 5 และ > 3'], ['<script>never closed', ''], ['<svg/onload=alert(1)></svg>ดี', 'ดี'], ['x<!-- <script> -->y', 'xy'], ['[ดู](javascript:alert(1))', '[ดู](alert(1))'],
    ['ก\u202eข\u0000ค', 'กขค'], ['one<br>two\r\n\r\n\r\n three', 'one\ntwo\n\nthree'], ['&#xD800;&#1114112;&#3585;', 'ก'],
  ])('%j is read as %j', (given, read) => { expect(plainText(given)).toBe(read); });

  it('is found in reasonable steps in a text made to be slow', () => { expect(plainText('<script>'.repeat(6_000))).toBe(''); expect(plainText('<'.repeat(60_000)).length).toBe(50_000); });

  it('takes only addresses of the web', () => {
    expect(['https://a.go.th/x', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://user:pw@a.go.th/', ' http://a.go.th '].map(webAddress)).toEqual(['https://a.go.th/x', null, null, null, null, 'http://a.go.th/']);
  });
});

describe('days', () => {
  it.each([['2565-01-31', '2022-01-31', true], ['31/1/2565', '2022-01-31', true], ['2022-01-31T10:00:00', '2022-01-31', false], ['๒๕๖๕', '2022', true], ['2565-02-30', null, false], ['มกราคม 2565', null, false]])('%s is %s', (given, day, wasBuddhist) => {
    expect(readDay(given)).toEqual(day === null ? null : { day, wasBuddhist });
  });
  it('of CKAN are in UTC', () => { expect(readInstant('2026-01-02T03:04:05.678901')).toBe('2026-01-02T03:04:05.678Z'); });
});

const dict = {
  id: 'a1', name: 'rain', title: 'ปริมาณ<b>ฝน</b>', notes: 'รายวัน<script>x()</script>', metadata_modified: '2026-01-02T03:04:05.678901', organization: { name: 'rid', title: 'กรมชลประทาน' }, state: 'active',
  tags: [{ name: 'ฝน', display_name: 'ฝน' }, { name: 'น้ำ' }], extras: [{ key: 'data_source', value: 'สถานีวัด' }], objective: '["พันธกิจหน่วยงาน","อื่นๆ"]', data_type: 'ข้อมูลสถิติ', update_frequency_unit: 'วัน',
  resources: [
    { id: 'r1', name: 'ไฟล์', url: 'https://d.go.th/a.csv', format: 'csv', size: '120', url_type: 'upload', mimetype: 'text/csv' }, { id: 'r2', name: 'ร้าย', url: 'javascript:alert(1)' }, { id: 'r3', url: 'https://d.go.th/x', resource_private: 'True' },
  ],
};

describe('a dataset of CKAN', () => {
  it('is read with extras, lists and languages, cleaned', () => {
    const record = readPackage(dict);
    expect(record).toMatchObject({
      remoteId: 'a1', name: 'rain', changedAt: '2026-01-02T03:04:05.678Z', organisation: { id: 'rid', name: 'กรมชลประทาน' },
      draft: { titleTh: 'ปริมาณฝน', descriptionTh: 'รายวัน', tags: ['ฝน', 'น้ำ'], metadata: { data_source: 'สถานีวัด', objective: ['พันธกิจหน่วยงาน', 'อื่นๆ'], data_type: 'ข้อมูลสถิติ' } },
      resources: [{ remoteId: 'r1', format: 'CSV', bytes: 120, isFile: true, mediaType: 'text/csv' }],
    });
    expect(record?.remarks.map(({ en }) => en)).toEqual(['Resources that are deleted or hidden at the source were left out.', 'The resource "ร้าย" has no web address that can be used and was left out.']);
  });

  it('that is private is for its own agency only', () => { expect([true, 'True', false, undefined].map((hidden) => readPackage({ ...dict, private: hidden })?.draft.audience)).toEqual(['internal', 'internal', undefined, undefined]); });

  it('has the same digest however its keys are ordered and whenever it was touched, and another when a value changes', () => {
    const turned = Object.fromEntries(Object.entries(dict).reverse()) as typeof dict;
    expect(readPackage({ ...turned, metadata_modified: '2027-01-01T00:00:00', tracking_summary: { total: 9 } })?.digest).toBe(readPackage(dict)?.digest);
    expect(readPackage({ ...dict, notes: 'รายเดือน' })?.digest).not.toBe(readPackage(dict)?.digest);
  });

  it('without id or title is told and does not end the page', () => {
    const page = readPackageSearch({ count: 2, results: [dict, { id: 'x' }, 'junk'] }, 100);
    expect([page.records.length, page.unread.map(({ remoteId }) => remoteId), page.next]).toEqual([1, ['#101', '#102'], '103']);
    expect(readPackageSearch({ count: 2, results: [] }, 100).next).toBeNull();
  });
});

const turtle = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
<https://c.go.th/catalog?page=1> a hydra:PartialCollectionView ; hydra:next <https://c.go.th/catalog?page=2> ; hydra:totalItems 7 .
<https://c.go.th/d/1> a dcat:Dataset ; dct:title "ฝน"@th, "Rain"@en ; dct:description "รายวัน"@th ; dcat:keyword "ฝน"@th ; dct:publisher <https://c.go.th/o/1> ; dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/QUARTERLY> ;
  dct:modified "2026-01-02"^^<http://www.w3.org/2001/XMLSchema#date> ; dcat:contactPoint [ vcard:fn "ฝ่ายข้อมูล" ; vcard:hasEmail <mailto:a@c.go.th> ] ; dcat:distribution <https://c.go.th/d/1/csv> .
<https://c.go.th/o/1> a foaf:Agent ; foaf:name "กรมชลประทาน"@th .
<https://c.go.th/d/1/csv> a dcat:Distribution ; dct:title "CSV" ; dcat:downloadURL <https://c.go.th/1.csv> ; dcat:mediaType <http://www.iana.org/assignments/media-types/text/csv> ; dcat:byteSize 12 .
<https://c.go.th/d/2> a dcat:Dataset .`;
const jsonLd = JSON.stringify({ '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' }, '@graph': [{ '@id': 'https://c.go.th/d/1', '@type': 'dcat:Dataset', 'dct:title': { '@value': 'ฝน', '@language': 'th' }, 'dcat:keyword': ['ฝน'] }] });
const rdfXml = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/"><dcat:Dataset rdf:about="https://c.go.th/d/1"><dct:title xml:lang="th">ฝน</dct:title></dcat:Dataset></rdf:RDF>`;

describe('a catalogue in DCAT', () => {
  it('is read from Turtle with its next page', async () => {
    const page = readDcat(await readTriples(turtle, 'turtle', 'https://c.go.th/'), 'https://c.go.th/catalog');
    expect(page).toMatchObject({ next: 'https://c.go.th/catalog?page=2', total: 7, unread: [{ remoteId: 'https://c.go.th/d/2' }] });
    expect(page.records).toMatchObject([{
      remoteId: 'https://c.go.th/d/1', organisation: { name: 'กรมชลประทาน' },
      draft: { titleTh: 'ฝน', titleEn: 'Rain', tags: ['ฝน'], metadata: { update_frequency_unit: 'Q', update_frequency_interval: '1', maintainer: 'ฝ่ายข้อมูล', maintainer_email: 'a@c.go.th', last_updated_date: '2026-01-02' } },
      resources: [{ url: 'https://c.go.th/1.csv', mediaType: 'text/csv', format: 'CSV', bytes: 12, isFile: true }],
    }]);
  });

  it.each<[RdfForm, string, string]>([['turtle', 'text/turtle', turtle], ['json-ld', 'application/ld+json', jsonLd], ['rdf-xml', 'application/rdf+xml', rdfXml]])('in %s is known by its type and by its beginning, and read', async (form, type, text) => {
    expect([formOf(type, text), formOf('', text)]).toEqual([form, form]);
    expect(readDcat(await readTriples(text, form, 'https://c.go.th/'), 'https://c.go.th/').records[0]?.draft.titleTh).toBe('ฝน');
  });

  it('is refused with a context elsewhere, with entities, and when it is broken', async () => {
    for (const [form, text] of [['json-ld', '{"@context":"https://evil.example/c","@type":"x"}'], ['rdf-xml', '<!DOCTYPE r [<!ENTITY a "b">]><r/>'], ['turtle', '<a> <b']] as const) await expect(readTriples(text, form, 'https://c.go.th/')).rejects.toMatchObject({ code: 'harvest.answer-unreadable' });
    expect(formOf('text/html', '<!doctype html><html>')).toBeNull();
    expect(formOf('', '<!DOCTYPE html>')).toBeNull();
  });
});

it('data.json is read', () => {
  const page = readDataJson({ dataset: [{ identifier: 'i1', title: 'Rain', description: 'Daily', keyword: ['rain'], modified: '2026-01-02', publisher: { name: 'RID' }, contactPoint: { fn: 'Desk', hasEmail: 'mailto:a@b.go.th' }, accrualPeriodicity: 'R/P3M', distribution: [{ downloadURL: 'https://a.go.th/1.csv', mediaType: 'text/csv' }, { title: 'bad' }] }, {}] });
  expect(page).toMatchObject({ total: 2, unread: [{ remoteId: '#1' }], records: [{ remoteId: 'i1', organisation: { id: 'RID' }, draft: { descriptionEn: 'Daily', metadata: { update_frequency_unit: 'Q', maintainer_email: 'a@b.go.th' } }, resources: [{ format: 'CSV' }], remarks: [{ field: 'resources' }] }] });
  expect(readDataJson({ success: true })).toBeNull();
});

it('OGC API Records are read, with their next page', () => {
  const page = readOgcRecords({ numberMatched: 3, links: [{ rel: 'next', href: '/items?offset=1' }], features: [{ id: 'x', geometry: { type: 'Polygon', coordinates: [[[97, 5], [106, 5], [106, 21], [97, 21], [97, 5]]] }, properties: { title: 'ขอบเขต', description: 'แผนที่', keywords: ['แผนที่'], updated: '2026-01-02T00:00:00Z', contacts: [{ name: 'กอง', organization: 'กรมพัฒนาที่ดิน', emails: [{ value: 'a@b.go.th' }], roles: ['publisher'] }] }, links: [{ rel: 'enclosure', href: 'https://a.go.th/x.geojson', type: 'application/geo+json' }, { rel: 'self', href: '/x' }] }, { id: 'y' }] }, 'https://o.go.th/items');
  expect(page).toMatchObject({ next: 'https://o.go.th/items?offset=1', total: 3, unread: [{ remoteId: '#1' }], records: [{ remoteId: 'x', organisation: { name: 'กรมพัฒนาที่ดิน' }, draft: { metadata: { data_type: '3', west_bound_longitude: '97', north_bound_longitude: '21' } }, resources: [{ format: 'GeoJSON' }] }] });
});
