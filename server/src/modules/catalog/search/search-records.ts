import type { Tx } from '#kernel/db.ts';
import { runFragment } from '#kernel/fragment.ts';
import { highlight, type Dictionary } from '#kernel/thai-text/index.ts';
import { compileFilter } from './compile-filter.ts';
import { searchColumns, type IndexState } from './columns/search-columns.ts';
import { composeSearch, type Composed } from './compose-search.ts';
import { readDictionary } from './dictionary.ts';
import { problem } from './errors.ts';
import { findAlike } from './find-alike.ts';
import { keepResult, keptCounts, keptResult, together, type Counts } from './kept-results.ts';
import { planAll, planSome, type KnownTerm, type SearchPlan } from './plan-search.ts';
import { readQuery, wordsOf, type ReadQuery } from './read-query.ts';
import { resolveTerms, type ResolveTermsRow } from './resolve.sql.gen.ts';
import type { Filter, SearchHit, SearchQuery, SearchResult } from './types.ts';

const MOST_CONDITIONS = 100;
const MOST_FACETS = 40;
const MOST_LIMIT = 1_000;
/** Marking a page takes half a millisecond a hit, in which nobody else is answered: programs that page through thousands get none. */
const MOST_MARKED = 50;

interface Row { total: number | null; hits: HitRow[]; facets: { field: string; value: string; n: number }[] }
interface Found { total: number | null; hits: readonly HitRow[]; facets: SearchResult['facets'] }
interface HitRow { doc_id: number; score: number; uid: string; slug: string; title_th: string; title_en: string; description: string }
type State = IndexState & { indexed: number; titleKey: string };
interface Asked { tx: Tx; dictionary: Dictionary; query: ReadQuery | null; search: SearchQuery; known: Map<string, KnownTerm>; state: State; composed: Omit<Composed, 'plan'>; counts: Counts | null }

/**
 * Datasets that whoever asks may find: words of a person's query, a filter, counts by field, a page of hits with marks.
 * Short queries want every word; questions, and queries that nothing has all words of, take the best by BM25.
 *
 * @throws `catalog.query-too-long`, `catalog.filter-refused`.
 */
export async function searchRecords(tx: Tx, search: SearchQuery): Promise<SearchResult> {
  const dictionary = await readDictionary(tx);
  const text = search.text?.trim() ?? '';
  const query = text === '' ? null : readQuery(text, dictionary);
  const composed = compose(search, query, dictionary);
  const rows = await resolveTerms(tx, { terms: query ? [...query.must, ...query.may] : [], title_key: query?.key ?? '' });
  const state = stateOf(rows);
  return keptResult(state, search) ?? together(state, search, async () => {
    const known = new Map(rows.flatMap(({ id, term, datasets }): [string, KnownTerm][] => id === null ? [] : [[term as string, { id, term: term as string, datasets: datasets as number }]]));
    const counts = keptCounts(state, search);
    const result = await answer({ tx, dictionary, query, search, known, state, composed: counts ? { ...composed, facets: [], counted: true } : composed, counts });
    return keepResult(state, search, counts ? { ...result, ...counts } : result);
  });
}

/** Every row tells it, and there is always one. */
function stateOf(rows: readonly ResolveTermsRow[]): State {
  const row = rows[0] as ResolveTermsRow;
  return { database: row.database, reach: row.reach, revision: row.revision, indexed: row.indexed, titleKey: row.title_key };
}

function compose(search: SearchQuery, query: ReadQuery | null, dictionary: Dictionary): Omit<Composed, 'plan'> {
  const { filter = { kind: 'all' }, facets = [], sort = [], offset = 0, limit = 10 } = search;
  if (countConditions(filter) > MOST_CONDITIONS || facets.length > MOST_FACETS) throw problem('filter-refused', { most: MOST_CONDITIONS });
  return {
    condition: compileFilter(filter, (words) => wordsOf(words, dictionary)), phrases: query?.phrases ?? [], runs: query?.runs ?? [], titleKey: query?.key ?? null,
    facets: [...new Set(facets)], sort: query ? sort : withoutScore(sort), offset: Math.max(0, offset), limit: Math.min(Math.max(0, limit), MOST_LIMIT),
  };
}

const withoutScore = (sort: SearchQuery['sort'] & {}) => sort.filter(({ by }) => by !== 'score');

const countConditions = (filter: Filter): number => filter.kind === 'and' || filter.kind === 'or' ? filter.of.reduce((sum, each) => sum + countConditions(each), 1) : filter.kind === 'not' ? 1 + countConditions(filter.of) : 1;

async function answer(asked: Asked): Promise<SearchResult> {
  const { query, known, state: { indexed } } = asked;
  if (!query) return resultOf(asked, await run(asked, null), 'all', null);
  const all = planAll(query, known, indexed);
  // How it went the last time it will go again, on whatever page.
  const strict = all && (asked.counts?.matched ?? 'all') === 'all' ? await run(asked, all) : null;
  if (strict && (asked.counts || (strict.total ?? 0) > 0)) return resultOf(asked, strict, 'all', null);
  const long = query.must.length > 4 && query.must.filter((term) => known.has(term)).length >= query.must.length / 2;
  const alike = long ? { parts: [], terms: [], didYouMean: null } : await findAlike(asked.tx, query, known, indexed);
  const plan = planSome(query, known, indexed, alike.parts);
  if (plan.must.length === 0) return { total: 0, hits: [], facets: {}, matched: 'similar', didYouMean: alike.didYouMean };
  for (const term of alike.terms) known.set(term.term, term);
  return resultOf(asked, await run(asked, plan), alike.parts.length > 0 ? 'similar' : 'some', alike.didYouMean);
}

/** From the columns in memory where they can tell, else from PostgreSQL alone. */
async function run(asked: Asked, plan: SearchPlan | null): Promise<Found> {
  const { tx, composed, search, state, query } = asked;
  const found = await searchColumns(tx, state, {
    ...composed, plan, filter: search.filter ?? { kind: 'all' }, counted: asked.counts !== null, titleKey: query ? halvesOf(state.titleKey) : null,
  });
  if (found?.hits) return { ...found, hits: found.hits };
  // In an order of words: memory has counted, PostgreSQL reads the page.
  const rest = found ? { ...composed, facets: [], counted: true } : composed;
  const row = (await runFragment<Row>(tx, composeSearch({ ...rest, plan })))[0] as Row;
  return found ? { ...found, hits: row.hits } : { ...row, facets: facetsOf(row.facets) };
}

function halvesOf(key: string): [number, number] {
  const whole = BigInt.asUintN(64, BigInt(key));
  return [Number(BigInt.asIntN(32, whole >> 32n)), Number(BigInt.asIntN(32, whole))];
}

function resultOf({ dictionary, query, known, search }: Asked, row: Found, matched: SearchResult['matched'], didYouMean: string | null): SearchResult {
  const terms = new Set(query && search.marked !== false && row.hits.length <= MOST_MARKED ? known.keys() : []);
  const best = Math.max(...row.hits.map(({ score }) => score), Number.MIN_VALUE);
  return { total: row.total ?? 0, hits: row.hits.map((hit) => hitOf(hit, best, terms, dictionary)), facets: row.facets, matched, didYouMean };
}

function hitOf(row: HitRow, best: number, terms: ReadonlySet<string>, dictionary: Dictionary): SearchHit {
  const mark = (text: string, length: number) => highlight(text, terms, dictionary, length);
  const description = row.description === '' ? null : mark(row.description, 240);
  return {
    datasetId: row.doc_id, id: row.uid, slug: row.slug, score: Math.round((row.score / best) * 1000) / 1000,
    highlights: { titleTh: mark(row.title_th, 300), titleEn: mark(row.title_en, 300), description },
  };
}

function facetsOf(rows: Row['facets']): SearchResult['facets'] {
  const facets: Record<string, Record<string, number>> = {};
  for (const { field, value, n } of rows) (facets[field] ??= {})[value] = n;
  return facets;
}
