import type { ZipParts } from './open-zip.ts';
import { columnOf } from './sheet-rows.ts';

/** A merged range; rows 1-based, columns 0-based, both inclusive. */
export interface Merge { top: number; bottom: number; left: number; right: number }

/**
 * Merged ranges that touch the first `lastRow` rows. They stand after the rows in the XML, so the part is unpacked and searched for the
 * tag as bytes, which costs a small part of parsing it: a `<` in a cell is always escaped.
 */
export async function readMerges(parts: ZipParts, part: string, lastRow: number): Promise<Merge[]> {
  const merges: Merge[] = [];
  let rest = '';
  const source = await parts.open(part);
  for await (const chunk of source) {
    const text = rest + (chunk as Buffer).toString('latin1');
    const end = text.lastIndexOf('>') + 1;
    rest = text.slice(end).slice(-4096);
    if (text.includes('mergeCell ')) collect(text.slice(0, end), lastRow, merges);
  }
  return merges;
}

function collect(text: string, lastRow: number, merges: Merge[]): void {
  for (const match of text.matchAll(/<(?:\w+:)?mergeCell\s+ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']/g)) {
    const merge = { left: columnOf(match[1] as string), top: Number(match[2]), right: columnOf(match[3] as string), bottom: Number(match[4]) };
    if (merge.top <= lastRow && merge.right < 16_384) merges.push(merge);
  }
}

/** Copies the value of each merged range's first cell into the cells it covers, within the given rows. */
export function fillMerges(rows: Map<number, (string | null | undefined)[]>, merges: readonly Merge[]): void {
  for (const merge of merges) {
    const value = rows.get(merge.top)?.[merge.left];
    if (value === undefined || value === null) continue;
    for (let line = merge.top; line <= merge.bottom; line += 1) {
      const cells = rows.get(line);
      if (!cells) continue;
      for (let column = merge.left; column <= merge.right; column += 1) cells[column] = value;
    }
  }
}

/** One name per column: the levels from top to bottom without repeats and blanks, joined by ` / `. */
export function joinHeader(rows: readonly (string | null | undefined)[][]): string[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return Array.from({ length: width }, (_, column) => {
    const levels: string[] = [];
    for (const cells of rows) {
      const level = (cells[column] ?? '').replace(/\s+/g, ' ').trim();
      if (level !== '' && level !== levels.at(-1)) levels.push(level);
    }
    return levels.join(' / ');
  });
}
