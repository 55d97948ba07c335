import type { Tx } from '#kernel/db.ts';
import { normalise, tokenise } from '#kernel/thai-text/index.ts';
import { readDictionary } from './dictionary.ts';
import { titleTerm } from './impacts.ts';
import { likePrefix } from './like.ts';
import { LONGEST_QUERY } from './read-query.ts';
import { listSuggestedTitles, listSuggestedWords } from './suggest.sql.gen.ts';

const MOST = 8;
const LONGEST_WORD = 24;

export interface Suggestions {
  datasets: { slug: string; titleTh: string; titleEn: string }[];
  /** Whole queries: what was typed, its last word made whole. */
  queries: string[];
}

/** What somebody who has typed so far may be looking for; nothing for less than two letters. */
export async function suggest(tx: Tx, text: string): Promise<Suggestions> {
  const normal = normalise(text.slice(0, LONGEST_QUERY)).trim();
  const words = tokenise(normal, await readDictionary(tx)).filter(({ kind }) => kind === 'word');
  if (words.length === 0 || normal.length < 2) return { datasets: [], queries: [] };
  const found: Suggestions = { datasets: [], queries: [] };
  for (const start of beginnings(normal, words.map((word) => word.start))) {
    const others = [...new Set(words.filter(({ end }) => end <= start).map(({ term }) => titleTerm(term)))];
    if (found.datasets.length === 0) found.datasets = (await listSuggestedTitles(tx, { last: titleTerm(normal.slice(start)), others, beginning: likePrefix(normal), limit: MOST })).map(({ slug, title_th, title_en }) => ({ slug, titleTh: title_th, titleEn: title_en }));
    if (found.queries.length === 0) found.queries = (await listSuggestedWords(tx, { last: normal.slice(start), limit: MOST })).map(({ term }) => normal.slice(0, start) + term);
  }
  return found;
}

/** Where the word that is being typed may begin: behind the last space, with the word before it, alone. ICU parts a half word anywhere. */
function beginnings(normal: string, starts: readonly number[]): number[] {
  const space = normal.lastIndexOf(' ') + 1;
  return [...new Set([normal.length - space <= LONGEST_WORD ? space : starts.at(-1) as number, starts.at(-2) ?? space, starts.at(-1) as number])].filter((start) => start >= space && normal.length - start >= 2);
}
