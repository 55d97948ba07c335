import type { Dictionary } from './dictionary.ts';
import { segmentThai, THAI_LETTERS } from './segment.ts';
import { stem } from './stem.ts';

export interface Token {
  /** As it is compared. */
  term: string;
  /** `word` as segmented; `phrase` of the dictionary; `same` is the one name of all that mean the same; `run` a short text between spaces, whole. */
  kind: 'word' | 'phrase' | 'same' | 'run';
  /** Places in the normalised text. */
  start: number;
  end: number;
}

const LONGEST_WHOLE_RUN = 12;
const SHORTEST_FREE_PHRASE = 5;
const CONSONANTS = '\\u0E01-\\u0E2E';
/** `สป.กษ.`, `ก.ย.`: consonants with dots, which are written without them as well. */
const ABBREVIATION = `(?<![${THAI_LETTERS}])(?:[${CONSONANTS}]{1,4}\\.)+(?:[${CONSONANTS}]{1,4}(?![${THAI_LETTERS}]))?`;
const NUMBER = '\\d+(?:,\\d{3})+(?!\\d)|\\d+\\.\\d+';
const PIECE = new RegExp(`(${ABBREVIATION})|([${THAI_LETTERS}]+)|(${NUMBER})|((?:(?!\\p{Script=Thai})\\p{L}|\\p{M})+|\\p{N}+)`, 'gu');

/**
 * Everything a text is found by. Texts that are indexed and texts that are asked go through this one function.
 *
 * @param text already normalised.
 */
export function tokenise(text: string, dictionary: Dictionary): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(PIECE)) {
    const [piece, abbreviation, thai, number] = match;
    if (abbreviation) tokens.push(...tokensOfAbbreviation(piece, match.index, dictionary));
    else if (thai) tokens.push(...tokensOfRun(piece, match.index, dictionary));
    else tokens.push(...tokensOfWord(number ? piece.replaceAll(',', '') : stem(piece), match.index, match.index + piece.length, dictionary));
  }
  return [...tokens, ...phrasesWithSpaces(text, dictionary)];
}

function tokensOfAbbreviation(piece: string, start: number, dictionary: Dictionary): Token[] {
  const end = start + piece.length;
  const parts = piece.split('.').filter((part) => part.length > 1);
  const whole = piece.replaceAll('.', '');
  return [...tokensOfWord(whole, start, end, dictionary), ...parts.filter((part) => part !== whole).map((term): Token => ({ term, kind: 'phrase', start, end }))];
}

function tokensOfWord(term: string, start: number, end: number, dictionary: Dictionary): Token[] {
  return [{ term, kind: 'word', start, end }, ...sameOf(term, start, end, dictionary)];
}

function sameOf(term: string, start: number, end: number, dictionary: Dictionary): Token[] {
  const same = dictionary.sameAs(term);
  return same === null ? [] : [{ term: same, kind: 'same', start, end }];
}

function tokensOfRun(run: string, start: number, dictionary: Dictionary): Token[] {
  const segments = segmentThai(run, start);
  // A lone letter is a leftover of an unknown word, unless it is all there is.
  const words = segments.filter(({ text }) => text.length > 1 || segments.length === 1);
  const tokens: Token[] = words.map(({ text, start: from, end }) => ({ term: text, kind: 'word', start: from, end }));
  if (run.length <= LONGEST_WHOLE_RUN && segments.length > 1) tokens.push({ term: run, kind: 'run', start, end: start + run.length });
  const known = new Set(tokens.map((token) => `${token.start} ${token.end}`));
  for (const token of phrasesOf(run, start, segments, dictionary)) if (token.kind === 'same' || !known.has(`${token.start} ${token.end}`)) tokens.push(token);
  return tokens;
}

/** Dictionary entries inside a run, longest first at each place; short ones only where a word begins and ends, so that แพร่ is not found in เผยแพร่. */
function phrasesOf(run: string, start: number, segments: readonly { start: number; end: number }[], dictionary: Dictionary): Token[] {
  if (dictionary.size === 0) return [];
  const begins = new Set(segments.map((segment) => segment.start));
  const ends = new Set(segments.map((segment) => segment.end));
  const found: Token[] = [];
  for (let at = 0; at < run.length; at += 1) {
    const phrase = dictionary.longestAt(run, at);
    if (!phrase) continue;
    const place = { start: start + at, end: start + phrase.end };
    const aligned = begins.has(place.start) && ends.has(place.end);
    if (!aligned && phrase.term.length < SHORTEST_FREE_PHRASE) continue;
    found.push({ term: phrase.term, kind: 'phrase', ...place }, ...sameOf(phrase.term, place.start, place.end, dictionary));
    // Cut across by ICU: what it would be cut into by itself is added, as whoever asks for it alone gets that.
    if (!aligned) found.push(...segmentThai(phrase.term, place.start).filter(({ text }) => text.length > 1).map((part): Token => ({ term: part.text, kind: 'phrase', start: part.start, end: part.end })));
  }
  return found;
}

/** Names in Latin letters of several words: `royal irrigation department`. */
function phrasesWithSpaces(text: string, dictionary: Dictionary): Token[] {
  if (dictionary.size === 0 || !/[a-z] [a-z]/.test(text)) return [];
  const found: Token[] = [];
  for (const { index } of text.matchAll(/(?<![a-z0-9])[a-z]/g)) {
    const phrase = dictionary.longestAt(text, index);
    if (!phrase?.term.includes(' ') || /[a-z0-9]/.test(text[phrase.end] ?? '')) continue;
    found.push({ term: phrase.term, kind: 'phrase', start: index, end: phrase.end }, ...sameOf(phrase.term, index, phrase.end, dictionary));
  }
  return found;
}
