import type { Asked, RowsWanted, Words } from '#modules/lake/index.ts';
import { refuseValues } from '../errors.ts';
import { asFlag, asList, asObject, asText, asWhole, refuseUnknown, type Given } from '../actions/values.ts';
import { readFilters } from './read-filters.ts';

export const recordForms = ['objects', 'lists', 'csv', 'tsv'] as const;
export type RecordsForm = (typeof recordForms)[number];

/** A question to the datastore in CKAN's words, read. */
export interface SearchAsked extends Omit<RowsWanted, 'conditions'> { resource: string; conditions: Asked[]; form: RecordsForm; nextPage: boolean }

const KNOWN = new Set(['resource_id', 'id', 'filters', 'q', 'full_text', 'distinct', 'plain', 'language', 'limit', 'offset', 'fields', 'sort', 'include_total', 'total_estimation_threshold', 'records_format', 'include_next_page']);
export const MOST_ROWS = 32_000;

/** @throws `ckan.values-refused` by field. */
export function readSearch(given: Given): SearchAsked {
  refuseUnknown(given, KNOWN);
  const resource = asText(given['resource_id'] ?? given['id'], 'resource_id');
  if (resource === null) throw refuseValues({ resource_id: 'Missing value' });
  const form = asText(given['records_format'], 'records_format') ?? 'objects';
  if (!recordForms.includes(form as RecordsForm)) throw refuseValues({ records_format: `Value must be one of: ${recordForms.join(', ')}` });
  const fields = asList(given['fields'], 'fields');
  return {
    resource, conditions: readFilters(given['filters']), words: [...readWords(given['q']), ...readWords(given['full_text'])], fields: fields && fields.length > 0 ? fields : null,
    distinct: asFlag(given['distinct'], 'distinct') ?? false, sort: readSort(given['sort']), offset: asWhole(given['offset'], 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    limit: Math.min(MOST_ROWS, asWhole(given['limit'], 'limit', 0, Number.MAX_SAFE_INTEGER) ?? 100), count: asFlag(given['include_total'], 'include_total') ?? true,
    form: form as RecordsForm, nextPage: asFlag(given['include_next_page'], 'include_next_page') ?? false,
  };
}

/** A text for the whole row, or `{column: text}`, also as JSON text. */
function readWords(given: unknown): Words[] {
  if (given === undefined || given === null || given === '') return [];
  if (typeof given === 'string' && !given.trimStart().startsWith('{')) return [{ column: null, text: given }];
  if (typeof given === 'number') return [{ column: null, text: String(given) }];
  return Object.entries(asObject(given, 'q') ?? {}).map(([column, text]) => ({ column, text: String(text) }));
}

/** `a, b desc`, also quoted: `"ชื่อ" asc`. */
function readSort(given: unknown): RowsWanted['sort'] {
  const parts = asList(given, 'sort') ?? [];
  return parts.map((part) => {
    const [, quoted, plain, direction = 'asc', nulls] = /^\s*(?:"((?:[^"]|"")+)"|(\S+))(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i.exec(part) ?? [];
    const column = quoted?.replaceAll('""', '"') ?? plain;
    if (column === undefined || nulls?.toLowerCase() === 'first') throw refuseValues({ sort: `cannot read the sort "${part.slice(0, 100)}"` });
    return { column, descending: direction.toLowerCase() === 'desc' };
  });
}
