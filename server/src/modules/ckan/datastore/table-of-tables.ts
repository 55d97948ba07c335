import { resourceIdOf } from '#modules/catalog/index.ts';
import type { Call } from '../actions/action.ts';
import type { SearchAsked } from './read-search.ts';
import { recordsAs } from './records.ts';
import { listApiTables, listReleaseTables } from './tables.sql.gen.ts';

const MOST_TABLES = 100_000;
const fields = [{ id: '_id', type: 'text' }, { id: 'name', type: 'text' }, { id: 'oid', type: 'int' }, { id: 'alias_of', type: 'text' }];

/** `_table_metadata`: every table within reach, and every alias with the table it stands for. */
export async function tableOfTables(call: Call, asked: SearchAsked): Promise<Record<string, unknown>> {
  const rows = await call.db.read(async (tx) => {
    const made = await listApiTables(tx, { limit: MOST_TABLES });
    const releases = await listReleaseTables(tx, { limit: MOST_TABLES });
    return [
      ...made.flatMap(({ resource_id: id, aliases }) => [[id, null] as const, ...aliases.map((alias) => [alias, id] as const)]),
      ...releases.flatMap(({ uid, slug }) => [[resourceIdOf(uid, 'CSV'), null] as const, [slug, resourceIdOf(uid, 'CSV')] as const]),
    ];
  });
  const page = rows.slice(asked.offset, asked.offset + asked.limit).map(([name, aliasOf], i): unknown[] => [name, name, asked.offset + i + 1, aliasOf]);
  return {
    include_total: asked.count, limit: asked.limit, records_format: asked.form, resource_id: '_table_metadata', total_estimation_threshold: null,
    records: recordsAs(asked.form, page, fields), fields, _links: { start: '/api/3/action/datastore_search?resource_id=_table_metadata' }, total: rows.length, total_was_estimated: false,
  };
}
