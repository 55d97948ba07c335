import type { CodeList, Column, Contract } from '../contract.ts';
import type { ContractChange } from './contract-change.ts';
import { columnPointer } from './contract-problem.ts';
import { isWiderType, levelOf, narrowerBound } from './wider.ts';
import { sameValue } from './same-value.ts';

export interface Versions { before: Contract; after: Contract }
type Said = [at: (string | number)[], breaking: boolean, th: string, en: string];
type Compare = (was: Column, now: Column, versions: Versions) => Said | null;

const own = ['customProperties', 0, 'value'];

const comparisons: Compare[] = [
  (was, now) => (was.name === now.name ? null
    : [['name'], true, `เปลี่ยนชื่อคอลัมน์จาก “${was.name}” เป็น “${now.name}” ผู้ที่เรียกชื่อเดิมจะอ่านไม่ได้`, `Renames the column “${was.name}” to “${now.name}”; queries by the old name fail.`]),
  (was, now) => (was.source === now.source ? null
    : [['physicalName'], false, `“${now.name}” อ่านจากหัวตาราง “${now.source}” แทน “${was.source}”`, `“${now.name}” is read from the header “${now.source}” instead of “${was.source}”.`]),
  (was, now) => (sameValue(was.place, now.place) ? null
    : [[...own, 'start'], false, `“${now.name}” อ่านจากตำแหน่ง ${placeWords(now)} แทน ${placeWords(was)}`, `“${now.name}” is read from place ${placeWords(now)} instead of ${placeWords(was)}.`]),
  (was, now) => (was.titleTh === now.titleTh && was.titleEn === now.titleEn ? null
    : [['businessName'], false, `แก้คำเรียกของ “${now.name}”`, `Changes the title of “${now.name}”.`]),
  (was, now) => {
    if (typeWords(was) === typeWords(now)) return null;
    const wider = isWiderType(was, now);
    return [['logicalType'], !wider, `“${now.name}” เปลี่ยนชนิดจาก ${typeWords(was)} เป็น ${typeWords(now)}${wider ? ' ซึ่งเก็บค่าเดิมได้ทั้งหมด' : ''}`,
      `“${now.name}” changes its type from ${typeWords(was)} to ${typeWords(now)}${wider ? ', which holds every former value' : ''}.`];
  },
  (was, now) => (was.required === now.required ? null : now.required
    ? [['required'], true, `“${now.name}” ต้องมีค่าทุกแถว แถวที่เคยเว้นจะถูกกัก`, `“${now.name}” must have a value; rows that left it empty will be held back.`]
    : [['required'], true, `“${now.name}” เว้นว่างได้ ผู้ใช้ที่ถือว่ามีค่าเสมอต้องปรับ`, `“${now.name}” may be empty; users who count on a value must adapt.`]),
  (was, now) => (was.unique === now.unique ? null
    : [['unique'], true, now.unique ? `“${now.name}” ต้องไม่ซ้ำ แถวที่ซ้ำจะถูกกัก` : `“${now.name}” ซ้ำได้ ผู้ใช้ที่เชื่อมด้วยค่านี้ต้องปรับ`,
      now.unique ? `“${now.name}” must be unique; repeated rows will be held back.` : `“${now.name}” may repeat; users who join on it must adapt.`]),
  (was, now) => (was.primaryKey === now.primaryKey ? null
    : [['primaryKeyPosition'], true, `“${now.name}” ในคีย์หลักเปลี่ยนจาก ${was.primaryKey ?? 'ไม่อยู่ในคีย์'} เป็น ${now.primaryKey ?? 'ไม่อยู่ในคีย์'}`,
      `The place of “${now.name}” in the primary key changes from ${was.primaryKey ?? 'none'} to ${now.primaryKey ?? 'none'}.`]),
  (was, now) => (was.pattern === now.pattern ? null
    : [['logicalTypeOptions', 'pattern'], now.pattern !== null, now.pattern === null ? `เลิกตรวจรูปแบบของ “${now.name}”` : `เปลี่ยนรูปแบบที่ “${now.name}” ต้องตรง`,
      now.pattern === null ? `Drops the pattern of “${now.name}”.` : `Changes the pattern of “${now.name}”.`]),
  (was, now) => rangeChange(was, now),
  (was, now) => (was.maxLength === now.maxLength ? null
    : [['logicalTypeOptions', 'maxLength'], now.maxLength !== null && (was.maxLength === null || now.maxLength < was.maxLength),
      `ความยาวสูงสุดของ “${now.name}” เปลี่ยนจาก ${was.maxLength ?? 'ไม่จำกัด'} เป็น ${now.maxLength ?? 'ไม่จำกัด'}`,
      `The greatest length of “${now.name}” changes from ${was.maxLength ?? 'no limit'} to ${now.maxLength ?? 'no limit'}.`]),
  (was, now) => codeListChange(was, now),
  (was, now, { before, after }) => {
    const from = was.calendar ?? before.source.calendar;
    const to = now.calendar ?? after.source.calendar;
    const dated = now.type === 'date' || now.type === 'timestamp';
    return from === to || !dated ? null : [[...own, 'calendar'], to !== 'mixed', `ปฏิทินต้นทางของ “${now.name}” เปลี่ยนจาก ${from} เป็น ${to}`, `The source calendar of “${now.name}” changes from ${from} to ${to}.`];
  },
  (was, now) => (was.classification === now.classification ? null
    : [['classification'], true, `ชั้นข้อมูลของ “${now.name}” เปลี่ยนจาก ${was.classification} เป็น ${now.classification}${levelOf(now) < levelOf(was) ? ' ซึ่งเปิดกว้างกว่าเดิม ต้องมีผู้อนุมัติ' : ' ผู้ใช้เดิมบางรายจะอ่านไม่ได้'}`,
      `The classification of “${now.name}” changes from ${was.classification} to ${now.classification}${levelOf(now) < levelOf(was) ? ', which opens it wider and needs approval' : '; some users will lose access'}.`]),
  (was, now) => (was.personalData === now.personalData ? null
    : [[...own, 'personalData'], true, `ประเภทข้อมูลส่วนบุคคลของ “${now.name}” เปลี่ยนจาก ${was.personalData ?? 'ไม่ใช่'} เป็น ${now.personalData ?? 'ไม่ใช่'}`,
      `The personal-data kind of “${now.name}” changes from ${was.personalData ?? 'none'} to ${now.personalData ?? 'none'}.`]),
];

/** Every change between two versions of one column. */
export function compareColumn(was: Column, now: Column, versions: Versions, index: number): ContractChange[] {
  return comparisons.flatMap((compare) => {
    const said = compare(was, now, versions);
    return said ? [{ pointer: columnPointer(index, ...said[0]), breaking: said[1], th: said[2], en: said[3] }] : [];
  });
}

function placeWords({ place }: Column): string {
  return place ? `${place.start}+${place.length}` : '–';
}

function typeWords(column: Column): string {
  if (column.type === 'decimal') return `decimal(${column.precision},${column.scale})`;
  return column.type === 'geocode' ? `geocode(${column.geocodeDigits})` : column.type;
}

function rangeChange(was: Column, now: Column): Said | null {
  if (was.min === now.min && was.max === now.max) return null;
  const words = (column: Column): string => `${column.min ?? '…'} ถึง ${column.max ?? '…'}`;
  return [['logicalTypeOptions', was.min !== now.min ? 'minimum' : 'maximum'], narrowerBound(was, now),
    `ช่วงค่าของ “${now.name}” เปลี่ยนจาก ${words(was)} เป็น ${words(now)}`,
    `The range of “${now.name}” changes from ${words(was).replace('ถึง', 'to')} to ${words(now).replace('ถึง', 'to')}.`];
}

function codeListChange(was: Column, now: Column): Said | null {
  if (sameValue(was.codeList, now.codeList)) return null;
  const gone = droppedCodes(was.codeList, now.codeList);
  const breaking = gone === null || gone.length > 0;
  const detail = gone && gone.length > 0 ? `: ${gone.slice(0, 5).join(', ')}` : '';
  return [[...own, 'codeList'], breaking, `รายการรหัสของ “${now.name}” ${breaking ? `แคบลงหรือเปลี่ยนที่มา${detail}` : 'กว้างขึ้น'}`,
    `The code list of “${now.name}” ${breaking ? `narrows or changes its source${detail}` : 'widens'}.`];
}

/** Codes that no longer pass; null when the two lists cannot be compared. */
function droppedCodes(was: CodeList | null, now: CodeList | null): string[] | null {
  if (now === null) return [];
  if (was === null || !('values' in was) || !('values' in now)) return null;
  const held = new Set(now.values);
  return was.values.filter((value) => !held.has(value));
}
