import { describe, expect, it } from 'vitest';
import type { Lineage, LineageColumn } from '../../api/lineage-queries.ts';
import { boxesOf, columnsFound, firstColumns, HEAD, layOut, lineBetween, ROW } from './lineage-layout.ts';

const column = (name: string, more: object = {}) => ({ name, titleTh: `หัว ${name}`, titleEn: `Title ${name}`, source: { name: `ต้น ${name}`, place: 1, certain: true }, uses: [], ...more }) as unknown as LineageColumn;

describe('the graph of a lineage', () => {
  it('has a row for each column and grows with them', () => {
    const layout = layOut(1000, 200, 7);
    expect(layout.height).toBeGreaterThan(HEAD + 200 * ROW);
    expect(layout.lanes.map(({ x, width }) => x + width <= 1000)).toEqual([true, true, true, true]);
    expect(layout.rowY(1) - layout.rowY(0)).toBe(ROW);
    expect(lineBetween({ x: 0, y: 5 }, { x: 100, y: 9 })).toBe('M0 5C50 5 50 9 100 9');
  });

  it('finds columns by any of their names and never loses the picked one', () => {
    const columns = ['area', 'code', 'day'].map((name) => column(name));
    expect(columnsFound(columns, 'ต้น co', undefined).map(({ name }) => name)).toEqual(['code']);
    expect(columnsFound(columns, 'nothing', 'day').map(({ name }) => name)).toEqual(['day']);
    expect(firstColumns(columns, 1, 'day').map(({ name }) => name)).toEqual(['area', 'day']);
  });

  it('leads a picked column to every way out, and of other datasets to those that use it', () => {
    const lineage = { faces: [{ id: 'csv', th: 'ก', en: 'a', address: '/x' }], after: [{ slug: 'one', titleTh: 'ก', titleEn: 'a', why: 'code-list' }, { slug: 'two', titleTh: 'ข', titleEn: 'b', why: 'code-list' }] } as unknown as Lineage;
    const picked = column('code', { uses: [{ dataset: 'two' }] });
    expect(boxesOf(lineage, picked).map(({ onPath }) => onPath)).toEqual([true, false, true]);
    expect(boxesOf(lineage, undefined).every(({ onPath }) => onPath)).toBe(true);
  });
});
