import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import fc from 'fast-check';
import type { Terms } from '../terms.ts';

/** A published record as the catalogue gives it; tests change what they need. */
export const recordOf = (more: Partial<CatalogueRecord> = {}): CatalogueRecord => ({
  id: '0199aaaa-0000-7000-8000-000000000001', slug: 'rid-river-levels',
  agency: { id: 'rid', nameTh: 'กรมชลประทาน', nameEn: 'Royal Irrigation Department', domain: 'rid.go.th' },
  titleTh: 'ระดับน้ำในลำน้ำสายหลัก', titleEn: 'River levels', descriptionTh: 'ระดับน้ำรายวันของสถานีหลัก', descriptionEn: 'Daily levels at main stations',
  state: 'published', audience: 'open', level: 0, personal: false, tags: ['น้ำ', 'ลำน้ำ'],
  metadata: {
    data_type: '1', maintainer: 'กองอุทกวิทยา', maintainer_email: 'hydro@rid.go.th', objective: ['99'], update_frequency_unit: 'D', update_frequency_interval: '1', geo_coverage: '04', data_source: 'สถานีวัดน้ำ',
    data_format: ['2'], data_category: '1', data_classification: '01', license_id: 'cc-by', data_language: ['01'], accessible_condition: 'ไม่มีการจำกัดการเข้าถึงข้อมูล', high_value_dataset: 'True',
    first_year_of_data: '2566', last_year_of_data: '2567', west_bound_longitude: '97.3', east_bound_longitude: '105.7', north_bound_longitude: '20.5', south_bound_longitude: '5.6', url: 'https://www.rid.go.th/ระดับน้ำ',
  },
  resources: [
    { id: '0199aaaa-0000-7000-8000-0000000000c1', kind: 'release', nameTh: 'ระดับน้ำ (CSV)', nameEn: 'Levels (CSV)', description: null, format: 'CSV', mediaType: 'text/csv', url: '/api/v1/datasets/rid-river-levels/releases/current/download?format=csv', bytes: 1234, sha256: 'ab'.repeat(32), position: 0, changedAt: '2026-11-20T03:00:00.000Z', metadata: {} },
    { id: '0199aaaa-0000-7000-8000-0000000000c2', kind: 'link', nameTh: 'แผนที่', nameEn: 'Map', description: 'แผนที่ <b>สถานี</b>', format: 'SHP', mediaType: null, url: 'https://gis.rid.go.th/สถานี.zip', bytes: null, sha256: null, position: 1, changedAt: '2026-11-19T03:00:00.000Z', metadata: {} },
  ],
  columns: [
    { name: 'station_code', titleTh: 'รหัสสถานี', titleEn: 'Station', type: 'text', unit: null, codeList: null, personal: false, level: 0 },
    { name: 'level_m', titleTh: 'ระดับน้ำ (ม.)', titleEn: 'Level (m)', type: 'decimal', unit: 'ม.', codeList: null, personal: false, level: 0 },
  ],
  release: { number: 3, publishedAt: '2026-11-20T03:00:00.000Z', rowCount: 12000, bytes: 40_000, contentHash: 'ff', temporal: { from: '2026-01-01', to: '2026-11-20' }, bbox: [98, 6, 104, 19], provinces: ['10', '60'] },
  freshness: 'fresh', quality: { score: 91, grade: 'A' }, filled: [], version: 4, createdAt: '2026-01-02T03:04:05.000Z', changedAt: '2026-11-20T03:00:00.000Z', publishedAt: '2026-02-01T00:00:00.000Z', ...more,
});

const CONCEPTS: Record<string, Record<string, { th: string; en: string | null; code: string | null; iri: string | null }>> = {
  data_type: { '1': { th: 'ข้อมูลระเบียน', en: 'record data', code: '1', iri: null } },
  // A code that was inferred is not told.
  objective: { '99': { th: 'อื่นๆ', en: 'other', code: null, iri: null } },
  update_frequency_unit: { D: { th: 'วัน', en: 'day', code: 'D', iri: 'http://publications.europa.eu/resource/authority/frequency/DAILY' } },
  geo_coverage: { '04': { th: 'ประเทศ', en: 'country', code: '04', iri: null } },
  data_format: { '2': { th: 'CSV', en: null, code: '2', iri: 'http://publications.europa.eu/resource/authority/file-type/CSV' } },
  data_category: { '1': { th: 'ข้อมูลสาธารณะ', en: 'public', code: '1', iri: 'http://publications.europa.eu/resource/authority/access-right/PUBLIC' } },
  data_classification: { '01': { th: 'เปิดเผย', en: 'open', code: '01', iri: null } },
  license_id: { 'cc-by': { th: 'Creative Commons Attributions', en: null, code: null, iri: 'https://creativecommons.org/licenses/by/4.0/' } },
  data_language: { '01': { th: 'ไทย', en: null, code: '01', iri: 'http://publications.europa.eu/resource/authority/language/THA' } },
};

/** A few values of the definition. */
export const fewTerms: Terms = { conceptOf: (field, value) => CONCEPTS[field]?.[value] ?? null };

const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('', 'น้ำ\r\n"ท่วม"', '<script>alert(1)</script>', '2566', '2566-02-30', '2024-02-29', 'https://a b/', 'javascript:alert(1)', '99.5', '-1', ']]>', 'x@y'));
const value = fc.oneof(words, fc.integer(), fc.boolean(), fc.array(words, { maxLength: 3 }));
const fields = [
  'data_type', 'maintainer', 'maintainer_email', 'objective', 'update_frequency_unit', 'update_frequency_interval', 'geo_coverage', 'data_source', 'data_format', 'data_category', 'data_classification', 'license_id',
  'data_language', 'accessible_condition', 'high_value_dataset', 'first_year_of_data', 'last_year_of_data', 'west_bound_longitude', 'east_bound_longitude', 'north_bound_longitude', 'south_bound_longitude', 'url', 'standard',
  'reference_url_catalog', 'created_date', 'last_updated_date', 'data_release_date', 'data_release_calendar', 'geographic_data_set', 'unit_of_measure', 'calculation_method', 'reference_period', 'official_statistics',
];

/** Records with anything in them: what a careless import may bring. */
export const anyRecord: fc.Arbitrary<CatalogueRecord> = fc.record({
  metadata: fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 33, noNullPrototype: true }), tags: fc.array(words, { maxLength: 3 }), descriptionTh: fc.option(words), descriptionEn: fc.option(words),
  url: words, format: words, mediaType: fc.option(words), sha256: fc.option(words), domain: fc.option(words), name: fc.string({ minLength: 1 }),
}).map(({ metadata, tags, descriptionTh, descriptionEn, url, format, mediaType, sha256, domain, name }) => {
  const plain = recordOf();
  const [first] = plain.resources;
  return recordOf({ metadata, tags, descriptionTh, descriptionEn, agency: { ...plain.agency, domain }, resources: [{ ...first!, nameTh: name, url, format, mediaType, sha256 }] });
});
