import { formatPercent } from '@saphan/contracts/numbers';
import { partPoints, type Check } from './check.ts';
import type { Content } from './content.ts';
import { accessShare } from './resource-checks.ts';
import type { Subject } from './subject.ts';

/** Of the 25 points of validity, 8 belong to the record (rules, title); the rest to what is in the data. */
const POINTS = partPoints.validity - 8;
const CELLS = 5;
const KEY = 3;
const FORMAT = 2;
const YEARS = 2;
const CHECKED = POINTS - CELLS - KEY - FORMAT - YEARS;
/** As the national scanner: of data that nobody looked into, so much of what can be had. */
const UNSEEN = 0.7;

/** What is in the data: 17 points. A release was read to its last row; of anything else nobody knows. */
export function checkContent(subject: Subject): Check[] {
  return subject.content ? [...checkCells(subject.content), checkKey(subject.content), checkFormats(subject), checkYears(subject), { part: 'validity', dimension: 'validity', of: CHECKED, lost: 0, words: unseen }] : checkUnseen(subject);
}

const unseen = {
  th: 'เนื้อข้อมูลยังไม่ได้เชื่อมโยง จึงไม่มีใครตรวจทีละแถว', en: 'The data is not linked here, so nobody has checked it row by row',
  nextTh: 'เชื่อมโยงไฟล์หรือแหล่งข้อมูลเข้าระบบ ทุกแถวจะถูกตรวจตามข้อกำหนด', nextEn: 'Link the file or the source here: every row is then checked against the contract.',
};

function checkUnseen(subject: Subject): Check[] {
  return [{ part: 'validity', dimension: 'validity', of: POINTS, lost: POINTS * (1 - UNSEEN * (accessShare(subject) ?? 0)), words: unseen }];
}

/** Empty cells: the share of them, and which columns have most. */
function checkCells({ filled, gaps }: Content): Check[] {
  const lost = CELLS * (1 - filled);
  const named = gaps.map(({ column, th, en, share }) => ({ column, th: `${th || column} ว่าง ${formatPercent(share)}`, en: `${en || column} is empty in ${formatPercent(share)}` }));
  return [{
    part: 'validity', dimension: 'completeness', of: CELLS, lost, ...(gaps[0] && { column: gaps[0].column }),
    words: {
      th: `ช่องว่าง ${formatPercent(1 - filled)} ของทั้งหมด${named.length > 0 ? `: ${named.map(({ th }) => th).join(', ')}` : ''}`, en: `${formatPercent(1 - filled)} of all cells are empty${named.length > 0 ? `: ${named.map(({ en }) => en).join(', ')}` : ''}`,
      nextTh: 'ถามผู้บันทึกว่าช่องว่างหมายถึงอะไร แล้วเติมค่า หรือตัดคอลัมน์ที่ไม่มีใครใช้ออกจากข้อกำหนด', nextEn: 'Ask those who write the data what an empty cell means; fill it, or take columns that nobody uses out of the contract.',
    },
  }];
}

function checkKey({ keyed }: Content): Check {
  return {
    part: 'validity', dimension: 'uniqueness', of: KEY, lost: keyed ? 0 : KEY,
    words: {
      th: 'ข้อกำหนดไม่ได้บอกคอลัมน์ที่เป็นคีย์ จึงพิสูจน์ไม่ได้ว่าไม่มีแถวซ้ำ', en: 'The contract names no key, so nobody can tell whether rows are doubled',
      nextTh: 'บอกในข้อกำหนดว่าคอลัมน์ใดระบุหนึ่งแถวได้ เช่น รหัสอ่างกับวันที่', nextEn: 'Say in the contract which columns name one row, for example reservoir and day.',
    },
  };
}

/** Codes of `data_format` whose files the house gives out of a release. */
const GIVEN = ['2', '11', '8'];

function checkFormats({ record: { metadata } }: Subject): Check {
  const { data_format: said } = metadata;
  const codes = (Array.isArray(said) ? said : said === undefined ? [] : [said]).map(String);
  return {
    part: 'validity', dimension: 'consistency', of: FORMAT, lost: codes.length === 0 || codes.some((code) => GIVEN.includes(code)) ? 0 : FORMAT, field: 'data_format',
    words: {
      th: 'รูปแบบที่ทะเบียนบอกไว้ไม่มีในไฟล์ที่ให้ดาวน์โหลดจริง', en: 'The formats that the record names are none that can be downloaded',
      nextTh: 'เลือก CSV หรือ XLS/XLSX ในช่องรูปแบบการเก็บข้อมูลด้วย', nextEn: 'Choose CSV or XLS/XLSX in the field of formats as well.',
    },
  };
}

/** The years that the record names against the days that the rows hold. */
function checkYears({ record: { metadata, release } }: Subject): Check {
  const [first, last] = [yearOf(metadata['first_year_of_data']), yearOf(metadata['last_year_of_data'])];
  const real = release?.temporal ? [Number(release.temporal.from.slice(0, 4)), Number(release.temporal.to.slice(0, 4))] as const : null;
  const wrong = real !== null && ((first !== null && first > real[0]) || (last !== null && last < real[1]));
  return {
    part: 'validity', dimension: 'consistency', of: YEARS, lost: wrong ? YEARS : 0, field: 'last_year_of_data',
    words: {
      th: `ปีที่ทะเบียนบอกไว้ไม่ครอบคลุมข้อมูลจริง ซึ่งมีตั้งแต่ พ.ศ. ${(real?.[0] ?? 0) + 543} ถึง ${(real?.[1] ?? 0) + 543}`, en: `The years that the record names do not cover the data, which goes from ${real?.[0]} to ${real?.[1]}`,
      nextTh: 'แก้ปีเริ่มต้นและปีล่าสุดในแบบฟอร์มทะเบียน', nextEn: 'Correct the first and the latest year on the form of the record.',
    },
  };
}

/** Years of both eras are written; data of the Buddhist year 2400 and later are no Christian ones. */
function yearOf(said: unknown): number | null {
  const year = Number(/^\d{4}/.exec(String(said ?? ''))?.[0] ?? Number.NaN);
  return Number.isNaN(year) ? null : year > 2400 ? year - 543 : year;
}
