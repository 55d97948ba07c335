import { digits, fragment, joinFragments, nothing, type Fragment } from '#kernel/fragment.ts';
import { setOf } from './compile-filter.ts';
import type { Part, SearchPlan } from './plan-search.ts';
import type { SortKey } from './types.ts';

/** Among so many of the best, those that have what was typed as it was typed come first. */
export const LOOKED_AT = 200;
/** A question's answers are at least so good as this share of the best. */
export const SHARE_OF_BEST = 0.4;
export const EXACT_TITLE = 1_000_000;
export const VERBATIM = 0.5;

export interface Composed {
  plan: SearchPlan | null;
  condition: Fragment;
  phrases: readonly string[];
  runs: readonly string[];
  /** Compared with titles; null when nothing was typed. */
  titleKey: string | null;
  facets: readonly string[];
  sort: readonly SortKey[];
  offset: number;
  limit: number;
  /** Total and counts are known already: only the page is read, as far as it goes. */
  counted?: boolean;
}

/** One statement for hits, total and counts, so that they tell of the same moment; one row `{total, hits, facets}`. */
export function composeSearch(search: Composed): Fragment {
  const some = search.plan?.mode === 'some';
  const rows = matched(search);
  return fragment`with kept as (
  ${some ? fragment`select m.* from (select n.*, max(case when n.score < ${EXACT_TITLE}::float8 then n.score end) over () as best from (${rows}) n) m where m.score >= ${SHARE_OF_BEST}::float8 * coalesce(m.best, 0)` : rows}
)${counted(search.facets)}${ranking(search)}
select ${search.counted ? fragment`null::int` : fragment`(select count(*)::int from kept)`} as total,
  (select coalesce(jsonb_agg(to_jsonb(h) order by h.position), '[]') from (
    select p.position, p.score, p.doc_id, x.uid, x.slug, x.title_th, x.title_en, x.description from page p join catalog.search_text x on x.doc_id = p.doc_id
  ) h) as hits,
  (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from (${counts(search.facets)}) c) as facets`;
}

function found({ mode, must, may }: SearchPlan): Fragment {
  if (mode === 'some') {
    const ids = must.flatMap((part) => part.ids), weights = must.flatMap((part) => part.ids.map(() => part.weight));
    return fragment`
  select p.doc_id, sum(p.impact * w.weight) as score
  from unnest(${ids}::int[], ${weights}::float8[]) w (id, weight)
  join catalog.search_posting p on p.term_id = w.id
  group by p.doc_id
`;
  }
  const [first, ...rest] = must as [Part, ...Part[]];
  // Nested, one join a word: PostgreSQL begins with the rarest and knows by its statistics how to go on.
  let source = fragment`select p.doc_id, p.impact * ${first.weight}::float8 as score from catalog.search_posting p where p.term_id = ${first.ids[0]}::int`;
  for (const part of rest) source = fragment`select b.doc_id, b.score + p.impact * ${part.weight}::float8 as score from (${source}) b join catalog.search_posting p on p.doc_id = b.doc_id and p.term_id = ${part.ids[0]}::int`;
  for (const part of may) source = fragment`select b.doc_id, b.score + coalesce(p.impact, 0) * ${part.weight}::float8 as score from (${source}) b left join catalog.search_posting p on p.doc_id = b.doc_id and p.term_id = ${part.ids[0]}::int`;
  return source;
}

function matched({ plan, condition, phrases, titleKey, facets }: Composed): Fragment {
  const score = plan && titleKey !== null
    ? fragment`(case when hashtextextended(${titleKey}::text, 0) in (d.title_th_key, d.title_en_key) then ${EXACT_TITLE}::float8 else 0 end + f.score * d.prior)`
    : plan ? fragment`f.score * d.prior` : fragment`0::float8`;
  const columns = facets.map((field, i) => isWide(field) ? fragment`, d.wide_values as f${column(i)}` : fragment`, ${setOf(field)} as f${column(i)}`);
  const texts = phrases.length === 0 ? nothing : fragment`
    and exists (select from catalog.search_text x where x.doc_id = d.doc_id and ${joinFragments(phrases.map((phrase) => fragment`strpos(x.body, ${phrase}::text) > 0`), 'and')})`;
  return fragment`select d.doc_id, ${score} as score, d.changed_at, d.created_at${joinFragments(columns, 'line')}
  from ${plan ? fragment`(${found(plan)}) f join catalog.search_doc d on d.doc_id = f.doc_id` : fragment`catalog.search_doc d`}
  where ${condition}${texts}`;
}

/** Counted fields are the columns f0, f1, …. */
const column = (i: number): Fragment => digits(i);

function ranking({ plan, runs, sort, offset, limit }: Composed): Fragment {
  const byWords = sort.some(({ by }) => by === 'title' || by === 'titleEn' || by === 'slug');
  if (!plan || sort.length > 0 || runs.length === 0 || offset + limit > LOOKED_AT) return fragment`, page as (
  select k.doc_id, k.score, row_number() over () as position
  from (
    select k.doc_id, k.score
    from kept k${byWords ? fragment` join catalog.search_text t on t.doc_id = k.doc_id` : nothing}
    order by ${order(sort)}
    limit ${limit}::int offset ${offset}::int
  ) k
)`;
  return fragment`, page as (
  select k.doc_id, k.score, row_number() over () as position
  from (
    select k.doc_id, k.score
    from (
      select b.doc_id, b.changed_at, b.score + case when (${joinFragments(runs.map((run) => fragment`strpos(x.body, ${run}::text) > 0`), 'or')}) then ${VERBATIM}::float8 * max(case when b.score < ${EXACT_TITLE}::float8 then b.score end) over () else 0 end as score
      from (select k.doc_id, k.score, k.changed_at from kept k order by k.score desc, k.doc_id limit ${LOOKED_AT}::int) b
      join catalog.search_text x on x.doc_id = b.doc_id
    ) k
    order by ${order(sort)}
    limit ${limit}::int offset ${offset}::int
  ) k
)`;
}

function order(sort: readonly SortKey[]): Fragment {
  const keys = sort.length === 0 ? [{ by: 'score', descending: true }, { by: 'changedAt', descending: true }] as const : sort;
  return joinFragments([...keys.map(({ by, descending }) => fragment`${SORTS[by]}${descending ? fragment` desc` : nothing}`), fragment`k.doc_id`], 'comma');
}

const SORTS: Record<SortKey['by'], Fragment> = {
  score: fragment`k.score`, changedAt: fragment`k.changed_at`, createdAt: fragment`k.created_at`, id: fragment`k.doc_id`,
  title: fragment`t.title_th collate "th-x-icu"`, titleEn: fragment`lower(t.title_en) collate "C"`, slug: fragment`t.slug collate "C"`,
};

const isWide = (field: string) => field === 'tags';

/** Sets of values are counted, all fields in one pass over what matched; there are few of them, and only then their values. */
function counted(facets: readonly string[]): Fragment {
  const columns = narrow(facets).map(({ i }) => fragment`k.f${column(i)}`);
  if (columns.length === 0) return nothing;
  return fragment`, counted as materialized (
  select ${joinFragments(columns, 'comma')}, grouping(${joinFragments(columns, 'comma')}) as field, count(*) as n
  from kept k
  group by grouping sets (${joinFragments(columns.map((each) => fragment`(${each})`), 'comma')})
)`;
}

const narrow = (facets: readonly string[]) => facets.map((field, i) => ({ field, i })).filter(({ field }) => !isWide(field));

function counts(facets: readonly string[]): Fragment {
  const columns = narrow(facets);
  const pieces = [
    ...columns.map(({ field, i }, at) => fragment`(select ${field}::text as field, v.value, sum(c.n) as n
      from counted c join catalog.search_set s on s.id = c.f${column(i)} cross join lateral unnest(s.value_ids) u (id) join catalog.search_value v on v.id = u.id
      where c.field = ${maskOf(at, columns.length)}::int
      group by v.value)`),
    ...facets.flatMap((field, i) => isWide(field) ? [fragment`(select ${field}::text as field, v.value, c.n
      from (select u.id, count(*) as n from (select unnest(k.f${column(i)}) as id from kept k) u group by u.id) c join catalog.search_value v on v.id = c.id)`] : []),
  ];
  if (pieces.length === 0) return fragment`select null::text as field where false`;
  return fragment`select a.field, a.value, a.n::int as n from (${pieces.reduce((all, each) => fragment`${all} union all ${each}`)}) a order by a.n desc, a.value collate "C"`;
}

/** What `grouping()` says of the rows that count one column: a bit for every other, the first column highest. */
const maskOf = (at: number, columns: number): number => 2 ** columns - 1 - 2 ** (columns - 1 - at);
