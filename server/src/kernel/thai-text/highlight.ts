import type { Dictionary } from './dictionary.ts';
import { normaliseWithPlaces } from './normalise.ts';
import { tokenise } from './tokenise.ts';

/** A piece of a text with the places in it that were asked for: `[from, to)`, in order, apart from each other. */
export interface Highlight { text: string; marks: [number, number][] }

const LOOKED_AT = 1_200;

/**
 * Marks what was found, by the same words that found it; a text longer than `length` is cut around the densest marks.
 *
 * @param terms what the query and the index had in common.
 */
export function highlight(text: string, terms: ReadonlySet<string>, dictionary: Dictionary, length = 200): Highlight {
  if (terms.size === 0) return { text: text.length <= length ? text : `${text.slice(0, length)}…`, marks: [] };
  const looked = text.slice(0, LOOKED_AT);
  const { text: normal, places } = normaliseWithPlaces(looked);
  const found = tokenise(normal, dictionary).filter((token) => terms.has(token.term)).map(({ start, end }): [number, number] => [places[start] as number, places[end] as number]);
  const marks = joinMarks(found);
  if (text.length <= length) return { text, marks };
  const from = densestStart(marks, length, looked.length);
  const [begin, end] = [from === 0 ? 0 : nextBreak(looked, from), Math.min(text.length, from + length)];
  const [head, tail] = [begin > 0 ? '…' : '', end < text.length ? '…' : ''];
  return {
    text: `${head}${text.slice(begin, end)}${tail}`,
    marks: marks.filter(([a, b]) => a >= begin && b <= end).map(([a, b]) => [a - begin + head.length, b - begin + head.length]),
  };
}

function joinMarks(found: [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** Where a window of this length holds the most marks; a little before the first of them. */
function densestStart(marks: readonly [number, number][], length: number, whole: number): number {
  let [best, most] = [0, 0];
  for (const [start] of marks) {
    const held = marks.filter(([a, b]) => a >= start && b <= start + length - 30).length;
    if (held > most) [best, most] = [start, held];
  }
  return Math.max(0, Math.min(best - 30, whole - length));
}

/** The next place after `from` where a cut hurts least: behind a space, else before a letter that carries its marks. */
function nextBreak(text: string, from: number): number {
  const space = text.slice(from, from + 30).search(/\s/);
  if (space >= 0) return from + space + 1;
  let at = from;
  while (at < text.length && /[\p{M}\u0E30\u0E32\u0E33\u0E45]/u.test(text[at] as string)) at += 1;
  return at;
}
