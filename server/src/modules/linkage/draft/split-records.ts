/** Splits decoded text into records for looking at; the sieve reads the whole file by its own, exact rules. */

export interface SampleRecord { line: number; cells: string[] }

export interface SplitOptions {
  delimiter: string;
  quote: '"' | "'" | 'none';
  maxRecords: number;
  maxCells: number;
  /** Whether the text ends with the file; if not, the last record is cut off and dropped. */
  complete: boolean;
}

/** A quoted cell longer than this is taken as a quote that never closes, and the line is read without quoting. */
const longestQuoted = 64 * 1024;

/** Records with their physical line, 1-based. Blank lines are kept as a record of one empty cell, so that row numbers stay true. */
export function splitRecords(text: string, options: SplitOptions): SampleRecord[] {
  const records: SampleRecord[] = [];
  let at = 0;
  let line = 1;
  let cellsLeft = options.maxCells;
  while (at < text.length && records.length < options.maxRecords && cellsLeft > 0) {
    const record = readRecord(text, at, options);
    if (!options.complete && record.end >= text.length && !record.ended) break;
    records.push({ line, cells: record.cells });
    cellsLeft -= record.cells.length;
    line += record.lines;
    at = record.end;
  }
  return records;
}

interface ReadRecord { cells: string[]; end: number; lines: number; ended: boolean }

function readRecord(text: string, start: number, options: SplitOptions): ReadRecord {
  const cells: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const cell = readCell(text, at, options);
    cells.push(cell.text);
    lines += cell.lines;
    at = cell.end;
    if (text[at] === options.delimiter) { at += 1; continue; }
    if (at >= text.length) return { cells, end: at, lines, ended: false };
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    return { cells, end: at, lines, ended: true };
  }
}

function readCell(text: string, start: number, { delimiter, quote }: SplitOptions): { text: string; end: number; lines: number } {
  if (quote !== 'none' && text[start] === quote) {
    const quoted = readQuoted(text, start, quote, delimiter);
    if (quoted) return quoted;
  }
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(start, end), end, lines: 0 };
}

/** A quoted cell, or null when the quote does not close where a cell can end. */
function readQuoted(text: string, start: number, quote: string, delimiter: string): { text: string; end: number; lines: number } | null {
  let at = start + 1;
  for (;;) {
    const close = text.indexOf(quote, at);
    if (close < 0 || close - start > longestQuoted) return null;
    const next = text[close + 1];
    if (next === quote) { at = close + 2; continue; }
    if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') return null;
    const inner = text.slice(start + 1, close);
    return { text: inner.replaceAll(quote + quote, quote), end: close + 1, lines: inner.split(/\r\n|\r|\n/).length - 1 };
  }
}
