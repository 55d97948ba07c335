import { toAsciiDigits } from '@saphan/contracts/thai-digits';

/** What can be found; a group of the list each. */
export const hitKinds = ['page', 'agency', 'dataset', 'run', 'contract'] as const;
export type HitKind = (typeof hitKinds)[number];

/** What a person typed, understood. */
export interface Question {
  /** Without the words that only name a kind, as it was typed. */
  text: string;
  /** Its words, lower case; Thai, which writes no spaces, is cut by the browser's dictionary. */
  words: string[];
  /** A whole number in it, which may be that of a run. */
  number: number | null;
  /** The kind that was named ("ข้อกำหนด ฝน"), which then comes first. */
  kind: HitKind | null;
}

const kindWords: [HitKind, RegExp][] = [
  ['run', /^(?:รอบที่|รอบ|runs?)$/i], ['contract', /^(?:ข้อกำหนด|contracts?)$/i],
  ['agency', /^(?:หน่วยงาน|agency|agencies)$/i], ['dataset', /^(?:ชุดข้อมูล|datasets?)$/i],
];

/** Reads what was typed: `รอบ ๗๓`, `contract rain`, `พื้นที่เพาะปลูก`. */
export function readQuestion(typed: string): Question {
  // "รอบ73" and "#73" are written without a space.
  const parts = toAsciiDigits(typed).trim().replace(/^#/, '').replace(/^(\D+?)(\d+)$/u, (all, word: string, digits: string) => (kindOf(word.trim()) ? `${word} ${digits}` : all)).split(/\s+/).filter(Boolean);
  const kind = parts.map(kindOf).find((each) => each !== null) ?? null;
  const rest = parts.filter((part) => kindOf(part) === null);
  const digits = rest.find((part) => /^\d{1,9}$/.test(part));
  return { text: rest.join(' '), words: rest.flatMap(cut), number: digits === undefined ? null : Number(digits), kind };
}

function kindOf(word: string): HitKind | null {
  return kindWords.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });

function cut(part: string): string[] {
  if (!/[ก-๙]/.test(part)) return [part.toLowerCase()];
  const words = [...thaiWords.segment(part.toLowerCase())].filter(({ isWordLike, segment }) => isWordLike && segment.length > 1).map(({ segment }) => segment);
  return words.length > 0 ? words : [part.toLowerCase()];
}

/** Whether every word of the question stands somewhere in these texts. */
export function answers(question: Question, texts: readonly string[]): boolean {
  const hay = texts.join('\n').toLowerCase();
  return question.words.every((word) => hay.includes(word));
}

interface NamedAgency { id: string; abbrTh: string; abbrEn: string; nameTh: string; nameEn: string }

/** What to ask the catalogue when the whole phrase stands in no title: the agency that a word names, and the longest other word. */
export function widen(question: Question, agencies: readonly NamedAgency[]): { agency?: string; q?: string } {
  const parts = question.text.toLowerCase().split(/\s+/);
  const agency = agencies.find((each) => parts.some((part) => names(each, part)));
  const others = agency ? parts.filter((part) => !names(agency, part)).flatMap(cut) : question.words;
  const [longest] = others.toSorted((a, b) => b.length - a.length);
  return { ...(agency && { agency: agency.id }), ...(longest && { q: longest }) };
}

function names(agency: NamedAgency, part: string): boolean {
  const bare = part.replaceAll('.', '');
  return [agency.id, agency.abbrTh, agency.abbrEn].some((name) => name.toLowerCase().replaceAll('.', '') === bare) || agency.nameTh === part;
}
