-- name: resolve_terms :many prepared
-- The words of a query that the index knows, with the state of the index and whose reach it is asked under; one row without a term when it knows none.
select t.id, t.term, t.datasets, s.datasets as "indexed!", s.revision as "revision!",
  concat_ws('|', current_database(), current_setting('saphan.reach', true), current_setting('saphan.agencies', true)) as "reach!",
  current_database()::text as "database!", hashtextextended($title_key::text, 0)::text as "title_key!"
from catalog.search_state s
left join catalog.search_term t on t.term = any($terms::text[]) and t.datasets > 0;

-- name: list_inner_terms :many
-- Words of the index that stand inside what was typed.
select t.id as "id!", t.term as "term!", t.datasets as "datasets!"
from catalog.search_term t
where t.term = any($pieces::text[]) and t.datasets > 0
order by length(t.term) desc
limit 60;

-- name: list_longer_terms :many
-- Words of the index that begin with what was typed, or hold it, the most used first.
(select t.id as "id!", t.term as "term!", t.datasets as "datasets!"
from catalog.search_term t
where t.term ^@ $word::text and t.datasets > 0 and t.grams <> '{}'
order by t.datasets desc
limit 20)
union
(select t.id, t.term, t.datasets
from catalog.search_term t
where t.grams @> $inner_grams::text[] and cardinality($inner_grams::text[]) > 0 and strpos(t.term, $word::text) > 0 and t.datasets > 0
order by t.datasets desc
limit 20);

-- name: list_like_terms :many
-- Words of the index that share most three-letter sequences with a misspelt one, and stand in something that whoever asks may find.
select c.id as "id!", c.term as "term!", c.datasets as "datasets!"
from (
  select t.id, t.term, t.datasets, (select count(*) from unnest(t.grams) g where g = any($grams::text[])) as common
  from catalog.search_term t
  where t.grams && $grams::text[] and t.datasets > 0 and length(t.term) between $shortest::int and $longest::int
  order by common desc, t.datasets desc
  limit 40
) c
where exists (select from catalog.search_posting p join catalog.search_doc d on d.doc_id = p.doc_id where p.term_id = c.id);

-- name: list_visible_terms :many
-- Which of these words stand in something that whoever asks may find.
select t.id as "id!"
from catalog.search_term t
where t.id = any($ids::int[]) and exists (select from catalog.search_posting p join catalog.search_doc d on d.doc_id = p.doc_id where p.term_id = t.id);
