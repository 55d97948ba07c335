import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import type { Call } from '../actions/action.ts';
import { asFlag, asObject, asText, refuseUnknown, type Given } from '../actions/values.ts';
import { notFound, refuseValues } from '../errors.ts';
import { addGiven } from '../packages/write-package.ts';
import { selectHead } from '../packages/find-package.ts';
import { policies } from '../policies.ts';
import { guessFields, readFields, readNames, readRecords, type RowGiven } from './read-rows.ts';
import { findTable, type Table } from './open-table.ts';
import { readFilters } from './read-filters.ts';
import {
  deleteRows, deleteTable, findStoredResource, insertRows, listTakenAliases, noteChange, putTable, selectAndLockTable, updateRows, upsertRows, type SelectAndLockTableRow,
} from './tables.sql.gen.ts';
import type { Field } from './types.ts';

const CREATE = new Set(['resource_id', 'resource', 'fields', 'records', 'primary_key', 'indexes', 'aliases', 'force', 'delete_fields', 'include_records', 'triggers', 'calculate_record_count']);
const MOST_ROWS = 1_000_000;

/** `datastore_create`: a table for a resource, or more fields and rows of one that is there. */
export async function createDatastore(call: Call, given: Given): Promise<Record<string, unknown>> {
  refuseUnknown(given, CREATE);
  if (asText(given['resource_id'], 'resource_id') !== null && given['resource'] !== undefined) throw refuseValues({ resource: 'resource cannot be used with resource_id' });
  const { id, datasetId } = await resourceFor(call, given);
  return call.db.tx(async (tx) => {
    const held = await selectAndLockTable(tx, { resource_id: id });
    const records = Array.isArray(given['records']) ? given['records'] as Record<string, unknown>[] : [];
    const fields = joinFields(held, readFields(given['fields']) ?? (held ? null : guessFields(records)), asFlag(given['delete_fields'], 'delete_fields') ?? false);
    const primaryKey = readNames(given['primary_key'], 'primary_key') ?? held?.primary_key ?? [];
    const strange = primaryKey.find((name) => !fields.some((field) => field.id === name));
    if (strange !== undefined) throw refuseValues({ primary_key: `"${strange}" is not a field of the table` });
    if (held && held.row_count > 0 && String(primaryKey) !== String(held.primary_key)) throw refuseValues({ primary_key: 'The primary key of a table with rows cannot be changed; delete the table first' });
    const aliases = await freeAliases(tx, id, readNames(given['aliases'], 'aliases') ?? held?.aliases ?? []);
    await putTable(tx, { resource_id: id, dataset_id: datasetId, fields, primary_key: primaryKey, aliases });
    const rows = readRecords(given, fields, primaryKey, false);
    await write(tx, await lock(tx, id), rows, primaryKey.length > 0 ? 'upsert' : 'insert');
    await audit(tx, call.who, 'ckan.table-written', `resource:${id}`, { fields: fields.length, rows: rows.length });
    return { resource_id: id, fields, method: 'insert', primary_key: primaryKey, ...(aliases.length > 0 && { aliases }), ...(asFlag(given['include_records'], 'include_records') && { records: given['records'] }) };
  });
}

const UPSERT = new Set(['resource_id', 'records', 'method', 'force', 'dry_run', 'calculate_record_count', 'include_records', 'return_record_count']);

/** `datastore_upsert`: rows by their primary key, or only new ones, or only changes. */
export async function upsertDatastore(call: Call, given: Given): Promise<Record<string, unknown>> {
  refuseUnknown(given, UPSERT);
  const method = asText(given['method'], 'method') ?? 'upsert';
  if (method !== 'upsert' && method !== 'insert' && method !== 'update') throw refuseValues({ method: 'Value must be one of: upsert, insert, update' });
  const table = await writable(call, given);
  if (method !== 'insert' && table.primaryKey.length === 0) throw refuseValues({ table: 'unique key must be passed for update/upsert' });
  await call.db.tx(async (tx) => {
    const held = await lock(tx, table.id);
    const rows = readRecords(given, held.fields as Field[], held.primary_key, method !== 'insert');
    await write(tx, held, rows, method);
    await audit(tx, call.who, 'ckan.rows-written', `resource:${table.id}`, { method, rows: rows.length });
  });
  return { resource_id: table.id, method, ...(asFlag(given['include_records'], 'include_records') && { records: given['records'] }) };
}

/** `datastore_delete`: the rows that filters name, or with none the table; `datastore_records_delete` always rows, and wants its filters. */
export async function deleteDatastore(call: Call, given: Given, onlyRecords: boolean): Promise<Record<string, unknown>> {
  refuseUnknown(given, new Set(['resource_id', 'id', 'filters', 'force', 'calculate_record_count', 'include_deleted_records']));
  if (onlyRecords && given['filters'] === undefined) throw refuseValues({ filters: 'Missing value' });
  const table = await writable(call, { ...given, resource_id: given['resource_id'] ?? given['id'] });
  const conditions = readFilters(given['filters']);
  const plain = conditions.flatMap((each) => 'anyOf' in each || (each.op !== 'eq' && each.op !== 'in') ? [] : [each]);
  if (plain.length < conditions.length) throw refuseValues({ filters: 'rows are deleted by values of columns only, without comparisons and without $or' });
  const odd = plain.find(({ column }) => column !== '_id' && !table.fields.some(({ id }) => id === column));
  if (odd) throw refuseValues({ filters: `field "${odd.column}" not in table` });
  await call.db.tx(async (tx) => {
    const held = await lock(tx, table.id);
    if (given['filters'] === undefined) await deleteTable(tx, { resource_id: table.id });
    else {
      const { n } = await deleteRows(tx, { resource_id: table.id, filters: Object.fromEntries(plain.map(({ column, values }) => [column, values])) });
      await noteChange(tx, { resource_id: held.resource_id, more: -n, numbers: 0 });
    }
    await audit(tx, call.who, 'ckan.rows-deleted', `resource:${table.id}`, { filters: Object.keys(asObject(given['filters'], 'filters') ?? {}) });
  });
  return { resource_id: table.id, ...(given['filters'] !== undefined && { filters: asObject(given['filters'], 'filters') }) };
}

/** The resource that a table is for: one that is there, or a new one of a dataset. */
async function resourceFor(call: Call, given: Given): Promise<{ id: string; datasetId: number }> {
  const made = asObject(given['resource'], 'resource');
  if (made) {
    const packageId = asText(made['package_id'], 'package_id');
    if (packageId === null) throw refuseValues({ package_id: 'Missing value' });
    const { slug } = await call.db.read((tx) => selectHead(tx, packageId));
    await call.decide(policies['write-rows'], { kind: 'dataset', id: slug });
    const { id } = await call.db.tx((tx) => addGiven(tx, call, slug, { ...made, url: undefined }));
    return selectStored(call, id);
  }
  const id = asText(given['resource_id'], 'resource_id');
  if (id === null) throw refuseValues({ resource_id: 'Missing value' });
  const found = await selectStored(call, id, given);
  return found;
}

async function selectStored(call: Call, id: string, given: Given = {}): Promise<{ id: string; datasetId: number }> {
  const stored = /^[0-9a-f-]{36}$/i.test(id) ? await call.db.read((tx) => findStoredResource(tx, { id })) : null;
  if (!stored) {
    await findTable(call, id); // a release's table: it is there, and nobody writes into it
    throw readOnly();
  }
  await call.decide(policies['write-rows'], { kind: 'dataset', id: stored.slug });
  assertFed(stored, given);
  return { id: stored.id, datasetId: stored.dataset_id };
}

/** A table that programs fill. @throws `ckan.values-refused` `read-only` for tables of releases and, without `force`, of uploaded files. */
async function writable(call: Call, given: Given): Promise<Extract<Table, { kind: 'api' }>> {
  const id = asText(given['resource_id'], 'resource_id');
  if (id === null) throw refuseValues({ resource_id: 'Missing value' });
  const table = await findTable(call, id);
  if (table.kind === 'release') throw readOnly();
  await call.decide(policies['write-rows'], { kind: 'dataset', id: table.slug });
  const stored = await call.db.read((tx) => findStoredResource(tx, { id: table.id }));
  if (!stored) throw notFound(`Resource "${id}" was not found.`);
  assertFed(stored, given);
  return table;
}

function assertFed(stored: { url: string; id: string }, given: Given): void {
  if (!stored.url.endsWith(`/datastore/dump/${stored.id}`) && asFlag(given['force'], 'force') !== true) throw readOnly();
}

const readOnly = () => refuseValues({ 'read-only': 'Cannot edit read-only resource. Either pass "force=True" or change url-type to "datastore"' });

function joinFields(held: SelectAndLockTableRow | null, given: Field[] | null, drop: boolean): Field[] {
  const before = (held?.fields ?? []) as Field[];
  if (given === null) return before;
  const changed = before.find((field) => given.some((each) => each.id === field.id && each.type !== field.type));
  if (changed && held && held.row_count > 0) throw refuseValues({ fields: `The type of "${changed.id}" cannot be changed while the table has rows` });
  const left = before.filter((field) => !given.some(({ id }) => id === field.id));
  if (left.length > 0 && !drop) return [...before.map((field) => given.find(({ id }) => id === field.id) ?? field), ...given.filter(({ id }) => !before.some((field) => field.id === id))];
  return given;
}

async function freeAliases(tx: Tx, id: string, aliases: string[]): Promise<string[]> {
  const bad = aliases.find((alias) => !/^[\p{L}_][\p{L}\p{M}\p{N}_-]{0,62}$/u.test(alias) || alias.startsWith('_'));
  if (bad !== undefined) throw refuseValues({ aliases: `"${bad.slice(0, 63)}" is not a valid alias name` });
  const [taken] = await listTakenAliases(tx, { aliases, resource_id: id });
  if (taken) throw refuseValues({ aliases: `The alias "${taken.alias}" already exists.` });
  return aliases;
}

async function lock(tx: Tx, id: string): Promise<SelectAndLockTableRow> {
  const held = await selectAndLockTable(tx, { resource_id: id });
  if (!held) throw notFound(`Resource "${id}" was not found.`);
  return held;
}

async function write(tx: Tx, held: SelectAndLockTableRow, rows: readonly RowGiven[], method: 'upsert' | 'insert' | 'update'): Promise<void> {
  if (rows.length === 0) return;
  if (held.row_count + rows.length > MOST_ROWS) throw refuseValues({ records: `A table holds at most ${MOST_ROWS} rows; link the data as releases instead` });
  const at = { resource_id: held.resource_id, rows: [...rows], from: held.next_id };
  // Two rows of one key in one call: the later one counts, as if they had come one after the other.
  const last = { ...at, rows: [...new Map(rows.map((row, i) => [row.key ?? `#${i}`, row])).values()] };
  if (method === 'update') {
    const found = new Set((await updateRows(tx, { resource_id: held.resource_id, rows: last.rows })).map(({ key }) => key));
    const absent = rows.find(({ key }) => key === null || !found.has(key));
    if (absent) throw refuseValues({ key: `key "${absent.key}" not found` });
    return noteChange(tx, { resource_id: held.resource_id, more: 0, numbers: 0 });
  }
  const added = method === 'insert' ? (await insertRows(tx, at).catch(refuseTwice)).n : (await upsertRows(tx, last)).added;
  await noteChange(tx, { resource_id: held.resource_id, more: added, numbers: rows.length });
}

function refuseTwice(error: unknown): never {
  throw (error as { code?: string }).code === '23505' ? refuseValues({ records: 'duplicate key value violates unique constraint of the primary key' }) : error;
}
