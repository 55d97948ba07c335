/** Named conditions over all rows that passed; they hold a run or warn. */
import { named as q, written, type LibraryRule } from './rule-shapes.ts';

/** How many rows are alike another one in all columns; rows with an empty one are left out. */
function repeated(columns: readonly string[]): string {
  const whole = columns.map((each) => `${q(each)} is not null`).join(' and ');
  return `count(*) filter (where ${whole}) - count(distinct (${columns.map(q).join(', ')})) filter (where ${whole})`;
}

export const tableRules: readonly LibraryRule[] = [
  {
    name: 'null-share', titleTh: 'ช่องว่างไม่เกิน', titleEn: 'Few empty cells', saysTh: 'สัดส่วนช่องว่างของคอลัมน์ไม่เกิน share', saysEn: 'The share of empty cells of the column is at most share', level: 'table', needs: ['column', 'share'],
    sql: ({ column, share = 0 }) => `count(*) = 0 or (count(*) - count(${q(column)})) <= ${share} * count(*)`,
    figure: { th: 'สัดส่วนช่องว่าง', en: 'Share of empty cells', kind: 'share', sql: ({ column }) => `(count(*) - count(${q(column)})) / nullif(count(*), 0)` },
  },
  {
    name: 'unique', titleTh: 'ไม่ซ้ำ', titleEn: 'Unique', saysTh: 'ไม่มีสองแถวที่ columns เหมือนกันทุกตัว แถวที่มีช่องว่างไม่นับ', saysEn: 'No two rows are alike in all columns; rows with an empty one are left out', level: 'table', needs: ['columns'],
    sql: ({ columns = [] }) => `${repeated(columns)} = 0`,
    figure: { th: 'แถวที่ซ้ำ', en: 'Rows that repeat', kind: 'count', sql: ({ columns = [] }) => repeated(columns) },
  },
  {
    name: 'row-count', titleTh: 'จำนวนแถวอยู่ในช่วง', titleEn: 'Number of rows', saysTh: 'จำนวนแถวไม่ต่ำกว่า min และไม่เกิน max', saysEn: 'There are at least min and at most max rows', level: 'table', needs: [], may: ['min', 'max'],
    sql: ({ min, max }) => `count(*) >= ${Number(min ?? 0)}${max === undefined ? '' : ` and count(*) <= ${Number(max)}`}`,
    figure: { th: 'จำนวนแถว', en: 'Number of rows', kind: 'count', sql: () => 'count(*)' },
  },
  {
    name: 'row-count-change', titleTh: 'จำนวนแถวใกล้รุ่นก่อน', titleEn: 'Rows like before', saysTh: 'จำนวนแถวต่างจากรุ่นก่อนไม่เกิน share ไม่ถามเมื่อยังไม่มีรุ่นก่อน', saysEn: 'The number of rows differs from the former release by at most share; not asked without one', level: 'table', needs: ['share'],
    sql: ({ share = 0 }, { formerRows }) => (formerRows === null || formerRows === 0 ? null : `abs(count(*) - ${formerRows}) <= ${share * formerRows}`),
    figure: { th: 'ต่างจากรุ่นก่อน', en: 'Difference from the release before', kind: 'share', sql: (_, { formerRows }) => (formerRows === null || formerRows === 0 ? null : `abs(count(*) - ${formerRows}) / ${formerRows}`) },
  },
  {
    name: 'fresh-date', titleTh: 'ข้อมูลยังใหม่', titleEn: 'Fresh date', saysTh: 'วันที่ล่าสุดในคอลัมน์ไม่เก่ากว่า days วัน', saysEn: 'The newest date of the column is at most days old', level: 'table', needs: ['column', 'days'], types: ['date', 'timestamp'],
    sql: ({ column, days = 0 }, { today }) => `count(${q(column)}) = 0 or max(${q(column)}) >= date ${written(today)} - interval '${Math.trunc(days)} days'`,
    figure: { th: 'อายุของวันล่าสุด (วัน)', en: 'Age of the newest date (days)', kind: 'count', sql: ({ column }, { today }) => `date_diff('day', max(${q(column)})::date, date ${written(today)})` },
  },
  {
    name: 'distinct-count', titleTh: 'จำนวนค่าที่ต่างกัน', titleEn: 'Number of different values', saysTh: 'ค่าที่ต่างกันในคอลัมน์มีไม่น้อยกว่า min และไม่เกิน max เช่น 77 จังหวัด', saysEn: 'The column has at least min and at most max different values, e.g. 77 provinces', level: 'table', needs: ['column'], may: ['min', 'max'],
    sql: ({ column, min, max }) => `count(distinct ${q(column)}) >= ${Number(min ?? 0)}${max === undefined ? '' : ` and count(distinct ${q(column)}) <= ${Number(max)}`}`,
    figure: { th: 'จำนวนค่าที่ต่างกัน', en: 'Different values', kind: 'count', sql: ({ column }) => `count(distinct ${q(column)})` },
  },
];
