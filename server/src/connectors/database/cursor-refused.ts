import type { Problem } from '#kernel/problem.ts';
import { connectorProblem } from '../problems.ts';

/** Refuses a column that has no order which can be followed; `more` names a type that this make of database follows beside those of all. */
export function cursorRefused(column: string, more?: string): Problem {
  return connectorProblem('cursor-refused', {
    column, detailTh: `${column} ไม่ใช่วันที่ จำนวน ${more ? `ข้อความ หรือ ${more}` : 'หรือข้อความ'}`, detailEn: `${column} is no date, exact number${more ? `, text or ${more}` : ' or text'}.`,
  });
}

/** Refuses a value that the cursor's column cannot have. */
export const valueRefused = (column: string, value: string): Problem => connectorProblem('cursor-refused', { column, detailTh: `ค่า ${value} ไม่ใช่ค่าของ ${column}`, detailEn: `${value} is no value of ${column}.` });

/** Refuses a column by which this partition cannot be told. */
export const partitionRefused = (column: string, id: string): Problem => connectorProblem('partition-refused', { column, detailTh: `${column} แบ่งงวดตาม ${id} ไม่ได้`, detailEn: `${column} cannot be divided by ${id}.` });
