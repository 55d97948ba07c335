/** Where words begin and end. ICU is quadratic in the length of its text (134 s for 602,000 characters), so it is given runs of 800. */

export interface Segment { text: string; start: number; end: number }

const RUN_LIMIT = 800;
const words = new Intl.Segmenter('th', { granularity: 'word' });

/** Thai letters and marks without digits, ฯ, ๆ and ฿. */
export const THAI_LETTERS = '\\u0E01-\\u0E2E\\u0E30-\\u0E3A\\u0E40-\\u0E45\\u0E47-\\u0E4E';
const HANGS = /[\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]/;

/** Cuts one run of Thai letters (no spaces) into words; whatever the length, time grows in line with it. */
export function segmentThai(run: string, offset = 0): Segment[] {
  const found: Segment[] = [];
  for (let at = 0; at < run.length;) {
    const piece = run.slice(at, at + RUN_LIMIT);
    const cut = [...words.segment(piece)].map(({ segment, index }) => ({ text: segment, start: offset + at + index, end: offset + at + index + segment.length }));
    const whole = at + RUN_LIMIT >= run.length;
    // The last word of a piece may go on behind it: it is cut again with the next piece.
    const kept = whole || cut.length === 1 ? cut : cut.slice(0, -1);
    found.push(...kept);
    at = (kept.at(-1)?.end ?? offset + run.length) - offset;
  }
  return joinHanging(found);
}

/** A mark never begins a word: ICU parts unknown words anywhere. */
function joinHanging(segments: Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const before = joined.at(-1);
    if (before && HANGS.test(segment.text[0] as string)) joined[joined.length - 1] = { text: before.text + segment.text, start: before.start, end: segment.end };
    else joined.push(segment);
  }
  return joined;
}
