import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';

import { fieldOf, findTerm } from '../definition/fields.ts';
import { audienceWords } from '../rules/audience-words.ts';
import { classificationOf } from '../reads/record-of.ts';

/** How far a criterion is met, 0 to 1, and what it was seen by. */
export interface Seen { share: number; th: string; en: string }

const openLicences = ['odc', 'cc-by', 'cc-by-sa', 'dga'];
const machineFormats = ['CSV', 'JSON', 'NDJSON', 'PARQUET', 'XML', 'GEOJSON', 'XLSX', 'SHP', 'GML'];
const years = 3;

/** The words of a code; empty when there is none. */
function nameOf(key: string, code: unknown, language: 'th' | 'en'): string {
  const field = fieldOf(key);
  return field && typeof code === 'string' ? findTerm(field, code)?.[language] ?? '' : '';
}

const yesOrNo = (met: boolean, th: string, en: string): Seen => ({ share: met ? 1 : 0, th, en });

/** What the house sees of a dataset's value, each with its evidence. */
export const seenCriteria: Readonly<Record<string, (record: CatalogueRecord) => Seen>> = {
  complete: ({ filled }) => ({ share: filled.length === 14 ? 1 : 0, th: `กรอกแล้ว ${filled.length} จาก 14`, en: `${filled.length} of 14 filled` }),
  open: ({ audience, level, metadata }) => yesOrNo(audience === 'open' && openLicences.includes(String(metadata['license_id'])) && level === 0,
    `ชั้นข้อมูล “${nameOf('data_classification', classificationOf(level), 'th')}” ผู้ที่เห็นได้ ${audienceWords[audience].th} สัญญาอนุญาต ${nameOf('license_id', metadata['license_id'], 'th') || 'ยังไม่ระบุ'}`,
    `Class ${nameOf('data_classification', classificationOf(level), 'en')}, audience ${audienceWords[audience].en}, licence ${nameOf('license_id', metadata['license_id'], 'en') || 'not said'}`),
  machine: ({ resources }) => {
    const formats = [...new Set(resources.map(({ format }) => format.toUpperCase()).filter((format) => machineFormats.includes(format)))];
    return yesOrNo(formats.length > 0, formats.length > 0 ? `มีเป็น ${formats.join(' ')}` : 'ยังไม่มีไฟล์ที่เครื่องอ่านได้', formats.length > 0 ? `As ${formats.join(', ')}` : 'No machine-readable file yet');
  },
  fresh: ({ freshness, release }) => yesOrNo(freshness === 'fresh', release ? `รอบเผยแพร่ล่าสุด ${release.publishedAt.slice(0, 10)}` : 'ยังไม่มีรอบเผยแพร่', release ? `Last release ${release.publishedAt.slice(0, 10)}` : 'No release yet'),
  described: ({ columns }) => {
    const named = columns.filter(({ titleTh, titleEn, name }) => titleTh && titleEn && titleTh !== name).length;
    return { share: columns.length > 0 ? named / columns.length : 0, th: `${named} จาก ${columns.length} คอลัมน์`, en: `${named} of ${columns.length} columns` };
  },
  joinable: ({ columns }) => {
    const codes = columns.filter(({ type, codeList }) => type === 'geocode' || codeList !== null).map(({ titleTh }) => titleTh);
    return yesOrNo(codes.length > 0, codes.length > 0 ? `รหัส: ${codes.join(', ')}` : 'ไม่มีคอลัมน์ที่เป็นรหัส', codes.length > 0 ? `Codes in ${codes.length} columns` : 'No column of codes');
  },
  place: ({ metadata, release }) => {
    const fine = ['06', '07', '08', '09', '10', '11'].includes(String(metadata['geo_coverage']));
    const count = release?.provinces.length ?? 0;
    return yesOrNo(fine || count > 0 || Boolean(release?.bbox), count > 0 ? `พบ ${count} จังหวัดในข้อมูล` : fine ? 'ตามขอบเขตที่ระบุในทะเบียน' : 'ระดับประเทศหรือไม่ระบุ', count > 0 ? `${count} provinces in the data` : fine ? 'As the record says' : 'National or not said');
  },
  history: ({ release }) => {
    const span = release?.temporal ? (Date.parse(release.temporal.to) - Date.parse(release.temporal.from)) / (365.25 * 86_400_000) : 0;
    return { share: Math.min(1, span / years), th: span > 0 ? `ครอบคลุม ${span.toFixed(1)} ปี` : 'ไม่มีคอลัมน์วันที่', en: span > 0 ? `Covers ${span.toFixed(1)} years` : 'No date column' };
  },
};
