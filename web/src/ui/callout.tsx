import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { Mark } from './mark.tsx';

/** A message in the page: what happened, then what to do. `alert` only for errors that are new. */
export function Callout({ tone, title, alert = false, level = 2, children }: {
  tone: Tone; title: ReactNode; alert?: boolean; level?: 2 | 3; children?: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="callout" data-s={tone === 'idle' ? undefined : tone} role={alert ? 'alert' : undefined}>
      <Mark glyph={tone} />
      <Heading className="t16">{title}</Heading>
      {children}
    </div>
  );
}
