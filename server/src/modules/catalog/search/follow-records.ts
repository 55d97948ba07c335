import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { recordOf } from '../metadata/reads/record-of.ts';
import { listRecordsById } from '../metadata/reads/records.sql.gen.ts';
import { readTopicsOf } from '../topics/members.ts';
import { readDictionaryNow } from './dictionary.ts';
import { forgetRecords, indexRecords } from './index-records.ts';
import { listDueRecords, listLostDocs } from './index-records.sql.gen.ts';
import { searchDocOf } from './search-doc.ts';

const AT_ONCE = 100;
const TURN_MS = 30_000;

/** Reads these datasets' records and enters them; takes out those that are no more. */
export async function indexDatasets(tx: Tx, datasetIds: readonly number[]): Promise<void> {
  const dictionary = await readDictionaryNow(tx);
  const wanted = [...new Set(datasetIds)];
  const records = new Map((await listRecordsById(tx, { ids: wanted })).map((row) => [row.dataset_id, recordOf(row)]));
  const topics = await readTopicsOf(tx, [...records.keys()]);
  await indexRecords(tx, [...records].map(([id, record]) => searchDocOf(record, id, topics.get(id))), dictionary);
  const gone = wanted.filter((id) => !records.has(id));
  if (gone.length > 0) await forgetRecords(tx, gone);
}

/** The index follows every change of a record; many at once in one go. */
export const hearRecords: Consumer = {
  name: 'catalog.search-index', topics: ['catalog.record-changed'],
  hear: (tx, { payload }) => indexDatasets(tx, [payload.datasetId as number]),
  hearAll: async (tx, events) => {
    const ids = [...new Set(events.map(({ payload }) => payload.datasetId as number))];
    for (let i = 0; i < ids.length; i += AT_ONCE) await indexDatasets(tx, ids.slice(i, i + AT_ONCE));
  },
};

/** Enters whatever is not entered as it is now: records from before the index, and all after a change of the dictionary. */
export async function reindexAll(db: Database, signal?: AbortSignal): Promise<void> {
  await db.tx(async (tx) => {
    const lost = (await listLostDocs(tx, {})).map(({ doc_id }) => doc_id);
    if (lost.length > 0) await forgetRecords(tx, lost);
  });
  // Batch by batch, each its own transaction: events are heard between.
  for (let after: number | null = 0; after !== null && !signal?.aborted;) {
    const from: number = after;
    after = await db.tx(async (tx) => {
      const due = (await listDueRecords(tx, { after: from, limit: AT_ONCE })).map(({ doc_id }) => doc_id);
      if (due.length > 0) await indexDatasets(tx, due);
      return due.length < AT_ONCE ? null : due.at(-1) as number;
    });
  }
}

/** Goes on the next minute where it stopped, so that other sweeps of the worker have their turn. */
export const keepSearchIndex: Job = {
  name: 'catalog.keep-search-index', everySeconds: 60, leaseSeconds: 600, run: (db, signal) => reindexAll(db, AbortSignal.any([signal, AbortSignal.timeout(TURN_MS)])),
};
