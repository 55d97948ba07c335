import { normalise, tokenise, type Dictionary, type Token } from '#kernel/thai-text/index.ts';
import { problem } from './errors.ts';

export const LONGEST_QUERY = 200;
export const MOST_WORDS = 20;

/** What somebody asked, as the index has it. */
export interface ReadQuery {
  /** Words that should all be there, each once. */
  must: string[];
  /** Names, phrases and whole runs beside them: those who have them come first. */
  may: string[];
  /** Texts between quotes, normalised: they must stand so. */
  phrases: string[];
  /** Texts between spaces of several words: who has them as they were typed comes first. */
  runs: string[];
  /** Words as they stand, to be tried with their neighbours where one is unknown: ICU parts a misspelt word anywhere. */
  words: { term: string; start: number; end: number }[];
  /** The query, normalised. */
  text: string;
  /** The query without spaces, to be compared with titles. */
  key: string;
}

/**
 * @throws `catalog.query-too-long` beyond 200 characters or 20 words with spaces between, before anything is computed from it.
 */
export function readQuery(text: string, dictionary: Dictionary): ReadQuery {
  if (text.length > LONGEST_QUERY) throw tooLong(text.length, undefined);
  const phrases: string[] = [];
  const normal = normalise(text).replace(/["“”]([^"“”]+)["“”]/g, (_, phrase: string) => { phrases.push(phrase.trim()); return ` ${phrase} `; }).trim();
  const pieces = normal.split(/\s+/).filter((piece) => piece !== '');
  if (pieces.length > MOST_WORDS) throw tooLong(text.length, pieces.length);
  const tokens = tokenise(normal, dictionary);
  const same = outermost(tokens.filter(({ kind }) => kind === 'same'));
  const covered = (token: Token) => same.some(({ start, end }) => start <= token.start && token.end <= end);
  const must = new Set([...tokens.filter((token) => token.kind === 'word' && !covered(token)), ...same].map(({ term }) => term));
  const may = new Set(tokens.map(({ term }) => term).filter((term) => !must.has(term)));
  const words = tokens.filter(({ kind }) => kind === 'word');
  const runs = pieces.filter((piece) => piece.length >= 4 && tokenise(piece, dictionary).filter(({ kind }) => kind === 'word').length > 1);
  return { must: [...must], may: [...may], phrases: phrases.filter((phrase) => phrase !== ''), runs: words.length <= MOST_WORDS ? runs : [], words, text: normal, key: normal.replace(/["“”\s]+/g, '') };
}

/** Names that stand in no longer name: whoever asks for the office of a department does not ask for the department. */
const outermost = (names: readonly Token[]): Token[] =>
  names.filter((name) => !names.some((other) => other !== name && other.start <= name.start && name.end <= other.end && other.end - other.start > name.end - name.start));

const tooLong = (characters: number, words: number | undefined) => problem('query-too-long', {
  characters, words, detailTh: `คำค้นมี ${characters} ตัวอักษร${words ? ` ${words} คำ` : ''}`, detailEn: `The query has ${characters} characters${words ? ` and ${words} words` : ''}`,
});

/** Words of a text that must all be there, for filters. */
export function wordsOf(text: string, dictionary: Dictionary): string[] {
  const tokens = tokenise(normalise(text.slice(0, LONGEST_QUERY)), dictionary);
  return [...new Set(tokens.filter(({ kind }) => kind === 'word').map(({ term }) => term))];
}
