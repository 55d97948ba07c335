import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { BoardAgency } from '../../api/types.ts';

/** One tab stop for a grid of marks: arrows move, Home and End jump within a row, Enter follows the link. */
export function useRoving(rows: BoardAgency[]) {
  const [stop, setStop] = useState<string | null>(null);
  const first = rows[0]?.cells[0]?.slug ?? null;
  const current = stop !== null && rows.some((row) => row.cells.some((cell) => cell.slug === stop)) ? stop : first;
  const onFocus = (event: FocusEvent<HTMLElement>) => { const slug = slugAt(event.target); if (slug) setStop(slug); };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const slug = slugAt(event.target);
    const next = slug && nextStop(rows, slug, event.key);
    if (!next) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-slug="${next}"]`)?.focus();
  };
  return { current, onFocus, onKeyDown };
}

/** The dataset whose mark holds an element. */
export function slugAt(target: EventTarget): string | null {
  return (target as HTMLElement).closest<HTMLElement>('[data-slug]')?.dataset['slug'] ?? null;
}

function nextStop(rows: BoardAgency[], slug: string, key: string): string | null {
  const y = rows.findIndex((row) => row.cells.some((cell) => cell.slug === slug));
  const row = rows[y];
  if (!row) return null;
  const x = row.cells.findIndex((cell) => cell.slug === slug);
  const within = (at: number) => row.cells[Math.max(0, Math.min(row.cells.length - 1, at))]?.slug ?? null;
  const across = (at: number) => { const other = rows[at]; return other?.cells[Math.min(x, other.cells.length - 1)]?.slug ?? null; };
  switch (key) {
    case 'ArrowRight': return within(x + 1);
    case 'ArrowLeft': return within(x - 1);
    case 'ArrowDown': return across(y + 1);
    case 'ArrowUp': return across(y - 1);
    case 'Home': return within(0);
    case 'End': return within(row.cells.length - 1);
    default: return null;
  }
}
