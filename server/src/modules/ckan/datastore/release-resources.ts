import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '#kernel/db.ts';
import { resourceIdOf } from '#modules/catalog/index.ts';
import type { CkanPorts } from '../ports.ts';
import { findReleaseResource, insertReleaseResources, listUnknownDatasets } from './tables.sql.gen.ts';

const FORMATS = ['CSV', 'XLSX', 'NDJSON', 'Parquet'];
const BATCH = 2_000;
/** Between two looks for datasets that nobody has met yet: asking for ids that do not exist must cost nothing. */
const PAUSE_MS = 2_000;
let lookedAt = 0;

/** Slug of the dataset whose release this resource is a format of; null when there is none within reach. */
export async function findDatasetOfResource(ports: CkanPorts, db: Database, id: string): Promise<string | null> {
  const known = await db.read((tx) => findReleaseResource(tx, { id }));
  if (known) return known.slug;
  if (Date.now() - lookedAt < PAUSE_MS) return null;
  lookedAt = Date.now();
  await meetDatasets(ports.db);
  return (await db.read((tx) => findReleaseResource(tx, { id })))?.slug ?? null;
}

/** Writes down the ids of the formats of every dataset that is not written down yet. */
async function meetDatasets(db: Database): Promise<void> {
  for (;;) {
    const datasets = await db.read((tx) => listUnknownDatasets(tx, { limit: BATCH }));
    if (datasets.length === 0) return;
    const rows = datasets.flatMap(({ id, uid }) => FORMATS.map((format) => ({ id: resourceIdOf(uid, format), datasetId: id, format })));
    await db.tx((tx) => insertReleaseResources(tx, { ids: rows.map((row) => row.id), dataset_ids: rows.map((row) => row.datasetId), formats: rows.map((row) => row.format) }));
    await breathe();
  }
}
