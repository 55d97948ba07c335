import type { ReactNode } from 'react';
import { Mark, type Glyph } from './mark.tsx';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'idle';

const glyphTones: Record<Glyph, Tone> = {
  fresh: 'ok', ok: 'ok', stale: 'warn', warn: 'warn', fail: 'bad', bad: 'bad', over: 'bad', held: 'info', info: 'info', run: 'info', plan: 'idle', idle: 'idle',
};

/** A short state in words, with its glyph when it has one. */
export function Badge({ glyph, tone, children }: { glyph?: Glyph; tone?: Tone; children: ReactNode }) {
  const colour = tone ?? (glyph && glyphTones[glyph]);
  return <span className="badge" data-s={colour === 'idle' ? undefined : colour}>{glyph && <Mark glyph={glyph} />}{children}</span>;
}
