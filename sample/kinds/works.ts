import { addDays } from '@saphan/contracts/dates';
import { key, rounded, serial, type Kind } from '../kind.ts';
import { placeName } from '../names.ts';
import { provinceCodes } from '../provinces.ts';

const geocode = (name: string, titleTh: string, titleEn: string) => ({
  name, titleTh, titleEn, type: 'geocode' as const, geocodeDigits: 2 as const, required: true, codeList: { values: [...provinceCodes] },
});

/** Plots of land with their use. */
export const parcel: Kind = {
  dataColumn: 'surveyed_on',
  rules: [{ id: 'used-within-area', sql: 'used_rai <= area_rai', titleTh: 'พื้นที่ใช้ประโยชน์ต้องไม่เกินเนื้อที่', titleEn: 'The used area is within the area' }],
  columns: ({ items }) => [
    { name: 'parcel_no', titleTh: 'เลขที่แปลง', titleEn: 'Parcel number', type: 'text', maxLength: 20, ...key() },
    geocode('province_code', 'รหัสจังหวัด', 'Province code'),
    { name: 'item', titleTh: 'การใช้ประโยชน์', titleEn: 'Use', type: 'text', maxLength: 100, codeList: { values: [...items] } },
    { name: 'area_rai', titleTh: 'เนื้อที่ (ไร่)', titleEn: 'Area (rai)', type: 'decimal', precision: 12, scale: 2, min: '0', required: true, group: 'เนื้อที่' },
    { name: 'used_rai', titleTh: 'ใช้ประโยชน์ (ไร่)', titleEn: 'Used (rai)', type: 'decimal', precision: 12, scale: 2, min: '0', required: true, group: 'เนื้อที่' },
    { name: 'surveyed_on', titleTh: 'วันที่สำรวจ', titleEn: 'Surveyed on', type: 'date', required: true },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const area = rounded(random.next() ** 2 * 60 + 0.5, 2);
    return [serial(words.prefix, i + 1), random.pick(provinceCodes), random.pick(words.items), area, rounded(area * random.next(), 2), addDays(today, -random.int(3, 800))];
  }),
};

/** Permits to move or trade, from one province to another. */
export const permit: Kind = {
  dataColumn: 'permitted_on',
  columns: ({ items }) => [
    { name: 'permit_no', titleTh: 'เลขที่ใบอนุญาต', titleEn: 'Permit number', type: 'text', maxLength: 24, ...key() },
    { name: 'permitted_on', titleTh: 'วันที่อนุญาต', titleEn: 'Permitted on', type: 'date', required: true },
    { name: 'item', titleTh: 'รายการ', titleEn: 'Item', type: 'text', maxLength: 100, required: true, codeList: { values: [...items] } },
    { name: 'quantity', titleTh: 'จำนวน', titleEn: 'Quantity', type: 'integer', min: '1', required: true },
    { ...geocode('origin_code', 'จังหวัดต้นทาง', 'Origin province'), group: 'เส้นทาง' },
    { ...geocode('destination_code', 'จังหวัดปลายทาง', 'Destination province'), group: 'เส้นทาง' },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => [
    serial(words.prefix, i + 1), addDays(today, -random.int(1, 90)), random.pick(words.items), random.int(1, 1200), random.pick(provinceCodes), random.pick(provinceCodes),
  ]),
};

/** Projects with a budget and a term. */
export const project: Kind = {
  dataColumn: 'reported_on',
  columns: ({ items }) => [
    { name: 'project_code', titleTh: 'รหัสโครงการ', titleEn: 'Project code', type: 'text', maxLength: 20, ...key() },
    { name: 'title_th', titleTh: 'ชื่อโครงการ', titleEn: 'Title', type: 'text', maxLength: 300, required: true },
    { name: 'item', titleTh: 'ด้าน', titleEn: 'Field', type: 'text', maxLength: 100, codeList: { values: [...items] } },
    geocode('province_code', 'รหัสจังหวัด', 'Province code'),
    { name: 'fiscal_year_be', titleTh: 'ปีงบประมาณ', titleEn: 'Fiscal year (B.E.)', type: 'integer', min: '2540', max: '2600', required: true, group: 'งบประมาณ' },
    { name: 'budget_baht', titleTh: 'วงเงิน (บาท)', titleEn: 'Budget (baht)', type: 'decimal', precision: 18, scale: 2, min: '0', group: 'งบประมาณ' },
    { name: 'progress_percent', titleTh: 'ความก้าวหน้า (ร้อยละ)', titleEn: 'Progress (percent)', type: 'decimal', precision: 5, scale: 2, min: '0', max: '100' },
    { name: 'reported_on', titleTh: 'วันที่รายงาน', titleEn: 'Reported on', type: 'date', required: true },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const item = random.pick(words.items);
    return [serial(words.prefix, i + 1), `${item} ตำบล${placeName(random)}`, item, random.pick(provinceCodes), Number(today.slice(0, 4)) + 543 - random.int(0, 2),
      rounded(random.next() ** 2 * 25_000_000 + 20_000, 2), rounded(random.next() * 100, 2), addDays(today, -random.int(1, 60))];
  }),
};

/** Meetings, courses and visits. */
export const activity: Kind = {
  dataColumn: 'held_on',
  columns: ({ items }) => [
    { name: 'activity_no', titleTh: 'เลขที่กิจกรรม', titleEn: 'Activity number', type: 'text', maxLength: 20, ...key() },
    { name: 'held_on', titleTh: 'วันที่จัด', titleEn: 'Held on', type: 'date', required: true },
    { name: 'item', titleTh: 'ประเภท', titleEn: 'Kind', type: 'text', maxLength: 100, codeList: { values: [...items] } },
    { name: 'place_th', titleTh: 'สถานที่', titleEn: 'Place', type: 'text', maxLength: 200 },
    geocode('province_code', 'รหัสจังหวัด', 'Province code'),
    { name: 'participants', titleTh: 'ผู้เข้าร่วม (คน)', titleEn: 'Participants', type: 'integer', min: '0' },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => [
    serial(words.prefix, i + 1), addDays(today, -random.int(1, 300)), random.pick(words.items), `ศูนย์เรียนรู้${placeName(random)}`, random.pick(provinceCodes), random.int(8, 450),
  ]),
};
