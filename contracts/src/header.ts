/** One name per column from the rows of a header; the reader of a file and the draft of its contract must agree on it. */
import { normaliseHeader } from './thai-text.ts';

/**
 * Joins the levels of a header from top to bottom, without blanks and repeats, by ` / `.
 *
 * In delimited text a merged cell is its text followed by blanks. Above the last row such blanks take the text at their left
 * where a lower row has a name for the column.
 */
export function joinHeaderRows(rows: readonly (readonly (string | null | undefined)[])[]): string[] {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  const filled = rows.map((cells, level) => fillRight(Array.from({ length: width }, (_, i) => normaliseHeader(cells[i] ?? '')), rows.slice(level + 1)));
  return Array.from({ length: width }, (_, column) => {
    const levels = filled.map((cells) => cells[column] as string).filter((text) => text !== '');
    return levels.filter((text, i) => text !== levels[i - 1]).join(' / ');
  });
}

function fillRight(cells: string[], lower: readonly (readonly (string | null | undefined)[])[]): string[] {
  let last = '';
  return cells.map((text, column) => {
    if (text !== '') last = text;
    const named = lower.some((row) => normaliseHeader(row[column] ?? '') !== '');
    return text === '' && named ? last : text;
  });
}
