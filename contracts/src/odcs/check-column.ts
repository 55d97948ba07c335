import type { Column, Contract } from '../contract.ts';
import { checkBounds } from './check-bounds.ts';
import { columnPointer, finding } from './contract-problem.ts';
import type { Finding } from './contract-problem.ts';
import type { ColumnDocument } from './document-schema.ts';
import { columnBlock } from './extension-place.ts';
import { patternFault } from './pattern.ts';

interface Seen { contract: Contract; column: Column; document: ColumnDocument; index: number }
/** One contradiction: where in the column, when, and what to say. */
type Check = (seen: Seen) => [at: (string | number)[], th: string, en: string] | null;

const ours = ({ document }: Seen, key: string): (string | number)[] => [...columnBlock(document).tail, key];
const isDated = (column: Column): boolean => column.type === 'date' || column.type === 'timestamp';
const isWritten = (column: Column): boolean => ['text', 'citizen-id', 'geocode'].includes(column.type);

const checks: Check[] = [
  (seen) => (columnBlock(seen.document).block.type && seen.document.logicalType !== 'string'
    ? [['logicalType'], `ชนิด ${seen.column.type} ต้องเขียน logicalType เป็น string`, `The type ${seen.column.type} is written with logicalType string.`] : null),
  (seen) => (seen.column.type === 'geocode' && seen.column.geocodeDigits === null
    ? [ours(seen, 'geocodeDigits'), 'รหัสพื้นที่ต้องบอก geocodeDigits: 2 จังหวัด 4 อำเภอ 6 ตำบล', 'An area code must say geocodeDigits: 2 province, 4 district, 6 subdistrict.'] : null),
  (seen) => (seen.column.type !== 'geocode' && columnBlock(seen.document).block.geocodeDigits !== undefined
    ? [ours(seen, 'geocodeDigits'), 'geocodeDigits ใช้กับชนิด geocode เท่านั้น', 'geocodeDigits belongs to the type geocode only.'] : null),
  (seen) => {
    const { precision, scale } = columnBlock(seen.document).block;
    if (seen.column.type === 'decimal') {
      return precision === undefined || scale === undefined
        ? [ours(seen, precision === undefined ? 'precision' : 'scale'), 'เลขทศนิยมต้องบอก precision (จำนวนหลักทั้งหมด) และ scale (หลังจุด)', 'A decimal must say precision (all digits) and scale (after the point).']
        : scale > precision ? [ours(seen, 'scale'), `scale ${scale} มากกว่า precision ${precision}`, `The scale ${scale} is above the precision ${precision}.`] : null;
    }
    return precision !== undefined || scale !== undefined
      ? [ours(seen, precision !== undefined ? 'precision' : 'scale'), 'precision และ scale ใช้กับ logicalType number เท่านั้น', 'precision and scale belong to logicalType number only.'] : null;
  },
  (seen) => (seen.column.calendar !== null && !isDated(seen.column)
    ? [ours(seen, 'calendar'), 'calendar ใช้กับคอลัมน์วันที่เท่านั้น', 'calendar belongs to dates only.'] : null),
  ({ column }) => (column.primaryKey !== null && !column.required
    ? [['required'], `“${column.name}” เป็นคีย์หลัก จึงต้องมี required: true`, `“${column.name}” is part of the primary key and must be required: true.`] : null),
  ({ column, document }) => (column.primaryKey === null && (document.primaryKeyPosition ?? -1) > 0
    ? [['primaryKeyPosition'], 'มี primaryKeyPosition แต่ไม่มี primaryKey: true', 'There is a primaryKeyPosition without primaryKey: true.'] : null),
  ({ column }) => (column.pattern !== null && !isWritten(column)
    ? [['logicalTypeOptions', 'pattern'], 'pattern ใช้กับข้อความเท่านั้น ใช้ minimum และ maximum กับตัวเลขและวันที่', 'A pattern belongs to texts; use minimum and maximum for numbers and dates.'] : null),
  ({ column }) => {
    const fault = column.pattern === null ? null : patternFault(column.pattern);
    return fault ? [['logicalTypeOptions', 'pattern'], `รูปแบบนี้ใช้ไม่ได้: ${fault.th}`, `This pattern cannot be used: ${fault.en}.`] : null;
  },
  ({ column }) => (column.maxLength !== null && column.type !== 'text'
    ? [['logicalTypeOptions', 'maxLength'], 'maxLength ใช้กับข้อความเท่านั้น', 'maxLength belongs to texts only.'] : null),
  ({ document }) => (document.logicalTypeOptions?.minLength !== undefined
    ? [['logicalTypeOptions', 'minLength'], 'ยังไม่มีการตรวจ minLength ใช้ pattern เช่น .{5,} แทน', 'minLength is not enforced here; use a pattern such as .{5,}.'] : null),
  ({ contract, column }) => (column.classification === 'open' && (column.personalData === 'direct' || column.personalData === 'sensitive') && contract.legalBasis === null
    ? [['classification'], `“${column.titleTh}” เป็นข้อมูลส่วนบุคคล จะเปิดเผย (open) ได้ต้องมีฐานกฎหมายใน legalBasis`, `“${column.name}” is personal data; it can be open only with a legalBasis.`] : null),
  codeListCheck,
];

function codeListCheck(seen: Seen): ReturnType<Check> {
  const { column, contract } = seen;
  const raw = columnBlock(seen.document).block.codeList;
  if (raw === undefined) return null;
  const at = ours(seen, 'codeList');
  const named = raw.dataset !== undefined || raw.column !== undefined;
  if (raw.values !== undefined && named) return [at, 'รายการรหัสบอกได้แบบเดียว: values หรือ dataset กับ column', 'A code list is either values, or dataset and column.'];
  if (raw.values === undefined && (raw.dataset === undefined || raw.column === undefined)) {
    return [at, 'รายการรหัสต้องมี values หรือมีทั้ง dataset และ column', 'A code list needs values, or both dataset and column.'];
  }
  if (raw.dataset === contract.dataset) return [[...at, 'dataset'], 'รายการรหัสอ้างถึงชุดข้อมูลนี้เองไม่ได้', 'A code list cannot point to its own dataset.'];
  if (!['text', 'integer', 'geocode'].includes(column.type)) return [at, `ชนิด ${column.type} ใช้รายการรหัสไม่ได้`, `The type ${column.type} takes no code list.`];
  const values = raw.values ?? [];
  const twice = values.findIndex((value, index) => values.indexOf(value) !== index);
  return twice < 0 ? null : [[...at, 'values', twice], `รหัส “${values[twice]}” ซ้ำในรายการ`, `The code “${values[twice]}” stands twice.`];
}

/** Every contradiction within one column. */
export function checkColumn(contract: Contract, column: Column, document: ColumnDocument, index: number): Finding[] {
  const seen: Seen = { contract, column, document, index };
  const found = checks.flatMap((check) => {
    const hit = check(seen);
    return hit ? [finding(columnPointer(index, ...hit[0]), hit[1], hit[2])] : [];
  });
  return [...found, ...checkBounds(column, index)];
}
