import type { Marked } from '../../../api/portal-types.ts';

/** Less than this says nothing by itself. */
const SHORTEST = 20;
const isThai = (text: string) => /[ก-๙]/.test(text);

/** Of an excerpt that holds a description in both languages, line by line, the part that the reader's page speaks; all of it where there is none to speak of. */
export function passageOf(excerpt: Marked, lang: 'th' | 'en'): Marked {
  let start = 0;
  const lines = excerpt.text.split('\n').map((text) => {
    const line = { text, start, end: start + text.length };
    start = line.end + 1;
    return line;
  });
  const own = lines.filter(({ text }) => text.length >= SHORTEST && isThai(text) === (lang === 'th'));
  const marksIn = ({ start: from, end }: (typeof lines)[number]) => excerpt.marks.filter(([a, b]) => a >= from && b <= end);
  const [best] = own.toSorted((a, b) => marksIn(b).length - marksIn(a).length);
  if (!best || lines.length === 1) return excerpt;
  return { text: best.text, marks: marksIn(best).map(([a, b]) => [a - best.start, b - best.start]) };
}
