import type { Decision } from '#kernel/decider.ts';
import { isUuid } from '@saphan/contracts/ids';
import { currentRelease, withKeptReader, withReleaseRows, type CurrentRelease, type Engine, type RowSource } from '#modules/lake/index.ts';
import type { Call } from '../actions/action.ts';
import { notFound, problem } from '../errors.ts';
import { policies } from '../policies.ts';
import { findDatasetOfResource } from './release-resources.ts';
import { withSnapshot } from './snapshot.ts';
import { findApiTable, findReadableDataset } from './tables.sql.gen.ts';
import { columnOf, fieldOf, type Field } from './types.ts';

/** A table of the datastore as far as whoever asks reaches: the rows of a release, or rows that a program sent. */
export type Table =
  | { kind: 'release'; id: string; slug: string; fields: Field[]; release: CurrentRelease; decision: Decision; aliases: string[] }
  | { kind: 'api'; id: string; slug: string; datasetId: number; agencyId: string; fields: Field[]; primaryKey: string[]; aliases: string[]; version: number; rowCount: number };

const TIME_LIMIT_MS = 10_000;

/**
 * The table with this resource's id, or with an alias: the name of a dataset, or one that its maker gave.
 *
 * @throws `ckan.not-found` also for what is out of reach; what the decider refuses.
 */
export async function findTable(call: Call, name: string): Promise<Table> {
  const id = isUuid(name) ? name.toLowerCase() : null;
  const made = await call.db.read((tx) => findApiTable(tx, { resource_id: id, alias: name }));
  if (made) {
    return {
      kind: 'api', id: made.resource_id, slug: made.slug, datasetId: made.dataset_id, agencyId: made.agency_id, fields: made.fields as Field[], primaryKey: made.primary_key, aliases: made.aliases,
      version: made.version, rowCount: made.row_count,
    };
  }
  const slug = id === null ? name : await findDatasetOfResource(call.ports, call.db, id);
  const found = slug === null ? null : await call.db.read(async (tx) => {
    const dataset = await findReadableDataset(tx, { slug });
    const release = dataset && await currentRelease(tx, dataset.id);
    return dataset && release ? { dataset, release } : null;
  });
  if (!found) throw notFound(`Resource "${name.slice(0, 100)}" was not found.`);
  const decision = await call.decide(policies['read-rows'], { kind: 'dataset', id: found.dataset.slug });
  const { columns = [] } = decision;
  const given = found.release.columns.filter((column) => column.companionOf === null && (columns === 'all' || columns.includes(column.name)));
  return { kind: 'release', id: id ?? found.dataset.slug, slug: found.dataset.slug, fields: given.map(fieldOf), release: found.release, decision, aliases: [found.dataset.slug] };
}

/** Opens a table's rows for one question. @throws `ckan.query-too-long`. */
export async function withRows<T>(call: Call, table: Table, use: (engine: Engine, source: RowSource) => Promise<T>, timeLimitMs = TIME_LIMIT_MS): Promise<T> {
  return withKeptReader(call.ports.lake, timeLimitMs, (engine) => openRows(call, engine, table, (source) => use(engine, source))).catch(tellOfTime);
}

/** Opens a table's rows on an engine that is open already. */
export async function openRows<T>(call: Call, engine: Engine, table: Table, use: (source: RowSource) => Promise<T>): Promise<T> {
  if (table.kind === 'release') return withReleaseRows(call.ports.lake, engine, table.release, table.decision, use);
  const columns = table.fields.map((field) => columnOf(field, null));
  return withSnapshot(call, engine, table, columns, (file) => use({ columns, files: [file], given: { sql: 'true', values: [] }, id: 't._id', keys: [] }));
}

/** @throws `ckan.query-too-long` in place of an interruption. */
export function tellOfTime(error: unknown): never {
  throw (error as { code?: string }).code === 'lake.interrupted' ? problem('query-too-long') : error;
}
