/** Where the header stands: title lines above it, one or several rows, or none. */
import { joinHeaderRows } from '@saphan/contracts/header';
import { isNullWord, looksLikeData } from './cell-kinds.ts';
import { dictionaryHit } from './header-words.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';

export interface HeaderEvidence {
  /** 1-based row where the header begins; with no header, where the data begin. */
  headerRow: number;
  /** 0 when there is no header. */
  headerRows: number;
  /** One joined name per column; '' where the header says nothing. */
  names: string[];
  /** 0-based row where the data begin. */
  firstDataRow: number;
  confidence: number;
  notes: Note[];
}

const deepestStart = 30;
const mostHeaderRows = 5;
const bodyRows = 200;

/** Finds the header in the first rows; parts a person has chosen are kept. */
export function detectHeader(rows: readonly string[][], chosen: { headerRow?: number; headerRows?: number } = {}): HeaderEvidence {
  const width = commonWidth(rows);
  const start = chosen.headerRow === undefined ? firstFullRow(rows, width) : chosen.headerRow - 1;
  const typed = typedColumns(rows, start, width);
  const found = chosen.headerRows !== undefined ? { count: chosen.headerRows, confidence: 1 } : countHeaderRows(rows, start, typed);
  const header = rows.slice(start, start + found.count);
  return {
    headerRow: start + 1, headerRows: found.count,
    names: found.count > 0 ? joinHeaderRows(header) : Array.from({ length: width }, () => ''),
    firstDataRow: start + found.count, confidence: found.confidence, notes: headerNotes(start, found.count, found.confidence),
  };
}

function headerNotes(start: number, count: number, confidence: number): Note[] {
  const notes: Note[] = [];
  if (start > 0) notes.push(note(`ข้าม ${start} แถวบนซึ่งเป็นชื่อเรื่อง`, `Skips ${start} title rows at the top.`));
  if (count === 0) notes.push(note('ไม่พบหัวตาราง ตั้งชื่อคอลัมน์ตามตำแหน่ง', 'No header was found; the columns are named by position.'));
  if (count > 1) notes.push(note(`หัวตาราง ${count} แถว รวมชื่อด้วย “ / ”`, `The header has ${count} rows, joined by “ / ”.`));
  if (confidence < 0.8) notes.push(note('ยังไม่แน่ใจว่าแถวแรกเป็นหัวตารางหรือข้อมูล ตรวจจากตัวอย่าง', 'It is not certain whether the first row is a header or data; check the sample.'));
  return notes;
}

const filledCells = (row: readonly string[]): number => row.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0);

function commonWidth(rows: readonly string[][]): number {
  const widths = new Map<number, number>();
  for (const row of rows.slice(0, bodyRows)) if (filledCells(row) > 0) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let best = 1;
  let most = 0;
  for (const [width, count] of widths) if (count > most || (count === most && width > best)) { best = width; most = count; }
  return best;
}

/** Titles fill few cells of the row; the header or the data fill many. */
function firstFullRow(rows: readonly string[][], width: number): number {
  const usual = usualFill(rows);
  const enough = width <= 1 ? 1 : Math.max(2, Math.ceil(usual * 0.4));
  const found = rows.slice(0, deepestStart).findIndex((row) => filledCells(row) >= enough);
  return Math.max(0, found);
}

function usualFill(rows: readonly string[][]): number {
  const fills = rows.slice(0, bodyRows).map(filledCells).filter((count) => count > 0).sort((a, b) => a - b);
  return fills[Math.floor(fills.length / 2)] ?? 1;
}

/** Columns whose body is figures or dates: a header row has words there. Rows near the start may still be header. */
function typedColumns(rows: readonly string[][], start: number, width: number): number[] {
  const far = rows.slice(start + mostHeaderRows, start + bodyRows);
  const near = rows.slice(start + 1, start + bodyRows);
  // Of a short table the lower half is looked at: units and column numbers stand above it.
  const body = (far.length >= 3 ? far : near.slice(Math.floor(near.length / 2))).filter((row) => filledCells(row) > 1 || width === 1);
  const typed: number[] = [];
  for (let column = 0; column < width; column += 1) {
    const cells = body.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '' && !isNullWord(cell));
    if (cells.length > 0 && cells.filter(looksLikeData).length >= cells.length * 0.8) typed.push(column);
  }
  return typed;
}

function countHeaderRows(rows: readonly string[][], start: number, typed: readonly number[]): { count: number; confidence: number } {
  const first = rows[start] ?? [];
  if (rows.length <= start + 1) return { count: isAllData(first) ? 0 : 1, confidence: 0.7 };
  if (typed.length === 0) return wordsOnly(rows, start);
  if (!isHeaderLike(first, typed)) return { count: 0, confidence: 0.9 };
  let count = 1;
  while (count < mostHeaderRows && belongsToHeader(rows, start, count, typed)) count += 1;
  return { count, confidence: count === 1 ? 0.97 : 0.9 };
}

const isAllData = (row: readonly string[]): boolean => row.some(looksLikeData) && row.every((cell) => cell.trim() === '' || looksLikeData(cell));

/** A year or a number may stand in a header ("2567", "1"), but not in every typed column. */
function isHeaderLike(row: readonly string[], typed: readonly number[]): boolean {
  const figures = typed.filter((column) => looksLikeData(row[column] ?? ''));
  const years = figures.every((column) => /^(?:พ\.ศ\.\s*)?(?:2[45]\d\d|19\d\d|20\d\d|[๐-๙]{4})$/.test((row[column] ?? '').trim()));
  return figures.length === 0 || (years && figures.length < row.length && new Set(figures.map((column) => row[column])).size === figures.length);
}

/** A further header row: the row above has merged (blank) cells, or this one holds units, column numbers or blanks over figures. */
function belongsToHeader(rows: readonly string[][], start: number, count: number, typed: readonly number[]): boolean {
  const row = rows[start + count] ?? [];
  const above = rows[start + count - 1] ?? [];
  if (start + count >= rows.length - 1 || filledCells(row) === 0) return false;
  const inBrackets = row.filter((cell) => cell.trim() !== '').every((cell) => /^[([].{0,20}[)\]]$/.test(cell.trim()));
  if (inBrackets) return true;
  if (typed.some((column) => isNullWord((row[column] ?? '').trim())) || !isHeaderLike(row, typed)) return false;
  const mergedAbove = row.some((cell, column) => cell.trim() !== '' && (above[column] ?? '').trim() === '');
  const repeatedAbove = row.some((cell, column) => cell.trim() !== '' && column > 0 && above[column] === above[column - 1] && (above[column] ?? '').trim() !== '');
  return mergedAbove || repeatedAbove;
}

/** With nothing but words below, the first row is a header when its cells are distinct, known or identifier-like, and not repeated below. */
function wordsOnly(rows: readonly string[][], start: number): { count: number; confidence: number } {
  const first = (rows[start] ?? []).map((cell) => cell.trim());
  const cells = first.filter((cell) => cell !== '');
  const known = cells.filter((cell) => dictionaryHit(cell) || /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$|^id$|^name$|^code$/i.test(cell)).length;
  const body = rows.slice(start + 1, start + bodyRows);
  const repeated = first.some((cell, column) => cell !== '' && body.some((row) => (row[column] ?? '').trim() === cell));
  if (repeated && known < cells.length / 2) return { count: 0, confidence: 0.7 };
  if (known >= cells.length / 2) return { count: 1, confidence: 0.95 };
  return { count: new Set(cells).size === cells.length ? 1 : 0, confidence: 0.6 };
}
