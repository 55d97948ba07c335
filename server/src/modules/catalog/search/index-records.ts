import type { Tx } from '#kernel/db.ts';
import type { Dictionary } from '#kernel/thai-text/index.ts';
import { readImpacts, titleKey, type Entry } from './impacts.ts';
import { insertDocs, insertPostings, insertTexts, listEntered, lockSearchIndex, noteGoneDocs, noteIndexChange, readDictionaryNumber, removeDocs, removePostings } from './index-records.sql.gen.ts';
import type { SearchDoc } from './types.ts';
import { numberFacets, numberTerms, type NumberedFacets } from './vocabulary.ts';

const DESCRIPTION_SHOWN = 2_000;

/** Enters datasets, in place of what was entered of them before; a fixed number of statements, so give a hundred or two at once. */
export async function indexRecords(tx: Tx, docs: readonly SearchDoc[], dictionary: Dictionary): Promise<void> {
  if (docs.length === 0) return;
  const entries = docs.map((doc) => readImpacts(doc, dictionary));
  await lockSearchIndex(tx, {});
  const terms = await numberTerms(tx, [...new Set(entries.flatMap(({ impacts }) => [...impacts.keys()]))]);
  const facets = await numberFacets(tx, docs);
  const removed = await takeOut(tx, docs.map(({ datasetId }) => datasetId));
  const { dictionary: number } = await readDictionaryNumber(tx, {});
  const postings = entries.map(({ impacts }) => [...impacts].map(([term, impact]) => ({ term: terms.get(term) as number, impact })));
  await insertPostings(tx, {
    term_ids: postings.flatMap((of) => of.map(({ term }) => term)), doc_ids: postings.flatMap((of, i) => of.map(() => docs[i]?.datasetId as number)), impacts: postings.flatMap((of) => of.map(({ impact }) => impact)),
  });
  // Last, as others wait for whoever has a number.
  const { revision } = await noteIndexChange(tx, { more: docs.length - removed });
  await insertDocs(tx, { docs: docs.map((doc, i) => docRow(doc, facets[i] as NumberedFacets)), dictionary: number, revision });
  await insertTexts(tx, { docs: docs.map((doc, i) => ({ ...textRow(doc, entries[i] as Entry), term_ids: postings[i]?.map(({ term }) => term) })) });
}

/** Takes datasets out of the index. */
export async function forgetRecords(tx: Tx, datasetIds: readonly number[]): Promise<void> {
  await lockSearchIndex(tx, {});
  const removed = await takeOut(tx, [...datasetIds]);
  const { revision } = await noteIndexChange(tx, { more: -removed });
  await noteGoneDocs(tx, { doc_ids: [...new Set(datasetIds)], revision });
}

async function takeOut(tx: Tx, docIds: number[]): Promise<number> {
  const entered = (await listEntered(tx, { doc_ids: docIds })).map(({ doc_id }) => doc_id);
  if (entered.length === 0) return 0;
  await removePostings(tx, { doc_ids: entered });
  return (await removeDocs(tx, { doc_ids: entered })).removed;
}

const docRow = (doc: SearchDoc, { sets, wide }: NumberedFacets) => ({
  doc_id: doc.datasetId, scope: scopeOf(doc), agency_id: doc.agencyId, prior: doc.prior ?? 1, title_th_key: titleKey(doc.titleTh), title_en_key: titleKey(doc.titleEn),
  created_at: doc.createdAt, changed_at: doc.changedAt, sets, wide_values: wide,
});

const textRow = (doc: SearchDoc, entry: Entry) => ({
  doc_id: doc.datasetId, scope: scopeOf(doc), agency_id: doc.agencyId, uid: doc.id, slug: doc.slug, title_th: doc.titleTh, title_en: doc.titleEn,
  description: doc.description.slice(0, DESCRIPTION_SHOWN), title_body: entry.titleBody, body: entry.body,
});

/** Who finds it: the same rule as the row-level policy of catalog.record, which a trigger keeps when a record changes hands. */
function scopeOf({ state, audience, level }: SearchDoc): 'open' | 'officers' | 'owner' {
  if (state === 'published' && audience === 'open' && level === 0) return 'open';
  return state === 'published' && audience !== 'internal' && level <= 1 ? 'officers' : 'owner';
}
