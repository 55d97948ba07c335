import type { Query } from '../../../api/client.ts';
import { listOf, oneOf, textOf, type SearchText } from '../../../app/search.ts';

export const pageSize = 10;
export const sorts = ['best', 'newest', 'oldest', 'title'] as const;
export type Sort = (typeof sorts)[number];
/** Fields that people narrow by, in the order of the page. */
export const facetFields = ['organization', 'freshness', 'res_format', 'data_type', 'geo_coverage', 'update_frequency_unit', 'license_id', 'quality', 'tags'] as const;

export interface SearchState { text: string; filters: string[]; sort: Sort; offset: number }

/** What the address asks for: `/data?q=น้ำ&filter=organization:rid&sort=newest&from=10`. */
export function readState(search: SearchText): SearchState {
  const offset = Number(textOf(search['from']) ?? 0);
  return {
    text: textOf(search['q']) ?? '', filters: listOf(search['filter']).filter((each) => /^[a-z_]+:./.test(each)), sort: oneOf(search['sort'], sorts),
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** The same as the API asks it. */
export const askOf = ({ text, filters, sort, offset }: SearchState): Query => ({
  q: text, filter: filters, sort: sort === 'best' ? undefined : sort, offset: offset || undefined, limit: pageSize, facets: facetFields.join(','),
});

/** Field and value of a filter. */
export function readFilter(filter: string): [field: string, value: string] {
  const at = filter.indexOf(':');
  return [filter.slice(0, at), filter.slice(at + 1)];
}
