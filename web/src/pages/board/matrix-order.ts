import { useRef, useState } from 'react';
import type { BoardAgency, BoardCell, DatasetState } from '../../api/types.ts';

export const matrixSorts = ['urgent', 'name', 'count'] as const;
export type MatrixSort = (typeof matrixSorts)[number];

const thai = new Intl.Collator('th');
const worst: readonly DatasetState[] = ['overdue', 'failing', 'held', 'stale'];

function byUrgency(a: BoardAgency, b: BoardAgency): number {
  for (const state of worst) if (a.counts[state] !== b.counts[state]) return b.counts[state] - a.counts[state];
  return thai.compare(a.agency.nameTh, b.agency.nameTh);
}

const orders: Record<MatrixSort, (a: BoardAgency, b: BoardAgency) => number> = {
  urgent: byUrgency,
  name: (a, b) => thai.compare(a.agency.nameTh, b.agency.nameTh),
  count: (a, b) => b.total - a.total || thai.compare(a.agency.nameTh, b.agency.nameTh),
};

/** Agencies that have datasets, in the order asked for; with a state, only its datasets and the agencies that have them. */
export function matrixRows(agencies: readonly BoardAgency[], sort: MatrixSort, state: DatasetState | null): BoardAgency[] {
  return agencies
    .map((row) => (state ? { ...row, cells: row.cells.filter((cell) => cell.state === state) } : row))
    .filter((row) => row.cells.length > 0)
    .toSorted(orders[sort]);
}

interface Order { key: string; agencies: string[]; cells: Map<string, string[]> }

/**
 * Keeps rows and marks where the reader saw them first while the figures under them change.
 *
 * @param key what the reader chose (day, sort, filter); another key takes the fresh order.
 * @returns rows in the kept order, whether the fresh order differs, and a way to take it.
 */
export function useSteadyRows(rows: BoardAgency[], key: string): { rows: BoardAgency[]; moved: boolean; reorder: () => void } {
  const order = useRef<Order | null>(null);
  const [, redraw] = useState(0);
  if (order.current?.key !== key) order.current = orderOf(rows, key);
  const kept = order.current;
  const steady = inOrder(rows, kept.agencies, (row) => row.agency.id)
    .map((row) => ({ ...row, cells: inOrder(row.cells, kept.cells.get(row.agency.id) ?? [], (cell) => cell.slug) }));
  const moved = steady.some((row, at) => row.agency.id !== rows[at]?.agency.id || row.cells.some((cell, place) => cell.slug !== rows[at]?.cells[place]?.slug));
  return { rows: steady, moved, reorder: () => { order.current = orderOf(rows, key); redraw((count) => count + 1); } };
}

function orderOf(rows: BoardAgency[], key: string): Order {
  return { key, agencies: rows.map((row) => row.agency.id), cells: new Map(rows.map((row) => [row.agency.id, row.cells.map((cell: BoardCell) => cell.slug)])) };
}

function inOrder<Item>(items: readonly Item[], known: readonly string[], id: (item: Item) => string): Item[] {
  const place = new Map(known.map((each, at) => [each, at]));
  return items.toSorted((a, b) => (place.get(id(a)) ?? known.length) - (place.get(id(b)) ?? known.length));
}
