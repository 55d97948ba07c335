/** Where the columns of a file of fixed width begin, told by the blanks that all of its lines share. */

const seenLines = 1_000;
const longestLine = 10_000;
/** Texts begin where their column does, in nearly every line; figures end there. */
const leftAligned = 0.9;

export interface FixedPlace { start: number; length: number }

/**
 * The first place of each column but the first, 1-based.
 * @param lines code points or bytes of lines of data, 0x20 and 0xa0 are blank; the first 1,000 are looked at.
 */
export function findBorders(lines: readonly ArrayLike<number>[]): number[] {
  const seen = lines.slice(0, seenLines);
  const width = Math.min(longestLine, seen.reduce((most, line) => Math.max(most, line.length), 0));
  const filled = new Uint32Array(width);
  for (const line of seen) for (let at = 0; at < Math.min(width, line.length); at += 1) if (!isBlank(line[at] as number)) filled[at] = (filled[at] as number) + 1;
  const borders: number[] = [];
  let end = -1; // behind the last place that is filled
  for (let at = 0; at < width; at += 1) {
    if (filled[at] === 0) continue;
    if (end >= 0 && at > end) borders.push(borderOf(seen, filled, end, at) + 1);
    end = at + 1;
  }
  return borders;
}

/** Columns between borders, up to the longest line; borders out of order or beyond it are left out. */
export function placesOf(borders: readonly number[], width: number): FixedPlace[] {
  const starts = [1, ...[...new Set(borders)].filter((start) => start > 1 && start <= width).sort((a, b) => a - b)];
  return starts.map((start, at) => ({ start, length: (starts[at + 1] ?? width + 1) - start }));
}

/** The gap belongs to the column at its left where the right one begins at its first place; a gap before figures is shared. */
function borderOf(lines: readonly ArrayLike<number>[], filled: Uint32Array, gap: number, next: number): number {
  let stop = next;
  while (stop < filled.length && filled[stop] !== 0) stop += 1;
  const used = lines.filter((line) => hasText(line, next, stop)).length;
  return (filled[next] as number) >= used * leftAligned ? next : gap + ((next - gap) >> 1);
}

function hasText(line: ArrayLike<number>, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, line.length); at += 1) if (!isBlank(line[at] as number)) return true;
  return false;
}

const isBlank = (value: number): boolean => value === 0x20 || value === 0xa0 || value === 0x09;
