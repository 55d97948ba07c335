import { Graph } from './graph.ts';

/**
 * Which figures of a row of cells are not told, when their total is: those of fewer than `least`, and so many of the smallest others that no difference
 * with the total gives one away.
 */
export function suppressLine(counts: readonly number[], least: number): boolean[] {
  const hidden = counts.map((count) => count > 0 && count < least);
  if (counts.reduce((a, b) => a + b, 0) < least) return counts.map(() => true);
  if (hidden.some(Boolean)) widen(counts, hidden, least);
  return hidden;
}

/** Hides the smallest until two are hidden and they stand for enough rows together. */
function widen(counts: readonly number[], hidden: boolean[], least: number): void {
  const enough = () => hidden.filter(Boolean).length > 1 && counts.reduce((sum, count, i) => sum + (hidden[i] ? count : 0), 0) >= least;
  while (!enough()) {
    const next = smallest(counts.map((count, i) => ({ count, i })).filter(({ count, i }) => !hidden[i] && count > 0));
    if (!next) return;
    hidden[next.i] = true;
  }
}

const smallest = <T extends { count: number }>(from: readonly T[]): T | undefined => from.reduce<T | undefined>((best, each) => best && best.count <= each.count ? best : each, undefined);

/**
 * The same for cells in rows and columns whose sums may be asked for too. A hidden cell is given away exactly where it is a bridge of the graph of hidden
 * cells between rows and columns (D. Gusfield, “A graph theoretic approach to statistical data security”, SIAM J. Comput. 17, 1988): cells are hidden until no bridge is left among
 * those that must stay hidden, sums included. Sums are hidden as `suppressLine` hides them where they are asked for alone, so that the two answers agree.
 *
 * @param counts by row and column, 0 where there is none. @returns by row and column.
 */
export function suppressTable(counts: readonly (readonly number[])[], least: number): boolean[][] {
  const columns = counts[0]?.map((_, c) => counts.map((row) => row[c] as number)) ?? [];
  const sums = { rows: counts.map(sumOf), columns: columns.map(sumOf) };
  const all = () => counts.map((row) => row.map(() => true));
  if (sumOf(sums.rows) < least) return all();
  const hiddenSums = { rows: suppressLine(sums.rows, least), columns: suppressLine(sums.columns, least) };
  const hidden = counts.map((row) => row.map((count) => count > 0 && count < least));
  const kept = { counts, hidden, hiddenSums, least };
  while (widenLines(kept) || mendBridge(kept) === 'mended') { /* until nothing is given away */ }
  return mendBridge(kept) === 'stuck' ? all() : hidden;
}

interface Table { counts: readonly (readonly number[])[]; hidden: boolean[][]; hiddenSums: { rows: boolean[]; columns: boolean[] }; least: number }

const sumOf = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** Lines whose sum is told must hide enough rows together. @returns whether something was hidden. */
function widenLines({ counts, hidden, hiddenSums, least }: Table): boolean {
  const before = hidden.flat().filter(Boolean).length;
  for (const [r, row] of counts.entries()) if (!hiddenSums.rows[r] && hidden[r]?.some(Boolean)) widen(row, hidden[r], least);
  for (const c of counts[0]?.keys() ?? []) {
    const line = hidden.map((row) => row[c] as boolean);
    if (hiddenSums.columns[c] || !line.some(Boolean)) continue;
    widen(counts.map((row) => row[c] as number), line, least);
    for (const [r, row] of hidden.entries()) row[c] = line[r] as boolean;
  }
  return hidden.flat().filter(Boolean).length > before;
}

/** Hides one more cell where one that must stay hidden could be reckoned from the others. */
function mendBridge({ counts, hidden, hiddenSums, least }: Table): 'safe' | 'mended' | 'stuck' {
  const height = counts.length;
  const width = counts[0]?.length ?? 0;
  const graph = new Graph(height + width + 2);
  const [sumRow, sumColumn] = [height, height + 1 + width];
  const nodeOf = (c: number) => height + 1 + c;
  for (const [r, row] of hidden.entries()) for (const [c, cell] of row.entries()) if (cell) graph.join(r, nodeOf(c), (counts[r]?.[c] ?? 0) > 0 && (counts[r]?.[c] ?? 0) < least);
  for (const [r, cell] of hiddenSums.rows.entries()) if (cell) graph.join(r, sumColumn, true);
  for (const [c, cell] of hiddenSums.columns.entries()) if (cell) graph.join(sumRow, nodeOf(c), true);
  const side = graph.sideOfBridge();
  if (side === null) return 'safe';
  const crossing = counts.flatMap((row, r) => row.map((count, c) => ({ r, c, count: count === 0 ? Number.MAX_SAFE_INTEGER : count })))
    .filter(({ r, c }) => !hidden[r]?.[c] && side.has(r) !== side.has(nodeOf(c)));
  const next = smallest(crossing);
  if (!next) return 'stuck';
  (hidden[next.r] as boolean[])[next.c] = true;
  return 'mended';
}
