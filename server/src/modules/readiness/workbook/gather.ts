import type { Answers, Question } from '../definition/definition.ts';
import type { Need, NewNeed, PlaceOfCell, Row } from '../schemas.ts';
import { ID, letterOf, readRowId, type SheetKind } from './columns.ts';
import type { FoundRow, FoundSheet } from './read-form.ts';

/** One answer that a file changes, with who changed it since the file was made. */
export interface PlannedChange { readonly sheet: string; readonly cell: string; readonly row: Row | null; readonly question: Question; readonly before: string; readonly after: string; readonly since: { by: string; at: string; was: string; now: string } | null }
export interface PlannedNeed { readonly need: Need | null; readonly asked: NewNeed }
/** Everything that is gathered while a file is read. */
export interface Gathered { rows: { row: Row; answers: Answers }[]; added: Answers[]; needs: PlannedNeed[]; changes: PlannedChange[]; problems: PlaceOfCell[] }

/** Names the place of a cell in a found sheet. */
export function placeIn(sheet: FoundSheet, line: number, key: string): { sheet: string; cell: string } {
  const at = sheet.columns.find(({ column }) => column.key === key)?.at ?? 0;
  return { sheet: sheet.name, cell: `${letterOf(at + 1)}${line}` };
}

/** The id of a row of a sheet, each at most once; undefined when it is wrong, which is said. */
export function takeId(sheet: FoundSheet, found: FoundRow, kind: SheetKind, seen: Map<number, number>, problems: PlaceOfCell[]): { id: number; version: number } | null | undefined {
  const text = found.cells.get(ID.key) ?? '';
  const place = placeIn(sheet, found.line, ID.key);
  if (text === '') {
    if (kind !== 'listed') return null;
    problems.push({ ...place, code: 'id-missing', th: 'แถวนี้ไม่มีรหัส ชุดข้อมูลใหม่ให้ใส่ในแผ่น “เพิ่มเติม”', en: 'The row has no id; new datasets go to the sheet “Additions”.' });
    return undefined;
  }
  const id = readRowId(text, kind);
  const earlier = id && seen.get(id.id);
  if (!id) problems.push({ ...place, code: 'id-unknown', th: `ไม่รู้จักรหัสแถว “${text.slice(0, 40)}”`, en: `The row id “${text.slice(0, 40)}” is not known.` });
  else if (earlier) problems.push({ ...place, code: 'id-twice', th: `แถวนี้ซ้ำกับบรรทัด ${earlier}`, en: `This is the row of line ${earlier} again.` });
  if (!id || earlier) return undefined;
  seen.set(id.id, found.line);
  return id;
}
