import type { Tx } from '#kernel/db.ts';
import { grams, type Dictionary } from '#kernel/thai-text/index.ts';
import { readImpacts, titleKey, type Entry } from './impacts.ts';
import {
  ensureFields, ensureSets, ensureTerms, ensureValues, insertDocs, insertPostings, insertTexts, listUnknownTerms, lockSearchIndex, noteIndexChange, readDictionaryNumber, removeDocs, removePostings,
} from './index-records.sql.gen.ts';
import type { SearchDoc } from './types.ts';

/** Longer words are found whole or not at all. */
const LONGEST_GUESSED = 40;
const DESCRIPTION_SHOWN = 2_000;

/** Enters a dataset, in place of what was entered of it before. */
export const indexRecord = (tx: Tx, doc: SearchDoc, dictionary: Dictionary): Promise<void> => indexRecords(tx, [doc], dictionary);

/** The same for several, in a fixed number of statements; give at most a few hundred at once. */
export async function indexRecords(tx: Tx, docs: readonly SearchDoc[], dictionary: Dictionary): Promise<void> {
  if (docs.length === 0) return;
  const entries = docs.map((doc) => ({ doc, entry: readImpacts(doc, dictionary) }));
  await lockSearchIndex(tx, {});
  await ensureVocabulary(tx, entries);
  const removed = await takeOut(tx, docs.map(({ datasetId }) => datasetId));
  const { dictionary: number } = await readDictionaryNumber(tx, {});
  await insertDocs(tx, { docs: docs.map(docRow), dictionary: number });
  await insertTexts(tx, { docs: entries.map(textRow) });
  const postings = entries.flatMap(({ doc, entry }) => [...entry.impacts].map(([term, impact]) => ({ term, doc: doc.datasetId, impact })));
  await insertPostings(tx, { terms: postings.map(({ term }) => term), doc_ids: postings.map(({ doc }) => doc), impacts: postings.map(({ impact }) => impact) });
  await noteIndexChange(tx, { more: docs.length - removed });
}

/** Takes datasets out of the index. */
export async function forgetRecords(tx: Tx, datasetIds: readonly number[]): Promise<void> {
  await lockSearchIndex(tx, {});
  const removed = await takeOut(tx, [...datasetIds]);
  await noteIndexChange(tx, { more: -removed });
}

async function takeOut(tx: Tx, docIds: number[]): Promise<number> {
  await removePostings(tx, { doc_ids: docIds });
  return (await removeDocs(tx, { doc_ids: docIds })).removed;
}

async function ensureVocabulary(tx: Tx, entries: readonly { doc: SearchDoc; entry: Entry }[]): Promise<void> {
  const terms = [...new Set(entries.flatMap(({ entry }) => [...entry.impacts.keys()]))];
  const unknown = await listUnknownTerms(tx, { terms });
  if (unknown.length > 0) await ensureTerms(tx, { terms: unknown.map(({ term }) => ({ term, grams: isGuessable(term) ? grams(term) : [] })) });
  const sets = entries.flatMap(({ doc }) => setsOf(doc));
  const values = sets.flatMap(({ name, vals }) => vals.map((value) => ({ name, value })));
  await ensureFields(tx, { names: [...new Set(sets.map(({ name }) => name))] });
  await ensureValues(tx, { names: values.map(({ name }) => name), vals: values.map(({ value }) => value) });
  await ensureSets(tx, { sets: [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()] });
}

/** Words that a misspelt or half-written one may stand for: letters only, no names of groups, no words of titles. */
const isGuessable = (term: string) => term.length >= 3 && term.length <= LONGEST_GUESSED && /^[\p{L}\p{M}]+$/u.test(term);

const setsOf = (doc: SearchDoc) => Object.entries(doc.facets).filter(([, values]) => values.length > 0).map(([name, values]) => ({ name, vals: [...new Set(values)].sort() }));

const docRow = (doc: SearchDoc) => ({
  doc_id: doc.datasetId, scope: scopeOf(doc), agency_id: doc.agencyId, prior: doc.prior ?? 1, title_th_key: titleKey(doc.titleTh), title_en_key: titleKey(doc.titleEn),
  created_at: doc.createdAt, changed_at: doc.changedAt, sets: setsOf(doc), wide: doc.facets['tags'] ?? [],
});

const textRow = ({ doc, entry }: { doc: SearchDoc; entry: Entry }) => ({
  doc_id: doc.datasetId, scope: scopeOf(doc), agency_id: doc.agencyId, uid: doc.id, slug: doc.slug, title_th: doc.titleTh, title_en: doc.titleEn,
  description: doc.description.slice(0, DESCRIPTION_SHOWN), title_body: entry.titleBody, body: entry.body, terms: [...entry.impacts.keys()],
});

/** Who finds it: the same rule as the row-level policy of catalog.record, which a trigger keeps when a record changes hands. */
function scopeOf({ state, audience, level }: SearchDoc): 'open' | 'officers' | 'owner' {
  if (state === 'published' && audience === 'open' && level === 0) return 'open';
  return state === 'published' && audience !== 'internal' && level <= 1 ? 'officers' : 'owner';
}
