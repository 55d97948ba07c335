import { citizenIdDigits, isCitizenId } from '@saphan/contracts/thai-id';
import type { ProblemPlace } from '#kernel/problem.ts';
import { FORMULA } from '#kernel/xlsx/read-xlsx.ts';
import { foldUserName } from '../user-name.ts';
import { problem } from './errors.ts';
import type { TableRow } from './read-csv.ts';

/** What an agency's administrator may give. */
export type ImportRole = 'steward' | 'reader';

/** One account that a file asks for. */
export interface ImportRow { line: number; userName: string; givenName: string; familyName: string; email: string | null; externalId: string | null; citizenId: string | null; role: ImportRole | null }

/** What one row will do. */
export interface PlannedRow extends ImportRow { outcome: 'create' | 'change' | 'same'; fields: string[]; accountId: string | null; personId: string | null }
type Field = Exclude<keyof ImportRow, 'line'>;

/** What a header may be called, small letters without spaces and underscores. */
const HEADERS: Record<Field, readonly string[]> = {
  userName: ['username', 'ชื่อผู้ใช้'], givenName: ['givenname', 'firstname', 'ชื่อ', 'ชื่อต้น'], familyName: ['familyname', 'lastname', 'นามสกุล', 'ชื่อสกุล'],
  email: ['email', 'อีเมล'], externalId: ['externalid', 'employeeid', 'รหัสบุคลากร'], citizenId: ['citizenid', 'pid', 'เลขประจำตัวประชาชน'], role: ['role', 'บทบาท'],
};
const REQUIRED: readonly Field[] = ['userName', 'givenName', 'familyName'];
export const COLUMN: Record<Field, string> = { userName: 'user_name', givenName: 'given_name', familyName: 'family_name', email: 'email', externalId: 'external_id', citizenId: 'citizen_id', role: 'role' };
const ROLES = new Map<string, ImportRole>([['steward', 'steward'], ['บริกรข้อมูล', 'steward'], ['ผู้ดูแลข้อมูล', 'steward'], ['reader', 'reader'], ['ผู้อ่าน', 'reader']]);

const LONGEST = 200;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** How a cell begins that a spreadsheet program would run. */
const RUNS = /^[=+\-@\t\r]/;

export interface ReadRows { rows: ImportRow[]; problems: ProblemPlace[] }

/**
 * Reads accounts from the rows of a file, the first of which is the header; every wrong cell is named by line and column.
 *
 * @throws `identity.import-header` when columns are missing, unknown or named twice.
 */
export function readRows(table: Iterable<TableRow>, most: number): ReadRows {
  const iterator = table[Symbol.iterator]();
  const fields = readHeader(iterator.next().value as TableRow | undefined);
  const found: ReadRows = { rows: [], problems: [] };
  const first = new Map<string, number>();
  for (let next = iterator.next(), count = 1; !next.done; next = iterator.next(), count += 1) {
    if (count > most) throw problem('import-too-large', { detailTh: `เกิน ${most} แถว`, detailEn: `more than ${most} rows` });
    readRow(next.value, fields, first, found);
  }
  return found;
}

function readHeader(row: TableRow | undefined): (Field | null)[] {
  const names = (row?.cells ?? []).map((name) => name.toLowerCase().replace(/[\s_-]/g, '').replace(/^\ufeff/, ''));
  const fields = names.map((name) => (Object.keys(HEADERS) as Field[]).find((field) => HEADERS[field].includes(name)) ?? null);
  const errors: ProblemPlace[] = [
    ...REQUIRED.filter((field) => !fields.includes(field)).map((field) => ({ line: row?.line ?? 1, column: COLUMN[field], code: 'column-missing', th: `ไม่มีคอลัมน์ ${HEADERS[field].at(-1)}`, en: `The column ${COLUMN[field]} is missing.` })),
    ...names.flatMap((name, at) => fields[at] === null && name !== '' ? [{ line: row?.line ?? 1, column: name.slice(0, 60), code: 'column-unknown', th: 'ไม่รู้จักคอลัมน์นี้', en: 'This column is not known.' }] : []),
    ...fields.flatMap((field, at) => field !== null && fields.indexOf(field) !== at ? [{ line: row?.line ?? 1, column: COLUMN[field], code: 'column-twice', th: 'มีคอลัมน์นี้สองครั้ง', en: 'This column stands twice.' }] : []),
  ];
  if (errors.length > 0) throw problem('import-header', { errors });
  return fields;
}

function readRow(row: TableRow, fields: readonly (Field | null)[], first: Map<string, number>, found: ReadRows): void {
  const said: Partial<Record<Field, string>> = {};
  const wrong = (field: Field, code: string, th: string, en: string) => { found.problems.push({ line: row.line, column: COLUMN[field], code, th, en }); };
  const before = found.problems.length;
  fields.forEach((field, at) => {
    if (field === null) return;
    const cell = row.cells[at] ?? '';
    if (cell === FORMULA || RUNS.test(cell)) wrong(field, 'formula', 'ช่องนี้เป็นสูตร หรือขึ้นต้นเหมือนสูตร (= + - @) ถ้าไม่มีค่าให้เว้นว่าง', 'The cell is a formula or begins like one (= + - @); leave it empty when there is nothing.');
    else if (cell.length > LONGEST) wrong(field, 'too-long', `ยาวเกิน ${LONGEST} ตัวอักษร`, `Longer than ${LONGEST} characters.`);
    else said[field] = cell.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  });
  if (row.cells.slice(fields.length).some((cell) => cell !== '')) wrong('userName', 'cells-beyond', 'มีช่องเกินหัวคอลัมน์', 'There are cells beyond the header.');
  for (const field of REQUIRED) if (said[field] === '') wrong(field, 'missing', 'ต้องมีค่า', 'A value is needed.');
  const userName = said.userName ? foldUserName(said.userName) : null;
  if (said.userName && userName === null) wrong('userName', 'user-name', 'ใช้ตัวอักษรละติน a–z ตัวเลข จุด ขีด หรืออีเมล', 'Latin letters, digits, dots, hyphens or an address only.');
  if (said.email && !ADDRESS.test(said.email)) wrong('email', 'email', 'อีเมลไม่ตรงรูปแบบ', 'Not an address.');
  const role = said.role ? ROLES.get(said.role.toLowerCase()) ?? null : null;
  if (said.role && role === null) wrong('role', 'role', 'ให้ได้เฉพาะ บริกรข้อมูล หรือ ผู้อ่าน', 'Only steward or reader can be given.');
  const citizenId = said.citizenId ? citizenIdDigits(said.citizenId) : null;
  if (said.citizenId && !isCitizenId(said.citizenId)) wrong('citizenId', 'citizen-id', 'เลขประจำตัวประชาชนต้องมี 13 หลักและหลักสุดท้ายถูกต้อง', '13 digits with a right check digit are needed.');
  for (const [field, value] of [['userName', userName], ['externalId', said.externalId], ['citizenId', citizenId]] as const) {
    const earlier = value ? first.get(`${field} ${value}`) : undefined;
    if (earlier !== undefined) wrong(field, 'twice', `ซ้ำกับบรรทัด ${earlier}`, `The same as line ${earlier}.`);
    else if (value) first.set(`${field} ${value}`, row.line);
  }
  if (found.problems.length > before || userName === null) return;
  found.rows.push({ line: row.line, userName, givenName: said.givenName ?? '', familyName: said.familyName ?? '', email: said.email || null, externalId: said.externalId || null, citizenId, role });
}
