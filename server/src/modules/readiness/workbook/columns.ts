import { type Definition, type Question } from '../definition/definition.ts';

export type SheetKind = 'listed' | 'own' | 'needs';
/** A column of the form as a sheet: one of the house's own, or a question. */
export interface FormColumn { readonly key: string; readonly th: string; readonly en: string; readonly question: Question | null; readonly width: number; /** What people only read. */ readonly shownOnly?: true }

export const sheetNames: Record<SheetKind, { th: string; en: string }> = {
  listed: { th: 'รายการ', en: 'List' }, own: { th: 'เพิ่มเติม', en: 'Additions' }, needs: { th: 'ต้องการจากหน่วยงานอื่น', en: 'Needed from others' },
};
export const choicesSheet = { th: 'ตัวเลือก', en: 'Choices' };

const fixed = (key: string, th: string, en: string, width: number, shownOnly?: true): FormColumn => ({ key, th, en, width, question: null, ...(shownOnly && { shownOnly }) });
export const ID = fixed('@id', 'รหัสแถว ห้ามแก้', 'Row id, do not change', 16);
export const CONFIRM = fixed('@confirm', 'ยืนยันค่าที่ระบบทราบ', 'Confirm what the system knows', 16);
const DATASET = fixed('@dataset', 'ชุดข้อมูลในรายการ', 'Dataset of the list', 44, true);
const KNOWN = fixed('@known', 'ที่ระบบทราบและที่มา', 'What the system knows, and whence', 44, true);
export const NEED = {
  agency: fixed('@agency', 'หน่วยงานที่มีข้อมูล', 'Agency that has it', 32), slug: fixed('@slug', 'ชื่อย่อชุดข้อมูล ถ้าทราบ', 'Short name of the dataset, if known', 28),
  words: fixed('@words', 'ข้อมูลที่ต้องการ', 'What is needed', 44), purpose: fixed('@purpose', 'ใช้เพื่ออะไร', 'What for', 44),
};

/** The columns of a sheet in their order; they are found again by their headings, not by it. */
export function columnsOf(kind: SheetKind, definition: Definition): FormColumn[] {
  if (kind === 'needs') return [ID, ...Object.values(NEED)];
  const questions = definition.questions.filter(({ of }) => of === 'all' || of === kind).map((question): FormColumn => ({ key: question.id, th: question.th, en: question.en, question, width: question.type === 'text' ? 32 : 20 }));
  return kind === 'listed' ? [ID, DATASET, KNOWN, CONFIRM, ...questions] : [ID, ...questions];
}

/** Name of a column as sheets have it: 1 is A. */
export function letterOf(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

export const rowIdOf = (id: number, version: number): string => `r${id}v${version}`;
export const needIdOf = (id: number, version: number): string => `n${id}v${version}`;
/** @returns the row or need and the version that a file was made from, or null. */
export function readRowId(text: string, kind: SheetKind): { id: number; version: number } | null {
  const match = /^([rn])(\d{1,12})v(\d{1,9})$/.exec(text);
  return match && match[1] === (kind === 'needs' ? 'n' : 'r') ? { id: Number(match[2]), version: Number(match[3]) } : null;
}
