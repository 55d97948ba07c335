import type { Tx } from '#kernel/db.ts';
import { listRecordsById, searchRecords, type Filter, type SearchQuery, type SearchResult } from '#modules/catalog/index.ts';
import { listAgencies } from '#modules/organisations/index.ts';
import type { Call } from '../actions/action.ts';
import { asFlag, asList, asText, asWhole, type Given } from '../actions/values.ts';
import { problem } from '../errors.ts';
import { parseSolr } from '../query/parse-solr.ts';
import { searchField } from '../query/search-fields.ts';
import type { Clause } from '../query/syntax.ts';
import { archived, inHand, open, published, toFilter } from '../query/to-filter.ts';
import { packagesOf } from './find-package.ts';
import { listGroupTitles } from './packages.sql.gen.ts';
import { wireText } from './wire.ts';

const KNOWN = /^(?:q|fq|fq_list|sort|rows|start|facet|facet\.(?:field|limit|mincount)|include_(?:private|drafts|deleted)|use_default_schema|fl|qf|bf|boost|tie|defType|mm|wt|df|q\.op|hl|hl\..+|ext_.+|extras|version)$/;
const MOST_ROWS = 1_000;
const DEFAULT_SORT = 'score desc, metadata_modified desc';

/** `package_search`: datasets by words and by the query language of CKAN's search server, with counts by field. */
export async function searchPackages(call: Call, given: Given): Promise<Record<string, unknown>> {
  const strange = Object.keys(given).find((name) => !KNOWN.test(name));
  if (strange !== undefined) throw problem('query-refused', { detailTh: `ไม่รู้จักพารามิเตอร์ ${strange.slice(0, 60)}`, detailEn: `Invalid search parameters: ${strange.slice(0, 60)}` });
  const { text, clauses } = readQueries(given);
  const sort = asText(given['sort'], 'sort') ?? DEFAULT_SORT;
  const facets = asFlag(given['facet'], 'facet') === false ? [] : asList(given['facet.field'], 'facet.field') ?? [];
  const fields = asList(given['fl'], 'fl');
  const page = { offset: asWhole(given['start'], 'start', 0, 10_000_000) ?? 0, limit: asWhole(given['rows'], 'rows', 0, MOST_ROWS) ?? 10 };
  const order = readSort(sort);
  return call.db.read(async (tx) => {
    const filter: Filter = { kind: 'and', of: [...clauses.map((clause) => toFilter(clause)), scopeOf(given)] };
    const found = await searchRecords(tx, { ...(text !== '' && { text }), filter, facets: facets.map(indexField), sort: order, marked: false, ...page });
    const results = await packagesOf(tx, await listRecordsById(tx, found.hits.map(({ datasetId }) => datasetId)), call.ports.publicUrl);
    const counts = await countsOf(tx, found, facets, given);
    return {
      count: found.total, facets: Object.fromEntries(counts.map(({ field, items }) => [field, Object.fromEntries(items.map(({ name, count }) => [name, count]))])),
      results: fields && !fields.includes('*') ? results.map((each) => Object.fromEntries(fields.filter((name) => name in each).map((name) => [name, each[name]]))) : results,
      sort, search_facets: Object.fromEntries(counts.map(({ field, title, items }) => [field, { title, items }])),
    };
  });
}

/**
 * Words go to the ranking; whatever names a field is a filter. A query with a colon is in the search server's language, any other is plain words,
 * as CKAN chooses between its parsers.
 */
function readQueries(given: Given): { text: string; clauses: Clause[] } {
  const q = (asText(given['q'], 'q') ?? '*:*').trim();
  if (/\{!/.test(q)) parseSolr(q);
  const fq = [...asFilters(given['fq'], 'fq'), ...asFilters(given['fq_list'], 'fq_list')].map(parseSolr);
  if (q === '*:*' || q === '*' || q === '') return { text: '', clauses: fq };
  if (!q.includes(':')) return { text: q, clauses: fq };
  const whole = parseSolr(q);
  const parts = whole.kind === 'and' ? whole.of : [whole];
  const isWord = (clause: Clause) => (clause.kind === 'term' || clause.kind === 'phrase') && (clause.field === null || clause.field === 'text');
  const words = parts.filter(isWord).map((clause) => clause.kind === 'phrase' ? `"${clause.value}"` : clause.kind === 'term' ? clause.value : '');
  return { text: words.join(' '), clauses: [...parts.filter((clause) => !isWord(clause)), ...fq] };
}

const asFilters = (value: unknown, field: string): string[] => (Array.isArray(value) ? value.map(String) : field === 'fq_list' ? asList(value, field) ?? [] : [asText(value, field) ?? '']).filter((each) => each.trim() !== '');

/** Public and published unless more is asked for; how far whoever asks reaches, PostgreSQL says anyway. */
function scopeOf(given: Given): Filter {
  const states = [published, ...asFlag(given['include_drafts'], 'include_drafts') ? [inHand] : [], ...asFlag(given['include_deleted'], 'include_deleted') ? [archived] : []];
  const wide = asFlag(given['include_private'], 'include_private') || asFlag(given['include_drafts'], 'include_drafts');
  return { kind: 'and', of: [{ kind: 'or', of: states }, ...wide ? [] : [open]] };
}

const SORTS: Readonly<Record<string, (SearchQuery['sort'] & {})[number]['by']>> = {
  score: 'score', metadata_modified: 'changedAt', metadata_created: 'createdAt', title_string: 'title', title: 'title', name: 'slug', id: 'id',
};

function readSort(sort: string): SearchQuery['sort'] & {} {
  return sort.split(',').map((part) => part.trim()).filter((part) => part !== '' && !/^views_(?:total|recent)\b/.test(part)).map((part) => {
    const [, name = '', direction] = /^([\w.]+)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
    const by = SORTS[name];
    if (!by) throw problem('query-refused', { detailTh: `เรียงตาม ${part.slice(0, 60)} ไม่ได้`, detailEn: `Cannot sort by ${part.slice(0, 60)}` });
    return { by, descending: direction?.toLowerCase() === 'desc' };
  });
}

/** Name of the index's field for a facet of CKAN. */
function indexField(name: string): string {
  const field = searchField(name);
  if (field?.kind === 'values') return field.field;
  return field === null ? `unknown:${name}` : field.kind === 'capacity' ? 'audience' : field.kind === 'state' ? 'state' : name;
}

interface Counted { field: string; title: string; items: { name: string; display_name: string; count: number }[] }

async function countsOf(tx: Tx, found: SearchResult, facets: readonly string[], given: Given): Promise<Counted[]> {
  if (facets.length === 0) return [];
  const most = Number(asText(given['facet.limit'], 'facet.limit') ?? 50);
  const least = asWhole(given['facet.mincount'], 'facet.mincount', 0, 1_000_000) ?? 1;
  const agencies = new Map(facets.includes('organization') || facets.includes('owner_org') ? (await listAgencies(tx)).map(({ id, nameTh }) => [id, nameTh]) : []);
  const topics = new Map(facets.includes('groups') ? (await listGroupTitles(tx, {})).map(({ name, title_th }) => [name, title_th]) : []);
  return facets.map((field) => {
    const raw = found.facets[indexField(field)] ?? {};
    const named = Object.entries(raw).filter(([, count]) => count >= Math.max(1, least)).map(([code, count]) => ({ name: wireText(field.replace(/^extras_/, ''), code), code, count }));
    const items = (most < 0 || Number.isNaN(most) ? named : named.slice(0, most)).map(({ name, code, count }) => ({ name, display_name: agencies.get(code) ?? (field === 'groups' ? topics.get(code) : undefined) ?? name, count }));
    // CKAN 2.11 lists them by their names, last first.
    return { field, title: field, items: items.toSorted((a, b) => a.display_name < b.display_name ? 1 : -1) };
  });
}
