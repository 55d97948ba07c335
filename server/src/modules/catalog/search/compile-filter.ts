import { fragment, joinFragments, type Fragment } from '#kernel/fragment.ts';
import { normalise } from '#kernel/thai-text/index.ts';
import { likeOf, likePrefix } from './like.ts';
import { titleTerm } from './impacts.ts';
import type { Filter } from './types.ts';

type Range = Extract<Filter, { kind: 'range' }>;
type Words = Extract<Filter, { kind: 'words' }>;

const never = fragment`false`;
const always = fragment`true`;
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A day or an instant that PostgreSQL takes; 30 February is none. */
export const isInstant = (text: string) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
const NUMBER = /^-?\d{1,15}(?:\.\d{1,9})?$/;

/**
 * A filter as a condition on `d`, a row of catalog.search_doc; from fixed pieces, with parameters. Null never comes out of it.
 *
 * @param termsOf the required words of a text, as the index has them.
 */
export function compileFilter(filter: Filter, termsOf: (text: string) => readonly string[]): Fragment {
  switch (filter.kind) {
    case 'all': return always;
    case 'and': return filter.of.length === 0 ? always : fragment`(${joinFragments(filter.of.map((each) => compileFilter(each, termsOf)), 'and')})`;
    case 'or': return filter.of.length === 0 ? never : fragment`(${joinFragments(filter.of.map((each) => compileFilter(each, termsOf)), 'or')})`;
    case 'not': return fragment`not ${compileFilter(filter.of, termsOf)}`;
    case 'eq': return compileIn(filter.field, [filter.value]);
    case 'in': return compileIn(filter.field, filter.values);
    case 'exists': return own.has(filter.field) ? always : fragment`(${setOf(filter.field)} is not null)`;
    case 'prefix': return compileLike(filter.field, likePrefix(filter.value));
    case 'wildcard': return compileLike(filter.field, likeOf(filter.pattern));
    case 'range': return compileRange(filter);
    case 'words': return compileWords(filter, termsOf(filter.text));
  }
}

/** Which set of values a dataset has in a field; the field's number is looked up once a statement. */
export const setOf = (field: string): Fragment => fragment`d.sets[(select f.id from catalog.search_field f where f.name = ${field}::text)]`;

/** Sets that hold a value for which the condition on `v` is true. */
const holds = (field: string, condition: Fragment): Fragment => fragment`coalesce(${setOf(field)} in (
    select s.id from catalog.search_set s
    where s.field_id = (select f.id from catalog.search_field f where f.name = ${field}::text)
      and s.value_ids && (select array_agg(v.id) from catalog.search_value v join catalog.search_field f on f.id = v.field_id where f.name = ${field}::text and ${condition})), false)`;

/** Fields that are columns of their own. */
const own = new Map<string, (values: readonly string[]) => Fragment>([
  ['id', (values) => fragment`d.doc_id in (select x.doc_id from catalog.search_text x where x.uid = any(${values.filter((value) => UUID.test(value))}::uuid[]))`],
  ['slug', (values) => fragment`d.doc_id in (select x.doc_id from catalog.search_text x where x.slug = any(${values}::text[]))`],
  ['createdAt', (values) => fragment`d.created_at = any(${values.filter(isInstant)}::timestamptz[])`],
  ['changedAt', (values) => fragment`d.changed_at = any(${values.filter(isInstant)}::timestamptz[])`],
]);

const compileIn = (field: string, values: readonly string[]): Fragment => own.get(field)?.(values) ?? holds(field, fragment`v.value = any(${values}::text[])`);

function compileLike(field: string, pattern: string): Fragment {
  if (field === 'slug') return fragment`d.doc_id in (select x.doc_id from catalog.search_text x where x.slug like ${pattern}::text)`;
  if (field === 'id') return fragment`d.doc_id in (select x.doc_id from catalog.search_text x where x.uid::text like ${pattern}::text)`;
  return own.has(field) ? never : holds(field, fragment`v.value like ${pattern}::text`);
}

function compileRange(range: Range): Fragment {
  const { field, from, to } = range;
  if (field === 'changedAt' || field === 'createdAt') {
    if ([from, to].some((bound) => bound !== undefined && !isInstant(bound))) return never;
    return bounds(range, field === 'changedAt' ? fragment`d.changed_at` : fragment`d.created_at`, (bound) => fragment`${bound}::timestamptz`);
  }
  if (own.has(field)) return never;
  const numbers = [from, to].every((bound) => bound === undefined || NUMBER.test(bound));
  return numbers ? holds(field, bounds(range, fragment`v.number`, (bound) => fragment`${bound}::float8`)) : holds(field, bounds(range, fragment`v.value collate "C"`, (bound) => fragment`${bound}::text collate "C"`));
}

function bounds({ from, to, fromOpen, toOpen }: Range, column: Fragment, cast: (bound: string) => Fragment): Fragment {
  const conditions: Fragment[] = [];
  if (from !== undefined) conditions.push(fromOpen ? fragment`${column} > ${cast(from)}` : fragment`${column} >= ${cast(from)}`);
  if (to !== undefined) conditions.push(toOpen ? fragment`${column} < ${cast(to)}` : fragment`${column} <= ${cast(to)}`);
  return conditions.length === 0 ? fragment`(${column} is not null)` : fragment`(${joinFragments(conditions, 'and')})`;
}

function compileWords(words: Words, terms: readonly string[]): Fragment {
  if (terms.length === 0) return never;
  const wanted = words.in === 'title' ? terms.map(titleTerm) : terms;
  const all = fragment`d.doc_id in (
      select p.doc_id from catalog.search_posting p join catalog.search_term t on t.id = p.term_id where t.term = any(${wanted}::text[])
      group by p.doc_id having count(*) = ${wanted.length}::int)`;
  if (!words.phrase) return all;
  const phrase = normalise(words.text).trim();
  const together = words.in === 'title' ? fragment`strpos(x.title_body, ${phrase}::text) > 0` : fragment`strpos(x.body, ${phrase}::text) > 0`;
  return fragment`(${all} and exists (select from catalog.search_text x where x.doc_id = d.doc_id and ${together}))`;
}
