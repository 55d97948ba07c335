import { addDays } from '@saphan/contracts/dates';
import { key, rounded, serial, type Kind, type KindColumn, type Measure } from '../kind.ts';
import { placeName } from '../names.ts';
import { provinceCodes } from '../provinces.ts';
import type { Random } from '../random.ts';

const measureColumn = ({ name, th, en, low, decimals = 2 }: Measure): KindColumn => ({
  name, titleTh: th, titleEn: en, ...(decimals === 0 ? { type: 'integer' } : { type: 'decimal', precision: 14, scale: decimals }), min: String(Math.min(0, low)), group: 'ค่าที่วัด',
});

/** Closer to the low end, as amounts in the field are. */
const amount = (random: Random, { low, high, decimals = 2 }: Measure): number => rounded(low + (high - low) * random.next() ** 1.6, decimals);

/** Readings of stations, one row per station and day, up to yesterday. */
export const dailyReading: Kind = {
  dataColumn: 'read_on',
  columns: ({ items, measures }) => [
    { name: 'station_code', titleTh: 'รหัสจุดวัด', titleEn: 'Station code', type: 'text', maxLength: 20, ...key(1) },
    { name: 'read_on', titleTh: 'วันที่วัด', titleEn: 'Read on', type: 'date', ...key(2) },
    { name: 'item', titleTh: 'ชื่อจุดวัด', titleEn: 'Station', type: 'text', maxLength: 100, required: true, codeList: { values: [...items] } },
    ...measures.map(measureColumn),
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const station = i % words.items.length;
    return [serial(words.prefix, station + 1), addDays(today, -1 - Math.floor(i / words.items.length)), words.items[station] as string,
      ...words.measures.map((measure) => (random.chance(0.02) ? null : amount(random, measure)))];
  }),
};

const units = ['กก.', 'ตัน', '100 ฟอง', 'ตัว', 'ขีด'];

/** Prices at markets, one row per day, market and product. */
export const price: Kind = {
  dataColumn: 'price_on',
  rules: [{ id: 'high-not-below-low', sql: 'highest_baht >= lowest_baht', titleTh: 'ราคาสูงสุดต้องไม่ต่ำกว่าราคาต่ำสุด', titleEn: 'The highest price is not below the lowest' }],
  columns: ({ items }) => [
    { name: 'price_on', titleTh: 'วันที่', titleEn: 'Day', type: 'date', ...key(1) },
    { name: 'market_code', titleTh: 'รหัสตลาด', titleEn: 'Market code', type: 'text', maxLength: 20, ...key(2) },
    { name: 'item', titleTh: 'สินค้า', titleEn: 'Product', type: 'text', maxLength: 100, codeList: { values: [...items] }, ...key(3) },
    { name: 'unit', titleTh: 'หน่วย', titleEn: 'Unit', type: 'text', maxLength: 20, required: true },
    { name: 'lowest_baht', titleTh: 'ราคาต่ำสุด (บาท)', titleEn: 'Lowest price (baht)', type: 'decimal', precision: 12, scale: 2, min: '0', required: true, group: 'ราคา' },
    { name: 'highest_baht', titleTh: 'ราคาสูงสุด (บาท)', titleEn: 'Highest price (baht)', type: 'decimal', precision: 12, scale: 2, min: '0', required: true, group: 'ราคา' },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const item = i % words.items.length;
    const market = Math.floor(i / words.items.length) % 6;
    const low = rounded(8 + item * 11 + random.next() * 30, 2);
    return [addDays(today, -1 - Math.floor(i / (words.items.length * 6))), serial(words.prefix, market + 1), words.items[item] as string,
      units[item % units.length] as string, low, rounded(low + random.next() * 12, 2)];
  }),
};

/** Statistics by fiscal year, province and item. */
export const yearlyStatistic: Kind = {
  dataColumn: 'counted_on',
  columns: ({ items, measures }) => [
    { name: 'year_be', titleTh: 'ปี พ.ศ.', titleEn: 'Year (B.E.)', type: 'integer', min: '2540', max: '2600', ...key(1) },
    { name: 'province_code', titleTh: 'รหัสจังหวัด', titleEn: 'Province code', type: 'geocode', geocodeDigits: 2, codeList: { values: [...provinceCodes] }, ...key(2) },
    { name: 'item', titleTh: 'รายการ', titleEn: 'Item', type: 'text', maxLength: 100, codeList: { values: [...items] }, ...key(3) },
    ...measures.map(measureColumn),
    { name: 'counted_on', titleTh: 'วันที่ประมวลผล', titleEn: 'Counted on', type: 'date', required: true },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const item = i % words.items.length;
    const place = Math.floor(i / words.items.length) % provinceCodes.length;
    const year = Number(today.slice(0, 4)) + 542 - Math.floor(i / (words.items.length * provinceCodes.length));
    return [year, provinceCodes[place] as string, words.items[item] as string, ...words.measures.map((measure) => amount(random, measure)), addDays(today, -random.int(5, 40))];
  }),
};

/** Registered bodies with their yearly accounts. */
export const accounts: Kind = {
  dataColumn: 'audited_on',
  columns: ({ items }) => [
    { name: 'body_code', titleTh: 'รหัสองค์กร', titleEn: 'Body code', type: 'text', maxLength: 20, ...key(1) },
    { name: 'fiscal_year_be', titleTh: 'ปีบัญชี', titleEn: 'Fiscal year (B.E.)', type: 'integer', min: '2540', max: '2600', ...key(2) },
    { name: 'name_th', titleTh: 'ชื่อองค์กร', titleEn: 'Name', type: 'text', maxLength: 200, required: true },
    { name: 'item', titleTh: 'ประเภท', titleEn: 'Kind', type: 'text', maxLength: 100, codeList: { values: [...items] } },
    { name: 'members', titleTh: 'สมาชิก (คน)', titleEn: 'Members', type: 'integer', min: '0', group: 'ฐานะ' },
    { name: 'assets_baht', titleTh: 'สินทรัพย์ (บาท)', titleEn: 'Assets (baht)', type: 'decimal', precision: 18, scale: 2, min: '0', group: 'ฐานะ' },
    { name: 'surplus_baht', titleTh: 'กำไรสุทธิ (บาท)', titleEn: 'Surplus (baht)', type: 'decimal', precision: 18, scale: 2, group: 'ฐานะ' },
    { name: 'audited_on', titleTh: 'วันที่รับรองงบ', titleEn: 'Audited on', type: 'date', required: true },
  ],
  rows: ({ random, words, count, today }) => Array.from({ length: count }, (_, i) => {
    const body = Math.floor(i / 2);
    const assets = rounded(random.next() ** 3 * 900_000_000 + 50_000, 2);
    return [serial(words.prefix, body + 1), Number(today.slice(0, 4)) + 542 - (i % 2), `${random.pick(words.items)}${placeName(random)} จำกัด`, random.pick(words.items),
      random.int(25, 9000), assets, rounded(assets * (random.next() * 0.12 - 0.02), 2), addDays(today, -random.int(10, 200))];
  }),
};
