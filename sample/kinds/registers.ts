import { addDays } from '@saphan/contracts/dates';
import { key, rounded, serial, type Kind } from '../kind.ts';
import { citizenId, familyName, givenName, placeName } from '../names.ts';
import { places } from '../places.ts';
import { provinceCodes } from '../provinces.ts';

/** Degrees across which places lie around the middle of a district. */
const SPREAD = 0.12;

const province = { name: 'province_code', titleTh: 'รหัสจังหวัด', titleEn: 'Province code', type: 'geocode' as const, geocodeDigits: 2 as const, required: true, codeList: { values: [...provinceCodes] } };

/** People who registered something: farmers, growers, fishers. */
export const personRegister: Kind = {
  dataColumn: 'updated_on',
  columns: ({ items }) => [
    { name: 'registration_no', titleTh: 'เลขทะเบียน', titleEn: 'Registration number', type: 'text', maxLength: 20, ...key() },
    { name: 'citizen_id', titleTh: 'เลขประจำตัวประชาชน', titleEn: 'Citizen id', type: 'citizen-id', personalData: 'direct', classification: 'confidential', group: 'เจ้าของทะเบียน' },
    { name: 'first_name', titleTh: 'ชื่อ', titleEn: 'First name', type: 'text', maxLength: 100, required: true, personalData: 'direct', classification: 'confidential', group: 'เจ้าของทะเบียน' },
    { name: 'last_name', titleTh: 'นามสกุล', titleEn: 'Last name', type: 'text', maxLength: 100, personalData: 'direct', classification: 'confidential', group: 'เจ้าของทะเบียน' },
    province,
    { name: 'item', titleTh: 'ชนิด', titleEn: 'Item', type: 'text', maxLength: 100, codeList: { values: [...items] }, group: 'กิจกรรม' },
    { name: 'amount', titleTh: 'จำนวนหรือพื้นที่', titleEn: 'Amount or area', type: 'decimal', precision: 12, scale: 2, min: '0', group: 'กิจกรรม' },
    { name: 'updated_on', titleTh: 'วันที่ปรับปรุงทะเบียน', titleEn: 'Updated on', type: 'date', required: true },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => [
    serial(words.prefix, i + 1), citizenId(random), givenName(random), familyName(random), random.pick(provinceCodes), random.pick(words.items),
    rounded(random.next() ** 2 * 80 + 0.25, 2), addDays(today, -random.int(1, 700)),
  ]),
};

/** Places the agency runs or knows: stations, shops, centres, ponds. */
export const placeRegister: Kind = {
  dataColumn: 'surveyed_on',
  columns: ({ items }) => [
    { name: 'place_code', titleTh: 'รหัสสถานที่', titleEn: 'Place code', type: 'text', maxLength: 20, ...key() },
    { name: 'name_th', titleTh: 'ชื่อสถานที่', titleEn: 'Name', type: 'text', maxLength: 200, required: true },
    { name: 'item', titleTh: 'ประเภท', titleEn: 'Kind', type: 'text', maxLength: 100, codeList: { values: [...items] } },
    { ...province, group: 'ที่ตั้ง' },
    { name: 'latitude', titleTh: 'ละติจูด', titleEn: 'Latitude', type: 'decimal', precision: 9, scale: 6, min: '5', max: '21', group: 'ที่ตั้ง' },
    { name: 'longitude', titleTh: 'ลองจิจูด', titleEn: 'Longitude', type: 'decimal', precision: 9, scale: 6, min: '97', max: '106', group: 'ที่ตั้ง' },
    { name: 'is_active', titleTh: 'ยังเปิดอยู่', titleEn: 'Still open', type: 'boolean' },
    { name: 'surveyed_on', titleTh: 'วันที่สำรวจ', titleEn: 'Surveyed on', type: 'date', required: true },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const item = random.pick(words.items);
    const name = `${item}${placeName(random)} ${random.int(1, 40)}`;
    const code = random.pick(provinceCodes);
    const near = places[code] ?? [];
    const [latitude, longitude] = near[i % near.length] ?? [13.75, 100.5];
    return [serial(words.prefix, i + 1), name, item, code, rounded(latitude + (random.next() - 0.5) * SPREAD, 6), rounded(longitude + (random.next() - 0.5) * SPREAD, 6), !random.chance(0.08), addDays(today, -random.int(1, 500))];
  }),
};

/** Certificates and licences with a term. */
export const certificate: Kind = {
  dataColumn: 'issued_on',
  rules: [{ id: 'expires-after-issue', sql: 'expires_on is null or expires_on > issued_on', titleTh: 'วันหมดอายุต้องหลังวันออก', titleEn: 'Expires after it was issued' }],
  columns: ({ items }) => [
    { name: 'certificate_no', titleTh: 'เลขที่ใบรับรอง', titleEn: 'Certificate number', type: 'text', maxLength: 24, ...key() },
    { name: 'holder_name', titleTh: 'ผู้ได้รับ', titleEn: 'Holder', type: 'text', maxLength: 200, required: true, personalData: 'indirect', classification: 'internal' },
    { name: 'item', titleTh: 'ขอบข่าย', titleEn: 'Scope', type: 'text', maxLength: 100, required: true, codeList: { values: [...items] } },
    province,
    { name: 'issued_on', titleTh: 'วันที่ออก', titleEn: 'Issued on', type: 'date', required: true, group: 'อายุใบรับรอง' },
    { name: 'expires_on', titleTh: 'วันหมดอายุ', titleEn: 'Expires on', type: 'date', group: 'อายุใบรับรอง' },
    { name: 'status', titleTh: 'สถานะ', titleEn: 'Status', type: 'text', maxLength: 20, codeList: { values: ['ใช้ได้', 'พักใช้', 'ยกเลิก'] } },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const issuedOn = addDays(today, -random.int(1, 1000));
    return [serial(words.prefix, i + 1), `วิสาหกิจ${placeName(random)} ${random.int(1, 99)}`, random.pick(words.items), random.pick(provinceCodes), issuedOn,
      random.chance(0.05) ? null : addDays(issuedOn, 365 * random.int(1, 3)), random.chance(0.9) ? 'ใช้ได้' : random.pick(['พักใช้', 'ยกเลิก'])];
  }),
};
