import type { ReactNode } from 'react';

/** Glyphs on a 16 px grid; each state has a shape of its own, so that grey paper tells them apart (UI.md §1.2). */
const glyphs = {
  fresh: <rect x="2" y="2" width="12" height="12" rx="2.5" fill="currentColor" />,
  stale: (
    <>
      <rect x="2.9" y="2.9" width="10.2" height="10.2" rx="1.8" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M3 8h10v3.5A1.7 1.7 0 0 1 11.3 13.2H4.7A1.7 1.7 0 0 1 3 11.5z" fill="currentColor" />
    </>
  ),
  fail: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2.5" fill="currentColor" />
      <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" stroke="var(--knock)" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  held: (
    <>
      <circle cx="8" cy="8" r="6.8" fill="currentColor" />
      <path d="M6.2 5.5v5M9.8 5.5v5" stroke="var(--knock)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  over: <path d="M8 2.1 13.9 8 8 13.9 2.1 8z" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinejoin="round" />,
  plan: <circle cx="8" cy="8" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  ok: (
    <>
      <circle cx="8" cy="8" r="6.8" fill="currentColor" />
      <path d="m5 8.2 2.1 2.1L11.1 6" fill="none" stroke="var(--knock)" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.8 15 14H1z" fill="currentColor" stroke="currentColor" strokeWidth="1" strokeLinejoin="round" />
      <path d="M8 6.3v3.6M8 11.9v.01" stroke="var(--knock)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  bad: (
    <>
      <path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z" fill="currentColor" />
      <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" stroke="var(--knock)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6.8" fill="currentColor" />
      <path d="M8 7.6v3.6M8 4.9v.01" stroke="var(--knock)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  idle: <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  run: (
    <>
      <circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" strokeWidth="1.9" opacity=".28" />
      <path d="M8 2.1a5.9 5.9 0 0 1 5.9 5.9" fill="none" stroke="currentColor" strokeWidth="2.1" strokeLinecap="round" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type Glyph = keyof typeof glyphs;

/** A state's glyph; the word always stands beside it or in the accessible name of what holds it. */
export function Mark({ glyph }: { glyph: Glyph }) {
  return <svg className="m" data-s={glyph} viewBox="0 0 16 16" aria-hidden="true" focusable="false">{glyphs[glyph]}</svg>;
}
