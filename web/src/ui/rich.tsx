import type { ReactNode } from 'react';
import type { SearchText } from '../app/search.ts';
import { PageLink } from './page-link.tsx';

const parts = /(\*\*.+?\*\*|!!.+?!!|~~.+?~~)/g;

/** A figure with its unit stays on one line; anything longer is a phrase, which may break. */
const figureLength = 24;

/** The list behind a figure. */
export interface Behind { to: string; search: SearchText }

/**
 * A sentence from the messages: `**strong**`, `!!needs attention!!`, `~~stays on one line~~`. Nothing else is read as markup.
 *
 * @param links the lists behind the strong figures, in their order; null for one without.
 */
export function Rich({ text, links = [] }: { text: string; links?: readonly (Behind | null)[] }) {
  const before = (at: number) => text.split(parts).slice(0, at).join('').split('**').length >> 1;
  return <>{text.split(parts).map((part, at) => <RichPart key={at} part={part} links={links.slice(before(at))} />)}</>;
}

function RichPart({ part, links }: { part: string; links: readonly (Behind | null)[] }): ReactNode {
  const inner = part.slice(2, -2);
  if (part.startsWith('**') && part.length > 4) {
    const strong = <b className={inner.length <= figureLength ? 'num' : undefined}>{inner}</b>;
    return links[0] ? <PageLink className="plain" to={links[0].to} search={links[0].search}>{strong}</PageLink> : strong;
  }
  if (part.startsWith('!!') && part.length > 4) return <span className="bad nw"><Rich text={inner} links={links} /></span>;
  if (part.startsWith('~~') && part.length > 4) return <span className="nw"><Rich text={inner} links={links} /></span>;
  return part;
}
