import { searchRows, type RowsFound } from '#modules/lake/index.ts';
import type { Call } from '../actions/action.ts';
import type { Given } from '../actions/values.ts';
import { findTable, withRows } from './open-table.ts';
import { filtersAsDictionary } from './read-filters.ts';
import { readSearch, type SearchAsked } from './read-search.ts';
import { fieldsOf, recordsAs } from './records.ts';
import { tableOfTables } from './table-of-tables.ts';

/** `datastore_search`: one page of a table, filtered, sorted and counted. */
export async function searchDatastore(call: Call, given: Given): Promise<Record<string, unknown>> {
  const asked = readSearch(given);
  if (asked.resource === '_table_metadata') return tableOfTables(call, asked);
  const table = await findTable(call, asked.resource);
  call.uses(table.slug);
  const found = await withRows(call, table, (engine, source) => searchRows(engine, source, asked));
  const fields = fieldsOf(found, table.fields);
  return {
    include_total: asked.count, limit: asked.limit, records_format: asked.form, resource_id: asked.resource, total_estimation_threshold: null,
    ...(asked.offset > 0 && { offset: asked.offset }), ...(given['filters'] !== undefined && { filters: given['filters'] }), ...(given['q'] !== undefined && { q: given['q'] }),
    records: recordsAs(asked.form, found.rows, fields), fields, _links: linksOf(given, asked, found), ...(asked.count && { total: found.total, total_was_estimated: false }),
    ...(asked.nextPage && nextPage(asked, found, given)),
  };
}

function linksOf(given: Given, { offset, limit }: SearchAsked, { total }: RowsFound): Record<string, string> {
  const link = (from: number) => {
    const query = new URLSearchParams(Object.entries({ ...given, limit: String(limit), ...(from > 0 && { offset: String(from) }) })
      .filter(([name]) => name !== 'offset' || from > 0).map(([name, value]): [string, string] => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]));
    return `/api/3/action/datastore_search?${query}`;
  };
  return { start: link(0), ...((total === null || offset + limit < total) && { next: link(offset + limit) }), ...(offset > 0 && { prev: link(Math.max(0, offset - limit)) }) };
}

/** Arguments of the next page that count no rows again: the rows behind the last number. */
function nextPage(asked: SearchAsked, { rows, names }: RowsFound, given: Given): { next_page?: object } {
  const [last] = rows.at(-1) ?? [];
  if (rows.length < asked.limit || names[0] !== '_id' || asked.sort.length > 0 || asked.words.length > 0) return {};
  const filters = filtersAsDictionary(given['filters']);
  const { _id: before } = filters;
  if (before !== undefined && (typeof before !== 'object' || before === null || Array.isArray(before))) return {};
  return { next_page: { filters: { ...filters, _id: { ...before, gt: Number(last) } } } };
}
