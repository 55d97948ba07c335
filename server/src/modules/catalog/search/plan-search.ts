import type { ReadQuery } from './read-query.ts';

export interface KnownTerm { id: number; term: string; datasets: number }

/** Alternatives of which the strongest counts. */
export interface Part { ids: number[]; weight: number }

export interface SearchPlan {
  /** `all`: every part of `must`; `some`: whoever has most of `must` by weight. */
  mode: 'all' | 'some';
  must: Part[];
  may: Part[];
}

/** Up to here all words are asked for; longer texts are questions, of which no dataset has every word. */
const ALL_UP_TO = 4;
const MOST_MAY = 4;
/** What so many have says little beside the words that are wanted, and takes long to read. */
const COMMON = 4_000;
/** Postings that a question may look at: its rarest words first. A word in half of all datasets tells them apart least. */
const MOST_POSTINGS = 20_000;
const FEWEST_WORDS = 3;
const MAY_WEIGHT = 0.5;

/** How rare a word is (BM25): the rarer the more it says. */
export const rarity = (datasets: number, indexed: number): number => Math.log(1 + (Math.max(indexed, datasets) - datasets + 0.5) / (datasets + 0.5));

/** All words of a short query; null when it is a question, or has a word that is known nowhere. */
export function planAll(query: ReadQuery, known: ReadonlyMap<string, KnownTerm>, indexed: number): SearchPlan | null {
  if (query.must.length === 0 || query.must.length > ALL_UP_TO || query.must.some((term) => !known.has(term))) return null;
  return { mode: 'all', must: parts(query.must, known, indexed, 1), may: parts(query.may.filter((term) => (known.get(term)?.datasets ?? 0) <= COMMON), known, indexed, MAY_WEIGHT).slice(0, MOST_MAY) };
}

/** The rarest words of a question, together with words that were found to be alike. */
export function planSome(query: ReadQuery, known: ReadonlyMap<string, KnownTerm>, indexed: number, alike: readonly Part[] = []): SearchPlan {
  const counted = [...query.must, ...query.may].flatMap((term) => known.get(term) ?? []).sort((a, b) => a.datasets - b.datasets);
  const must: Part[] = [];
  let postings = 0;
  for (const term of counted) {
    postings += term.datasets;
    if (must.length >= FEWEST_WORDS && postings > MOST_POSTINGS) break;
    must.push({ ids: [term.id], weight: rarity(term.datasets, indexed) * (query.must.includes(term.term) ? 1 : MAY_WEIGHT) });
  }
  return { mode: 'some', must: [...must, ...alike], may: [] };
}

/** Rarest first: the first is where PostgreSQL begins. */
function parts(terms: readonly string[], known: ReadonlyMap<string, KnownTerm>, indexed: number, share: number): Part[] {
  return terms.flatMap((term) => known.get(term) ?? []).sort((a, b) => a.datasets - b.datasets).map(({ id, datasets }) => ({ ids: [id], weight: share * rarity(datasets, indexed) }));
}
