import type { ReactNode } from 'react';

const parts = /(\*\*.+?\*\*|!!.+?!!|~~.+?~~)/g;

/** A figure with its unit stays on one line; anything longer is a phrase, which may break. */
const figureLength = 24;

/** A sentence from the messages: `**strong**`, `!!needs attention!!`, `~~stays on one line~~`. Nothing else is read as markup. */
export function Rich({ text }: { text: string }) {
  return <>{text.split(parts).map((part, at) => <RichPart key={at} part={part} />)}</>;
}

function RichPart({ part }: { part: string }): ReactNode {
  const inner = part.slice(2, -2);
  if (part.startsWith('**') && part.length > 4) return <b className={inner.length <= figureLength ? 'num' : undefined}>{inner}</b>;
  if (part.startsWith('!!') && part.length > 4) return <span className="bad nw"><Rich text={inner} /></span>;
  if (part.startsWith('~~') && part.length > 4) return <span className="nw"><Rich text={inner} /></span>;
  return part;
}
