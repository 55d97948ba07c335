import { FORMULA, readXlsx, type ReadSheet, type XlsxRow } from '#kernel/xlsx/read-xlsx.ts';
import type { Definition } from '../definition/definition.ts';
import { cleanCell } from '../definition/read-answer.ts';
import { readinessProblem } from '../errors.ts';
import type { PlaceOfCell } from '../schemas.ts';
import { columnsOf, letterOf, sheetNames, type FormColumn, type SheetKind } from './columns.ts';

const LARGEST_PART = 32 * 1024 * 1024;
const MOST_ROWS = 10_000;
const MOST_COLUMNS = 100;
/** Rows in which a header is looked for: people write titles above it. */
const HEADER_WITHIN = 20;

export interface FoundColumn { readonly column: FormColumn; /** 0 is A. */ readonly at: number }
export interface FoundRow { readonly line: number; /** Cleaned text by key of the column. */ readonly cells: ReadonlyMap<string, string> }
/** A sheet of the form with its columns where the file has them. */
export interface FoundSheet { readonly kind: SheetKind; readonly name: string; readonly headerLine: number; readonly columns: readonly FoundColumn[]; readonly rows: readonly FoundRow[] }
export interface FoundForm { readonly sheets: readonly FoundSheet[]; readonly problems: readonly PlaceOfCell[] }

const foldHeading = (text: string): string => cleanCell(text).toLowerCase().replace(/[\s_()*:,.]+/g, '');

/**
 * Reads a form that was filled in: columns are found by their headings in either language, wherever they stand. What cannot be read is named by sheet and cell.
 *
 * @throws `readiness.workbook-unreadable`, also for macros; `readiness.workbook-too-large`.
 */
export async function readForm(bytes: Buffer, definition: Definition): Promise<FoundForm> {
  const sheets = await readXlsx(bytes, {
    mostBytes: LARGEST_PART, mostRows: MOST_ROWS, mostColumns: MOST_COLUMNS, refuseMacros: true,
    unreadable: (fields, cause) => readinessProblem('workbook-unreadable', fields, cause), tooLarge: (fields) => readinessProblem('workbook-too-large', fields),
  });
  const problems: PlaceOfCell[] = [];
  const found = sheets.flatMap((sheet) => findSheet(sheet, definition, problems) ?? []);
  for (const [at, sheet] of found.entries()) {
    if (found.slice(0, at).some(({ kind }) => kind === sheet.kind)) problems.push({ sheet: sheet.name, cell: `A${sheet.headerLine}`, code: 'sheet-twice', th: 'มีแผ่นงานแบบเดียวกันสองแผ่น', en: 'Two sheets are of the same kind.' });
  }
  if (!found.some(({ kind }) => kind === 'listed')) problems.push({ sheet: sheetNames.listed.th, cell: 'A1', code: 'sheet-missing', th: `ไม่พบแผ่นงาน “${sheetNames.listed.th}” ที่มีหัวคอลัมน์ของแบบตอบ`, en: `There is no sheet “${sheetNames.listed.en}” with the headings of the form.` });
  return { sheets: found, problems };
}

interface Header { readonly kind: SheetKind; readonly row: XlsxRow; readonly known: number }

function findSheet(sheet: ReadSheet, definition: Definition, problems: PlaceOfCell[]): FoundSheet | null {
  const header = findHeader(sheet, definition);
  if (!header) return null;
  const { kind, row } = header;
  const columns = readHeader(sheet.name, row, columnsOf(kind, definition), problems);
  for (const range of sheet.merged) problems.push({ sheet: sheet.name, cell: range, code: 'merged', th: `ช่อง ${range} ถูกผสานกัน ให้ยกเลิกการผสาน แล้วใส่ค่าในแต่ละช่อง`, en: `The cells ${range} are merged; split them and write each value.` });
  const rows = sheet.rows.filter(({ line }) => line > row.line).flatMap((each) => readRow(sheet.name, each, columns, problems));
  return { kind, name: sheet.name, headerLine: row.line, columns, rows };
}

/** The row, among the first, that has most headings of one kind of sheet: at least half of them. */
function findHeader({ rows }: ReadSheet, definition: Definition): Header | null {
  let best: Header | null = null;
  for (const kind of ['listed', 'own', 'needs'] as const) {
    const columns = columnsOf(kind, definition);
    for (const row of rows.slice(0, HEADER_WITHIN)) {
      const known = columns.filter((column) => row.cells.some((cell) => isHeading(cell, column))).length;
      if (known * 2 >= columns.length && known / columns.length > (best ? best.known / columnsOf(best.kind, definition).length : 0)) best = { kind, row, known };
    }
  }
  return best;
}

const isHeading = (cell: string | undefined, { th, en }: FormColumn): boolean => cell !== undefined && cell !== '' && [th, en].some((word) => foldHeading(word) === foldHeading(cell));

function readHeader(sheet: string, { line, cells }: XlsxRow, wanted: readonly FormColumn[], problems: PlaceOfCell[]): FoundColumn[] {
  const found: FoundColumn[] = [];
  const say = (at: number, code: string, th: string, en: string) => { problems.push({ sheet, cell: `${letterOf(at + 1)}${line}`, code, th, en }); };
  for (const [at, cell] of cells.entries()) {
    if (cell === '') continue;
    const column = wanted.find((each) => isHeading(cell, each));
    const shown = cleanCell(cell).slice(0, 60);
    if (!column) say(at, 'column-unknown', `ไม่รู้จักหัวคอลัมน์ “${shown}”`, `The heading “${shown}” is not known.`);
    else if (found.some((each) => each.column.key === column.key)) say(at, 'column-twice', `มีคอลัมน์ “${shown}” สองคอลัมน์`, `The column “${shown}” stands twice.`);
    else found.push({ column, at });
  }
  for (const { key, th, en, shownOnly } of wanted) {
    if (!shownOnly && !found.some(({ column }) => column.key === key)) say(0, 'column-missing', `ไม่มีคอลัมน์ “${th}” อาจถูกลบหรือเปลี่ยนชื่อ`, `The column “${en}” is missing: it was deleted or renamed.`);
  }
  return found;
}

function readRow(sheet: string, { line, cells }: XlsxRow, columns: readonly FoundColumn[], problems: PlaceOfCell[]): FoundRow[] {
  const read = new Map<string, string>();
  const named = new Set(columns.map(({ at }) => at));
  for (const { column, at } of columns) {
    const cell = cells[at] ?? '';
    if (cell === FORMULA && !column.shownOnly) problems.push({ sheet, cell: `${letterOf(at + 1)}${line}`, code: 'formula', th: 'ช่องนี้เป็นสูตร ให้ใส่ค่าแทน', en: 'The cell is a formula; write its value.' });
    else if (!column.shownOnly) read.set(column.key, cleanCell(unescape(cell)));
  }
  const beyond = cells.findIndex((cell, at) => cell !== '' && !named.has(at));
  if (beyond >= 0) problems.push({ sheet, cell: `${letterOf(beyond + 1)}${line}`, code: 'no-heading', th: 'ช่องนี้ไม่มีหัวคอลัมน์ของแบบตอบ', en: 'No heading of the form stands above this cell.' });
  return [...read.values()].some((text) => text !== '') ? [{ line, cells: read }] : [];
}

/** Letters that a workbook writes as `_x0041_` (ECMA-376 §22.9.2.19). */
const unescape = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
