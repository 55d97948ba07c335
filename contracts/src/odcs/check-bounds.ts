/** Ranges: bounds of the column's own kind, the lower not above the upper. */
import type { Column, ColumnType } from '../contract.ts';
import { dayInBangkok, parseIsoDate } from '../dates.ts';
import { columnPointer, finding } from './contract-problem.ts';
import type { Finding } from './contract-problem.ts';
import { valueText } from './value-text.ts';

interface BoundKind { fits: (text: string) => boolean; th: string; en: string }

/** A YAML number of more digits than a double holds would be read differently by other tools. */
const fewDigits = (text: string): boolean => text.replace(/[^0-9]/g, '').replace(/^0+/, '').length <= 15;

/** A year from 2400 would be a Buddhist one that slipped in. */
const isCommonEra = (text: string): boolean => Number(text.slice(0, 4)) < 2400;

const kinds: Partial<Record<ColumnType, BoundKind>> = {
  integer: { fits: (text) => /^-?\d+$/.test(text) && fewDigits(text), th: 'จำนวนเต็มไม่เกิน 15 หลัก', en: 'a whole number of at most 15 digits' },
  decimal: { fits: (text) => /^-?\d+(\.\d+)?$/.test(text) && fewDigits(text), th: 'ตัวเลขไม่เกิน 15 หลัก', en: 'a number of at most 15 digits' },
  date: { fits: (text) => parseIsoDate(text) !== null && isCommonEra(text), th: 'วันที่แบบ ค.ศ. เช่น 2025-02-15', en: 'a C.E. date such as 2025-02-15' },
  timestamp: {
    fits: (text) => dayInBangkok(text) !== null && isCommonEra(text), th: 'วันเวลาแบบ ค.ศ. เช่น 2025-02-15T09:30:00+07:00', en: 'a C.E. date and time such as 2025-02-15T09:30:00+07:00',
  },
};

/** Problems of one column's `minimum` and `maximum`. */
export function checkBounds(column: Column, index: number): Finding[] {
  const bounds = [['minimum', column.min], ['maximum', column.max]] as const;
  const faults = bounds.flatMap(([key, text]) => (text === null ? [] : boundFault(column.type, columnPointer(index, 'logicalTypeOptions', key), text)));
  if (faults.length > 0 || column.min === null || column.max === null || !isAbove(column.type, column.min, column.max)) return faults;
  return [finding(columnPointer(index, 'logicalTypeOptions', 'minimum'),
    `ค่าต่ำสุด ${column.min} มากกว่าค่าสูงสุด ${column.max}`, `The minimum ${column.min} is above the maximum ${column.max}.`)];
}

function boundFault(type: ColumnType, pointer: string, text: string): Finding[] {
  const kind = kinds[type];
  if (!kind) return [finding(pointer, `ชนิด ${type} กำหนดช่วงไม่ได้`, `The type ${type} takes no range.`)];
  if (kind.fits(text)) return [];
  const hint = (type === 'date' || type === 'timestamp') && /^2[4-9]\d\d-/.test(text) ? { th: ' ปีนี้ดูเป็น พ.ศ. ลบ 543 ก่อน', en: ' The year looks Buddhist; take off 543.' } : { th: '', en: '' };
  return [finding(pointer, `ที่นี่ต้องเป็น${kind.th} ได้รับ ${valueText(text)}${hint.th}`, `This must be ${kind.en}; received ${valueText(text)}.${hint.en}`)];
}

function isAbove(type: ColumnType, low: string, high: string): boolean {
  if (type === 'date') return low > high;
  if (type === 'timestamp') return instantOf(low) > instantOf(high);
  return Number(low) > Number(high);
}

/** A bound without a time is midnight in Bangkok. */
const instantOf = (text: string): number => Date.parse(parseIsoDate(text) ? `${text}T00:00:00+07:00` : text);
