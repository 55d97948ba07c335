import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressLine, suppressTable } from './suppress.ts';

/** Whether a hidden cell is fixed by what is told, by linear algebra over the rationals: the honest attacker's reckoning. */
function givenAway(counts: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[], sums: { rows: boolean[]; columns: boolean[] }): Set<string> {
  const [height, width] = [counts.length, counts[0]?.length ?? 0];
  const unknowns: string[] = [];
  for (let r = 0; r < height; r += 1) for (let c = 0; c < width; c += 1) if (hidden[r]?.[c]) unknowns.push(`${r},${c}`);
  sums.rows.forEach((off, r) => off && unknowns.push(`row ${r}`));
  sums.columns.forEach((off, c) => off && unknowns.push(`column ${c}`));
  const at = new Map(unknowns.map((name, i) => [name, i]));
  const equations: number[][] = [];
  const line = (cells: string[], sum: string | null) => {
    const row = unknowns.map(() => 0);
    for (const cell of cells) if (at.has(cell)) row[at.get(cell) as number] = 1;
    if (sum !== null && at.has(sum)) row[at.get(sum) as number] = -1;
    equations.push(row);
  };
  for (let r = 0; r < height; r += 1) line(Array.from({ length: width }, (_, c) => `${r},${c}`), `row ${r}`);
  for (let c = 0; c < width; c += 1) line(Array.from({ length: height }, (_, r) => `${r},${c}`), `column ${c}`);
  line(sums.rows.map((_, r) => `row ${r}`), null);
  line(sums.columns.map((_, c) => `column ${c}`), null);
  reduce(equations, unknowns.length);
  return new Set(equations.flatMap((row) => { const set = row.flatMap((x, i) => Math.abs(x) > 1e-9 ? [i] : []); return set.length === 1 ? [unknowns[set[0] as number] as string] : []; }));
}

/** Gauss and Jordan. */
function reduce(rows: number[][], width: number): void {
  for (let c = 0, top = 0; c < width && top < rows.length; c += 1) {
    const pivot = rows.findIndex((row, i) => i >= top && Math.abs(row[c] as number) > 1e-9);
    if (pivot < 0) continue;
    [rows[top], rows[pivot]] = [rows[pivot] as number[], rows[top] as number[]];
    const lead = rows[top] as number[];
    const by = lead[c] as number;
    lead.forEach((x, i) => { lead[i] = x / by; });
    rows.forEach((row, i) => { const times = row[c] as number; if (i !== top && times !== 0) row.forEach((x, j) => { row[j] = x - times * (lead[j] as number); }); });
    top += 1;
  }
}

const sumsOf = (counts: readonly (readonly number[])[]) => ({ rows: counts.map((row) => row.reduce((a, b) => a + b, 0)), columns: (counts[0] ?? []).map((_, c) => counts.reduce((a, row) => a + (row[c] as number), 0)) });

describe('suppression', () => {
  it.each([[[10, 3, 20], [true, true, false]], [[10, 20], [false, false]], [[1, 1, 30], [true, true, true]], [[3, 1], [true, true]], [[0, 9], [false, false]], [[2, 4, 9], [true, true, false]]])('of a line %j', (counts, hidden) => {
    expect(suppressLine(counts, 5)).toEqual(hidden);
  });

  it('hides every small cell, and no reckoning with all sums finds one', () => {
    const table = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([height, width]) => fc.array(fc.array(fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 7 }) }, { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }) }), { minLength: width, maxLength: width }), { minLength: height, maxLength: height }));
    fc.assert(fc.property(table, fc.integer({ min: 2, max: 8 }), (counts, least) => {
      const hidden = suppressTable(counts, least);
      const sums = sumsOf(counts);
      // Then not even the total is told.
      if (sums.rows.reduce((a, b) => a + b, 0) < least) { expect(hidden.flat().every(Boolean)).toBe(true); return; }
      const off = { rows: suppressLine(sums.rows, least), columns: suppressLine(sums.columns, least) };
      const found = givenAway(counts, hidden, off);
      counts.forEach((row, r) => row.forEach((count, c) => {
        if (count === 0 || count >= least) return;
        expect(hidden[r]?.[c]).toBe(true);
        expect(found.has(`${r},${c}`)).toBe(false);
      }));
      expect([...found].filter((name) => /^row|^column/.test(name))).toEqual([]);
    }), { numRuns: 1_000 });
  });

  it('hides little of a large table', () => {
    const counts = Array.from({ length: 77 }, (_, r) => Array.from({ length: 40 }, (_, c) => (r * 31 + c * 17) % 97));
    const before = performance.now();
    const hidden = suppressTable(counts, 5).flat().filter(Boolean).length;
    expect(hidden).toBeLessThan(counts.flat().length / 5);
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
