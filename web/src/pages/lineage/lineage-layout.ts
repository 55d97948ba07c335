import type { Lineage, LineageColumn } from '../../api/lineage-queries.ts';

/** Places of the graph in pixels: four lanes, a head in each, then one row a column; what gives data out stands in the last lane. */
export interface Layout {
  height: number;
  lanes: readonly [Lane, Lane, Lane, Lane];
  rowY(index: number): number;
  boxY(index: number): number;
}
export interface Lane { x: number; width: number }

export const HEAD = 112;
export const ROW = 34;
export const BOX = 46;
const GAP = 44;
/** Below this the lanes would be too narrow to read, and a list stands in their place. */
export const NARROWEST = 760;

/** Lays out rows and boxes in a width. */
export function layOut(width: number, rows: number, boxes: number): Layout {
  const lane = (width - 3 * GAP) / 4;
  const at = (i: number): Lane => ({ x: i * (lane + GAP), width: lane });
  return {
    lanes: [at(0), at(1), at(2), at(3)], height: Math.max(HEAD + rows * ROW, HEAD + boxes * BOX) + 8,
    rowY: (index) => HEAD + index * ROW + ROW / 2, boxY: (index) => HEAD + index * BOX + BOX / 2,
  };
}

/** A line from the right edge of one place to the left edge of another, level at both ends. */
export function lineBetween(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const bend = Math.max(12, (to.x - from.x) / 2);
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}

/** Columns whose name, title or name in the source holds the words; the picked one always stays. */
export function columnsFound(columns: readonly LineageColumn[], words: string, picked: string | undefined): LineageColumn[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [...columns];
  return columns.filter((column) => column.name === picked || [column.name, column.titleTh, column.titleEn, column.source?.name ?? ''].some((text) => text.toLowerCase().includes(wanted)));
}

/** The first columns, and the picked one even when it comes later. */
export function firstColumns(columns: readonly LineageColumn[], count: number, picked: string | undefined): LineageColumn[] {
  return columns.filter((column, i) => i < count || column.name === picked);
}

/** What stands in the last lane: ways out, then datasets that need this one; with a column picked, whether its line leads there. */
export interface OutBox { id: string; title: { th: string; en: string }; to: string | null; address: string | null; why: string | null; onPath: boolean }

export function boxesOf(lineage: Lineage, picked: LineageColumn | undefined): OutBox[] {
  const faces = lineage.faces.map(({ id, th, en, address }) => ({ id, title: { th, en }, to: null, address, why: null, onPath: true }));
  const users = new Set(picked?.uses.flatMap(({ dataset }) => dataset ?? []));
  const after = lineage.after.map(({ slug, titleTh, titleEn, why }) => ({
    id: `${why} ${slug}`, title: { th: titleTh, en: titleEn }, to: `/datasets/${slug}/lineage`, address: null, why, onPath: picked === undefined || why === 'schedule' || users.has(slug),
  }));
  return [...faces, ...after];
}
