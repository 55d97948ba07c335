import { readXlsx } from '#kernel/xlsx/read-xlsx.ts';
import { problem } from '../errors.ts';

/** Unpacked bytes of one part. */
const LARGEST_PART = 64 * 1024 * 1024;
const MOST_COLUMNS = 200;
const MOST_ROWS = 60_000;

export interface SheetRows { name: string; rows: Map<number, string[]> }

/** Every visible sheet of a workbook, rows by their number, cells without space around. @throws `harvest.template-unreadable`, `harvest.template-too-large`. */
export async function readWorkbook(bytes: Buffer): Promise<SheetRows[]> {
  const sheets = await readXlsx(bytes, {
    mostBytes: LARGEST_PART, mostRows: MOST_ROWS, mostColumns: MOST_COLUMNS, cutColumns: true,
    unreadable: (fields, cause) => problem('template-unreadable', fields, cause), tooLarge: (fields) => problem('template-too-large', fields),
  });
  return sheets.map(({ name, rows }) => ({ name, rows: new Map(rows.flatMap(({ line, cells }) => {
    const trimmed = cells.map((cell) => cell.trim());
    return trimmed.every((cell) => cell === '') ? [] : [[line, trimmed] as const];
  })) }));
}
