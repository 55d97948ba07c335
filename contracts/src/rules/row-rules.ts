/** Named conditions over one row. An empty cell breaks none of them but `not-empty`: whether a value must be there is said by `required`. */
import { named as q, written, type LibraryRule, type RuleUse } from './rule-shapes.ts';

/** Of TIS 1099: the first two digits of area codes, one pair a province. */
const PROVINCES = '1[0-9]|2[0-7]|3[0-9]|4[0-9]|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6]';
const TEXTS = ['text'] as const;
const NUMBERS = ['integer', 'decimal'] as const;
const DATES = ['date', 'timestamp'] as const;

const fits = (column: string | undefined, pattern: string): string => `regexp_full_match(${q(column)}::varchar, ${written(pattern)})`;

/** 13 digits of which the last belongs to the others: (11 − Σ dᵢ·(14−i) mod 11) mod 10 (thai-standards.md §5.5). */
function thirteenDigits(column: string | undefined, first: string): string {
  const text = `regexp_replace(${q(column)}::varchar, '[ -]', '', 'g')`;
  const sum = Array.from({ length: 12 }, (_, i) => `${13 - i} * substring(${text}, ${i + 1}, 1)::integer`).join(' + ');
  return `case when ${q(column)} is null then true when not regexp_full_match(${text}, ${written(`${first}[0-9]{12}`)}) then false else (11 - (${sum}) % 11) % 10 = substring(${text}, 13, 1)::integer end`;
}

const bound = (limit: number | string): string => (typeof limit === 'number' ? String(limit) : written(limit));

function between({ column, min, max }: RuleUse): string {
  const parts = [...(min === undefined ? [] : [`${q(column)} >= ${bound(min)}`]), ...(max === undefined ? [] : [`${q(column)} <= ${bound(max)}`])];
  return parts.length === 0 ? 'true' : parts.join(' and ');
}

export const rowRules: readonly LibraryRule[] = [
  {
    name: 'not-empty', titleTh: 'ต้องไม่ว่าง', titleEn: 'Not empty', saysTh: 'มีค่า และไม่ใช่ช่องว่างล้วน', saysEn: 'There is a value, and not only blanks', level: 'row', needs: ['column'],
    sql: ({ column }) => `${q(column)} is not null and trim(${q(column)}::varchar) <> ''`,
  },
  {
    name: 'allowed-values', titleTh: 'อยู่ในรายการ', titleEn: 'One of a list', saysTh: 'ค่าอยู่ในรายการที่ให้ไว้', saysEn: 'The value is one of those given', level: 'row', needs: ['column', 'values'], types: ['text', 'integer', 'geocode'],
    sql: ({ column, values = [] }) => `${q(column)}::varchar in (${values.map(written).join(', ')})`,
  },
  {
    name: 'between', titleTh: 'อยู่ในช่วง', titleEn: 'Within a range', saysTh: 'ค่าไม่ต่ำกว่า min และไม่เกิน max', saysEn: 'The value is not below min and not above max', level: 'row', needs: ['column'], may: ['min', 'max'], types: [...NUMBERS, ...DATES],
    sql: between,
  },
  {
    name: 'not-in-future', titleTh: 'ไม่ใช่วันในอนาคต', titleEn: 'Not in the future', saysTh: 'วันที่ไม่เกินวันที่ตรวจ ตามเวลาไทย', saysEn: 'The date is not after the day of the check, in Bangkok', level: 'row', needs: ['column'], types: DATES,
    // A timestamp is kept in UTC: seven hours on, it is the day in Bangkok. A date stays the same day.
    sql: ({ column }, { today }) => `${q(column)} + interval '7 hours' < date ${written(today)} + interval '1 day'`,
  },
  {
    name: 'citizen-number', titleTh: 'เลขประจำตัวประชาชนถูกต้อง', titleEn: 'Number of a person', saysTh: '13 หลัก หลักแรกไม่ใช่ 0 และหลักตรวจสอบถูก', saysEn: '13 digits, the first not 0, with the right check digit', level: 'row', needs: ['column'], types: TEXTS,
    sql: ({ column }) => thirteenDigits(column, '[1-9]'),
  },
  {
    name: 'tax-number', titleTh: 'เลขประจำตัวผู้เสียภาษีถูกต้อง', titleEn: 'Tax number', saysTh: '13 หลักของบุคคลหรือนิติบุคคล และหลักตรวจสอบถูก', saysEn: '13 digits of a person or a juristic person, with the right check digit', level: 'row', needs: ['column'], types: TEXTS,
    sql: ({ column }) => thirteenDigits(column, '[0-9]'),
  },
  {
    name: 'area-code', titleTh: 'รหัสพื้นที่ขึ้นต้นด้วยจังหวัดที่มีจริง', titleEn: 'Area code of a province', saysTh: '2 4 หรือ 6 หลัก สองหลักแรกเป็นหนึ่งใน 77 จังหวัด (ตำบลที่มีจริงให้ใช้รายการรหัสจากชุดข้อมูล)', saysEn: '2, 4 or 6 digits of which the first two are one of 77 provinces (whether a tambon exists is asked by a code list of a dataset)', level: 'row', needs: ['column'], types: ['text', 'geocode'],
    sql: ({ column }) => fits(column, `(${PROVINCES})([0-9]{2}){0,2}`),
  },
  {
    name: 'postcode', titleTh: 'รหัสไปรษณีย์', titleEn: 'Postcode', saysTh: '5 หลัก สองหลักแรกเป็นเขตที่มีจริง', saysEn: '5 digits of which the first two are a district that exists', level: 'row', needs: ['column'], types: ['text', 'integer'],
    sql: ({ column }) => fits(column, '(1[0-8]|2[0-7]|3[0-9]|4[0-9]|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])[0-9]{3}'),
  },
  {
    name: 'within-thailand', titleTh: 'พิกัดอยู่ในประเทศไทย', titleEn: 'Place in Thailand', saysTh: 'columns คือ [ละติจูด, ลองจิจูด] เป็นองศา อยู่ในกรอบของประเทศ', saysEn: 'columns are [latitude, longitude] in degrees, within the box of the country', level: 'row', needs: ['columns'], types: NUMBERS,
    sql: ({ columns = [] }) => `${q(columns[0])} between 5.6 and 20.5 and ${q(columns[1])} between 97.3 and 105.7`,
  },
  {
    name: 'email', titleTh: 'รูปแบบอีเมล', titleEn: 'E-mail address', saysTh: 'มีชื่อ @ และชื่อเครื่อง', saysEn: 'A name, @, and a host', level: 'row', needs: ['column'], types: TEXTS,
    sql: ({ column }) => fits(column, '[^\\s@]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+'),
  },
  {
    name: 'phone', titleTh: 'หมายเลขโทรศัพท์ไทย', titleEn: 'Thai telephone number', saysTh: '9 หลักของที่ตั้ง หรือ 10 หลักของมือถือ เว้นวรรคและขีดได้', saysEn: '9 digits of a place or 10 of a mobile, blanks and hyphens allowed', level: 'row', needs: ['column'], types: TEXTS,
    sql: ({ column }) => `regexp_full_match(regexp_replace(${q(column)}, '[ -]', '', 'g'), '(0|\\+66)([2-57][0-9]{7}|[689][0-9]{8})')`,
  },
  {
    name: 'matches', titleTh: 'ตรงตามรูปแบบ', titleEn: 'Matches a pattern', saysTh: 'ทั้งค่าตรงกับ pattern (RE2)', saysEn: 'The whole value matches pattern (RE2)', level: 'row', needs: ['column', 'pattern'], types: ['text', 'geocode'],
    sql: ({ column, pattern = '' }) => fits(column, pattern),
  },
  {
    name: 'sum', titleTh: 'ผลรวมตรง', titleEn: 'Sum of parts', saysTh: 'columns ตัวแรกเท่ากับผลรวมของตัวที่เหลือ ต่างได้ไม่เกิน max', saysEn: 'The first of columns is the sum of the others, within max', level: 'row', needs: ['columns'], may: ['max'], types: NUMBERS,
    sql: ({ columns = [], max = 0 }) => `abs(${q(columns[0])} - (${columns.slice(1).map((each) => `coalesce(${q(each)}, 0)`).join(' + ')})) <= ${bound(max)}`,
  },
  {
    name: 'in-order', titleTh: 'เริ่มไม่หลังสิ้นสุด', titleEn: 'Start before end', saysTh: 'columns เรียงจากน้อยไปมาก เช่น [วันเริ่ม, วันสิ้นสุด]', saysEn: 'columns do not fall from one to the next, e.g. [start, end]', level: 'row', needs: ['columns'], types: [...NUMBERS, ...DATES],
    sql: ({ columns = [] }) => columns.slice(1).map((each, i) => `${q(columns[i])} <= ${q(each)}`).join(' and '),
  },
];
