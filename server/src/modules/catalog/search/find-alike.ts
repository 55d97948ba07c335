import type { Tx } from '#kernel/db.ts';
import { distance, grams } from '#kernel/thai-text/index.ts';
import { rarity, type KnownTerm, type Part } from './plan-search.ts';
import type { ReadQuery } from './read-query.ts';
import { listInnerTerms, listLikeTerms, listLongerTerms, listVisibleTerms } from './resolve.sql.gen.ts';

interface Alike { parts: Part[]; terms: KnownTerm[]; didYouMean: string | null }

const MOST_WORDS = 4;
const LONGEST_PIECE = 24;
const MOST_PIECES = 600;

/**
 * Words of the index that stand for words it does not have: those inside what was typed together, those it is the beginning or a part of,
 * and those spelt nearly so. What is proposed to a person stands in something that this person may find.
 */
export async function findAlike(tx: Tx, query: ReadQuery, known: ReadonlyMap<string, KnownTerm>, indexed: number): Promise<Alike> {
  const ids = query.must.flatMap((term) => known.get(term)?.id ?? []);
  const visible = new Set(ids.length === 0 ? [] : (await listVisibleTerms(tx, { ids })).map(({ id }) => id));
  const unknown = query.must.filter((term) => !visible.has(known.get(term)?.id as number)).slice(0, MOST_WORDS);
  const found: Alike = { parts: [], terms: [], didYouMean: null };
  await addInner(tx, [...query.runs, ...unknown], indexed, found);
  const tried = new Set<string>();
  for (const word of unknown) {
    for (const text of spellingsAround(word, query)) {
      if (tried.has(text)) continue;
      tried.add(text);
      if (await addWord(tx, text, query, indexed, found)) break;
    }
  }
  return found;
}

/** An unknown word together with both neighbours, with one, alone; the longest that is spelt nearly like a word is meant. */
function spellingsAround(word: string, { words, text }: ReadQuery): string[] {
  const at = words.findIndex(({ term }) => term === word);
  const [before, self, after] = [words[at - 1], words[at], words[at + 1]];
  if (!self) return [word];
  const start = before?.end === self.start ? before.start : self.start;
  const end = after?.start === self.end ? after.end : self.end;
  return [...new Set([text.slice(start, end), text.slice(start, self.end), text.slice(self.start, end), word])];
}

/** Pieces of what was typed together that are words of the index: ICU may have cut elsewhere. Long ones say more. */
async function addInner(tx: Tx, texts: readonly string[], indexed: number, found: Alike): Promise<void> {
  const pieces = [...new Set(texts.flatMap(piecesOf))].slice(0, MOST_PIECES);
  if (pieces.length === 0) return;
  for (const term of await listInnerTerms(tx, { pieces })) {
    found.terms.push(term);
    found.parts.push({ ids: [term.id], weight: rarity(term.datasets, indexed) * Math.min(1, term.term.length / 6) * 0.6 });
  }
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += 1) {
    if (/[\p{M}\u0E30\u0E32\u0E33\u0E45]/u.test(text[from] as string)) continue;
    for (let to = Math.min(text.length, from + LONGEST_PIECE); to >= from + 2; to -= 1) if (to - from < text.length) pieces.push(text.slice(from, to));
  }
  return pieces;
}

async function addWord(tx: Tx, word: string, query: ReadQuery, indexed: number, found: Alike): Promise<boolean> {
  if (word.length < 2 || !/^[\p{L}\p{M}]+$/u.test(word)) return false;
  const longer = await listLongerTerms(tx, { word, inner_grams: innerGrams(word) });
  if (longer.length > 0) {
    add(found, longer, indexed, 0.8);
    return true;
  }
  const most = word.length <= 5 ? 1 : 2;
  const like = (await listLikeTerms(tx, { grams: grams(word), shortest: word.length - most, longest: word.length + most })).map((term) => ({ ...term, apart: distance(word, term.term, most) }))
    .filter(({ apart }) => apart <= most).sort((a, b) => a.apart - b.apart || b.datasets - a.datasets).slice(0, 5);
  const nearest = like[0];
  if (!nearest) return false;
  add(found, like.filter(({ apart }) => apart === nearest.apart), indexed, 0.7);
  const text = found.didYouMean ?? query.text;
  if (text.includes(word)) found.didYouMean = text.replace(word, nearest.term);
  return true;
}

function add(found: Alike, terms: readonly KnownTerm[], indexed: number, share: number): void {
  const known = new Set(found.terms.map(({ id }) => id));
  for (const term of terms) {
    if (known.has(term.id)) continue;
    found.terms.push(term);
    found.parts.push({ ids: [term.id], weight: rarity(term.datasets, indexed) * share });
  }
}

const innerGrams = (word: string): string[] => grams(word).filter((gram) => !gram.includes('^') && !gram.includes('$'));
