import type { SearchQuery, SearchResult } from './types.ts';

interface State { revision: string; reach: string }

const MOST_KEPT = 200;
const MOST_HITS = 100;
const kept = new Map<string, SearchResult>();

/** Answers are kept for those who reach the same, until the index changes: the front page of a portal is asked for all day. */
const keyOf = ({ revision, reach }: State, search: SearchQuery): string => JSON.stringify([revision, reach, search]);

export function keptResult(state: State, search: SearchQuery): SearchResult | null {
  const key = keyOf(state, search);
  const result = kept.get(key);
  if (!result) return null;
  kept.delete(key);
  kept.set(key, result);
  return result;
}

export function keepResult(state: State, search: SearchQuery, result: SearchResult): SearchResult {
  if (state.revision === '' || result.hits.length > MOST_HITS) return result;
  kept.set(keyOf(state, search), result);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
  return result;
}
