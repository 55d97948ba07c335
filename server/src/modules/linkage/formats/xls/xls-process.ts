/** A process of its own: reads an .xls workbook and writes one sheet as lines of JSON. Arguments: file, sheet (or empty), target (or empty). */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { read, set_cptable, type CellObject, type WorkBook } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { plainNumber } from '../xlsx/cell-text.ts';
import { shownByFormat } from '../xlsx/date-cells.ts';

const [, , path = '', sheet = '', target = ''] = process.argv;
// Files of Excel 5 and 95 hold bytes of a code page; Thai where they do not say which.
set_cptable(codePages);

try {
  const workbook = read(readFileSync(path), { type: 'buffer', dense: true, cellNF: true, cellFormula: false, cellHTML: false, cellText: false, codepage: 874, bookSheets: false });
  const names = workbook.SheetNames.map((name, at) => ({ name, hidden: (workbook.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0 }));
  const chosen = sheet === '' ? names.find(({ hidden }) => !hidden)?.name ?? names[0]?.name : names.find(({ name }) => name === sheet || name.trim() === sheet.trim())?.name;
  const found = chosen === undefined ? undefined : workbook.Sheets[chosen];
  if (target !== '' && found) writeRows((found['!data'] ?? []) as (CellObject | undefined)[][], target);
  const merges = (found?.['!merges'] ?? []).slice(0, 10_000).map(({ s, e }) => ({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c }));
  process.stdout.write(JSON.stringify({ sheets: names, is1904: is1904(workbook), merges }));
} catch (error) {
  const { message } = error as Error;
  process.stdout.write(JSON.stringify({ problem: /password|encrypt/i.test(message) ? 'protected' : 'broken', message: message.slice(0, 500) }));
}

function is1904(workbook: WorkBook): boolean {
  return workbook.Workbook?.WBProps?.date1904 === true;
}

function writeRows(rows: (CellObject | undefined)[][], to: string): void {
  const file = openSync(to, 'w');
  let text = '';
  rows.forEach((row, at) => {
    const cells = Array.from(row ?? [], cellOf);
    while (cells.at(-1) === null) cells.pop();
    if (cells.length === 0) return;
    text += `${JSON.stringify([at + 1, ...cells])}\n`;
    if (text.length < 1 << 20) return;
    writeSync(file, text);
    text = '';
  });
  writeSync(file, text);
}

function cellOf(cell: CellObject | undefined): string | null | [number, string] {
  if (!cell || cell.v === undefined || cell.t === 'z') return null;
  if (cell.t === 'n') return typeof cell.z === 'string' && shownByFormat(0, cell.z) !== 'number' ? [cell.v as number, cell.z] : plainNumber(String(cell.v));
  if (cell.t === 'e') return cell.w ?? '#ERROR!';
  return cell.v === '' ? null : String(cell.v);
}
