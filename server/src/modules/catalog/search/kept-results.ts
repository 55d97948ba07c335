import type { SearchQuery, SearchResult } from './types.ts';

interface State { revision: number; reach: string }

export type Counts = Pick<SearchResult, 'total' | 'facets' | 'matched'>;

/** What is kept is bounded by how much it is, in values and texts. */
class Kept<T> {
  readonly #most: number;
  readonly #weigh: (value: T) => number;
  readonly #values = new Map<string, T>();
  #weight = 0;
  constructor(most: number, weigh: (value: T) => number) {
    this.#most = most;
    this.#weigh = weigh;
  }
  get(key: string): T | null {
    const value = this.#values.get(key);
    if (value === undefined) return null;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }
  set(key: string, value: T): void {
    if (!this.#values.has(key)) this.#weight += this.#weigh(value);
    this.#values.set(key, value);
    for (const [oldest, old] of this.#values) {
      if (this.#weight <= this.#most) return;
      this.#values.delete(oldest);
      this.#weight -= this.#weigh(old);
    }
  }
}

const results = new Kept<SearchResult>(20_000, ({ hits, facets }) => 1 + hits.length + countValues(facets) / 10);
const counts = new Kept<Counts>(200_000, ({ facets }) => 10 + countValues(facets));

function countValues(facets: SearchResult['facets']): number {
  return Object.values(facets).reduce((sum, values) => sum + Object.keys(values).length, 0);
}

/** Answers are kept for those who reach the same, until the index changes: the front page of a portal is asked for all day. */
const keyOf = ({ revision, reach }: State, search: SearchQuery): string => JSON.stringify([revision, reach, search]);

/** Counts are the same on every page and in every order. */
const countsKeyOf = (state: State, { text, filter, facets }: SearchQuery): string => keyOf(state, { text, filter, facets });

export const keptResult = (state: State, search: SearchQuery): SearchResult | null => results.get(keyOf(state, search));

export const keptCounts = (state: State, search: SearchQuery): Counts | null => counts.get(countsKeyOf(state, search));

export function keepResult(state: State, search: SearchQuery, result: SearchResult): SearchResult {
  results.set(keyOf(state, search), result);
  counts.set(countsKeyOf(state, search), { total: result.total, facets: result.facets, matched: result.matched });
  return result;
}

const running = new Map<string, Promise<SearchResult>>();

/** Who asks what is being looked for already takes that answer; when it fails, each looks by itself. */
export async function together(state: State, search: SearchQuery, look: () => Promise<SearchResult>): Promise<SearchResult> {
  const key = keyOf(state, search);
  const other = running.get(key);
  if (other) return other.catch(look);
  const own = look();
  running.set(key, own);
  try {
    return await own;
  } finally {
    running.delete(key);
  }
}
