import type { Tx } from '#kernel/db.ts';
import { EXACT_TITLE, LOOKED_AT, VERBATIM } from '../compose-search.ts';
import type { SearchPlan } from '../plan-search.ts';
import type { Filter, SearchResult, SortKey } from '../types.ts';
import { listTexts, listVerbatim, type ListTextsRow } from './columns.sql.gen.ts';
import { KeptColumns, type Picture } from './kept-columns.ts';
import { fieldsOf, narrow } from './mask.ts';
import { byWords, everything, type Matched, type TitleKey } from './rank.ts';
import { selectPage } from './select-page.ts';

/** Registers whose columns are kept: a process has one, tests have several. */
const MOST_REGISTERS = 2;

/** The index as one transaction sees it. */
export interface IndexState { database: string; reach: string; revision: number }

export interface ColumnsAsked {
  plan: SearchPlan | null;
  filter: Filter;
  facets: readonly string[];
  /** Total and counts are known already. */
  counted: boolean;
  phrases: readonly string[];
  runs: readonly string[];
  titleKey: TitleKey | null;
  sort: readonly SortKey[];
  offset: number;
  limit: number;
}

export interface ColumnsFound {
  total: number;
  facets: SearchResult['facets'];
  /** Null when they are wanted in an order of words, which PostgreSQL has. */
  hits: (ListTextsRow & { score: number })[] | null;
}

interface Placed { doc: number; score: number }

const registers = new Map<string, KeptColumns>();

function keptOf(database: string): KeptColumns {
  const kept = registers.get(database) ?? new KeptColumns();
  registers.delete(database);
  registers.set(database, kept);
  for (const oldest of registers.keys()) if (registers.size > MOST_REGISTERS) registers.delete(oldest);
  return kept;
}

/**
 * The same answer as `composeSearch` gives, from the columns in memory: which datasets may be found, their words and their texts come from PostgreSQL,
 * the counting and the sorting are done here.
 *
 * @returns null for what columns cannot tell, and when the index changed in between: then PostgreSQL answers all of it.
 */
export async function searchColumns(tx: Tx, { database, reach, revision }: IndexState, asked: ColumnsAsked): Promise<ColumnsFound | null> {
  const filtered = fieldsOf(asked.filter);
  if (!filtered || asked.phrases.length > 0) return null;
  const names = [...new Set([...filtered, ...asked.facets])];
  const kept = keptOf(database);
  const terms = asked.plan ? [...asked.plan.must, ...asked.plan.may].flatMap(({ ids }) => ids) : [];
  const postings = await kept.postings.read(tx, terms, revision);
  const picture = await kept.at(tx, revision, names);
  const visible = picture && await kept.reaches.visible(tx, reach, picture.columns, revision);
  if (!postings || !picture || !visible || !kept.isAt(revision, names)) return null;
  // From here to the page nothing is waited for: columns stay as they are.
  const mask = roomForMask(visible);
  narrow(mask, asked.filter, picture);
  const matched = asked.plan ? byWords(asked.plan, postings, mask, picture.columns, asked.titleKey) : everything(mask);
  const found = { total: matched.docs.length, facets: asked.counted ? {} : countFacets(asked.facets, matched, picture) };
  if (!asked.sort.every(({ by }) => SORTED.has(by))) return { ...found, hits: null };
  const page = looksForRuns(asked) ? verbatimFirst(tx, asked, matched, picture) : pageOf(asked, matched, picture);
  return { ...found, hits: await withTexts(tx, await page) };
}

let maskRoom = new Uint8Array(0);

/** A copy of what is visible, always in the same place: it is done with before anything is waited for. */
function roomForMask(visible: Uint8Array): Uint8Array {
  if (maskRoom.length < visible.length) maskRoom = new Uint8Array(visible.length);
  const mask = maskRoom.subarray(0, visible.length);
  mask.set(visible);
  return mask;
}

function countFacets(facets: readonly string[], { docs }: Matched, { columns, values, fields }: Picture): SearchResult['facets'] {
  return Object.fromEntries(facets.flatMap((name) => {
    const id = fields.get(name) ?? null;
    const sets = id === null ? undefined : columns.sets.get(id);
    const counts = id === null || !sets ? [] : values.count(id, docs, sets);
    return counts.length === 0 ? [] : [[name, Object.fromEntries(counts)]];
  }));
}

const SORTED = new Set<SortKey['by']>(['score', 'changedAt', 'createdAt', 'id']);

/** Best first, then the latest, when nothing else is asked; the number of the dataset decides in the end. */
function orderOf({ sort }: ColumnsAsked, { scores }: Matched, { columns }: Picture): (a: number, b: number) => number {
  const { changedAt, createdAt } = columns;
  const keys = (sort.length > 0 ? sort : [{ by: 'score', descending: true }, { by: 'changedAt', descending: true }] satisfies SortKey[]).flatMap(({ by, descending }): { column: Float64Array | null; sign: number }[] => {
    const sign = descending ? -1 : 1;
    if (by === 'score') return scores ? [{ column: scores, sign }] : [];
    return [{ column: by === 'changedAt' ? changedAt : by === 'createdAt' ? createdAt : null, sign }];
  });
  return (a, b) => {
    // Values are compared where they stand: each that is taken out would be an object of its own.
    if (a === b) return 0;
    for (const { column, sign } of keys) {
      if (column === null) return a < b ? -sign : sign;
      if ((column[a] as number) < (column[b] as number)) return -sign;
      if ((column[a] as number) > (column[b] as number)) return sign;
    }
    return a - b;
  };
}

function pageOf(asked: ColumnsAsked, matched: Matched, picture: Picture): Placed[] {
  const [first] = asked.sort;
  if (first?.by !== 'id') return placesOf(matched, orderOf(asked, matched, picture), asked);
  const sorted = matched.scores ? matched.docs.sort() : matched.docs;
  const docs = first.descending ? sorted.reverse() : sorted;
  return Array.from(docs.subarray(asked.offset, asked.offset + asked.limit), (doc) => ({ doc, score: matched.scores ? matched.scores[doc] as number : 0 }));
}

function placesOf({ docs, scores }: Matched, compare: (a: number, b: number) => number, { offset, limit }: { offset: number; limit: number }): Placed[] {
  return Array.from(selectPage(docs, compare, offset, limit), (doc) => ({ doc, score: scores ? scores[doc] as number : 0 }));
}

const looksForRuns = ({ plan, sort, runs, offset, limit }: ColumnsAsked): boolean => plan !== null && sort.length === 0 && runs.length > 0 && offset + limit <= LOOKED_AT;

async function verbatimFirst(tx: Tx, asked: ColumnsAsked, matched: Matched, picture: Picture): Promise<Placed[]> {
  const scores = matched.scores as Float64Array;
  const best = placesOf(matched, (a, b) => scores[a] === scores[b] ? a - b : (scores[a] as number) > (scores[b] as number) ? -1 : 1, { offset: 0, limit: LOOKED_AT });
  const { changedAt } = picture.columns;
  const dates = new Map(best.map(({ doc }) => [doc, changedAt[doc] as number]));
  const most = Math.max(0, ...best.map(({ score }) => score).filter((score) => score < EXACT_TITLE));
  const verbatim = new Set(best.length === 0 ? [] : (await listVerbatim(tx, { doc_ids: best.map(({ doc }) => doc), runs: [...asked.runs] })).map(({ doc_id: doc }) => doc));
  return best.map(({ doc, score }) => ({ doc, score: verbatim.has(doc) ? score + VERBATIM * most : score }))
    .sort((a, b) => b.score - a.score || (dates.get(b.doc) as number) - (dates.get(a.doc) as number) || a.doc - b.doc).slice(asked.offset, asked.offset + asked.limit);
}

async function withTexts(tx: Tx, page: readonly Placed[]): Promise<NonNullable<ColumnsFound['hits']>> {
  if (page.length === 0) return [];
  const texts = new Map((await listTexts(tx, { doc_ids: page.map(({ doc }) => doc) })).map((row) => [row.doc_id, row]));
  return page.flatMap(({ doc, score }) => { const row = texts.get(doc); return row ? [{ ...row, score }] : []; });
}
