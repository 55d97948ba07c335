import { isPseudonymised, type Column, type Contract } from '@saphan/contracts/contract';
import { normaliseHeader } from '@saphan/contracts/thai-text';
import type { ReleaseColumn } from '#modules/lake/index.ts';
import type { LinkedLineage } from '#modules/linkage/index.ts';

/** One thing that was done to the values of a column on its way into a release. */
export interface ColumnStep { kind: string; th: string; en: string }

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 0)}%`;
const words = { integer: ['จำนวนเต็ม', 'a whole number'], boolean: ['จริงหรือเท็จ', 'true or false'], date: ['วันที่', 'a day'], timestamp: ['วันและเวลา', 'a day and time'] } as const;

/**
 * What a run did to a column, in the order in which it did it (docs/specs/SPN-SIEVE.md §4).
 *
 * @param column as the contract of the release had it; undefined when that is gone.
 */
export function stepsOf(contract: Contract, column: Column, of: ReleaseColumn, lineage: Pick<LinkedLineage, 'beShare'>, sourceName: string | null): ColumnStep[] {
  const { source } = contract;
  const steps: (ColumnStep | null)[] = [
    renamed(column, sourceName),
    source.encoding === 'utf-8' || ['xlsx', 'xls', 'ods', 'parquet'].includes(source.format) ? null : { kind: 'decoded', th: `ถอดรหัสจาก ${source.encoding} เป็น UTF-8`, en: `decoded from ${source.encoding} to UTF-8` },
    source.nullWords.length > 0 ? { kind: 'nulls', th: `ถือว่าว่าง: ${source.nullWords.join(' ')}`, en: `taken as empty: ${source.nullWords.join(' ')}` } : null,
    source.thaiDigits && column.type !== 'text' && column.type !== 'boolean' ? { kind: 'thai-digits', th: 'อ่านเลขไทยเป็นเลขอารบิก', en: 'Thai digits read as digits' } : null,
    calendar(contract, column, lineage.beShare?.[column.name]),
    cast(column, of),
    column.type === 'citizen-id' ? { kind: 'checked-id', th: 'ตรวจหลักสุดท้ายของเลขประจำตัว 13 หลัก', en: 'check digit of the 13-digit id proved' } : null,
    isPseudonymised(contract, column) ? { kind: 'pseudonym', th: 'แทนด้วยรหัส HMAC-SHA-256 และเก็บคู่กับสี่ตัวท้าย', en: 'replaced by a keyed hash (HMAC-SHA-256), kept with its last four digits' } : null,
  ];
  return steps.filter((step) => step !== null);
}

function renamed(column: Column, sourceName: string | null): ColumnStep | null {
  const before = sourceName ?? column.source;
  return normaliseHeader(before) === column.name ? null : { kind: 'renamed', th: `เปลี่ยนชื่อเป็น ${column.name}`, en: `renamed to ${column.name}` };
}

function calendar(contract: Contract, column: Column, share: number | undefined): ColumnStep | null {
  if (column.type !== 'date' && column.type !== 'timestamp') return null;
  const said = column.calendar ?? contract.source.calendar;
  if (said === 'ce' && !share) return null;
  const [th, en] = share === undefined ? ['', ''] : [` (${percent(share)} ของวันที่เขียนเป็น พ.ศ.)`, ` (${percent(share)} of the dates were written so)`];
  return { kind: 'calendar', th: `แปลงปี พ.ศ. เป็น ค.ศ.${th}`, en: `years of the Buddhist era read as C.E.${en}` };
}

function cast(column: Column, of: ReleaseColumn): ColumnStep | null {
  switch (column.type) {
    case 'text': return { kind: 'text', th: 'ตัดช่องว่างหัวท้ายและเรียงสระวรรณยุกต์ไทย', en: 'ends trimmed, Thai marks put in order' };
    case 'decimal': return { kind: 'cast', th: `อ่านเป็นทศนิยม ${of.stored}`, en: `read as an exact number, ${of.stored}` };
    case 'geocode': return { kind: 'cast', th: `ตรวจเป็นรหัสพื้นที่ ${column.geocodeDigits ?? ''} หลัก`, en: `checked as an area code of ${column.geocodeDigits ?? ''} digits` };
    case 'citizen-id': return null;
    default: return { kind: 'cast', th: `อ่านเป็น${words[column.type][0]}`, en: `read as ${words[column.type][1]}` };
  }
}
