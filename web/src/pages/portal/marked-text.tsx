import type { Marked } from '../../api/portal-types.ts';

/** A text with what was found in it. Places that overlap or stand outside are left plain. */
export function MarkedText({ of }: { of: Marked }) {
  const pieces: { text: string; isFound: boolean }[] = [];
  let at = 0;
  for (const [from, to] of of.marks) {
    if (from < at || to <= from || to > of.text.length) continue;
    pieces.push({ text: of.text.slice(at, from), isFound: false }, { text: of.text.slice(from, to), isFound: true });
    at = to;
  }
  pieces.push({ text: of.text.slice(at), isFound: false });
  return <>{pieces.map(({ text, isFound }, index) => (isFound ? <mark key={index}>{text}</mark> : text))}</>;
}
