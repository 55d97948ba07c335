-- name: list_numbers :many
-- Numbers of datasets after a place, with the revision they are of; beyond reach, so nothing of them is shown or counted but through list_visible_docs.
select s.revision as "revision!", n.field_id, n.numbers
from catalog.search_state s
cross join catalog.search_numbers_beyond_reach($after_revision::bigint, $after_doc::int, $most::int, $fields::int2[]) n;

-- name: list_gone_docs :many
select g.doc_id as "doc_id!", g.revision as "revision!"
from catalog.search_gone g
where g.revision > $after::bigint;

-- name: list_visible_docs :one prepared
-- Which datasets, of those entered after a revision, whoever asks may find: 4 bytes each. The row-level policy of search_doc decides.
select s.revision as "revision!", (select string_agg(int4send(d.doc_id), ''::bytea) from catalog.search_doc d where d.revision > $after::bigint) as "docs"
from catalog.search_state s;

-- name: list_fields :many
select f.id as "id!", f.name as "name!" from catalog.search_field f where f.name = any($names::text[]);

-- name: read_set_pairs :one
-- Sets of these fields that are newer than some, each with its values: 4 bytes set, 4 value.
select string_agg(int4send(s.id) || int4send(u.id), ''::bytea) as "pairs"
from catalog.search_set s
cross join lateral unnest(s.value_ids) u (id)
where s.field_id = any($fields::int2[]) and s.id > $after::int;

-- name: list_new_values :many
select v.id as "id!", v.field_id as "field_id!", v.value as "value!"
from catalog.search_value v
where v.field_id = any($fields::int2[]) and v.id > $after::int
order by v.id;

-- name: list_postings :many prepared
-- Datasets under each word and how much it says of them: 4 bytes and 2.
select s.revision as "revision!", p.term_id as "term_id!", p.docs as "docs!"
from catalog.search_state s
cross join (
  select p.term_id, string_agg(int4send(p.doc_id) || int2send(p.impact), ''::bytea) as docs
  from catalog.search_posting p
  where p.term_id = any($term_ids::int[])
  group by p.term_id) p;

-- name: list_verbatim :many prepared
-- Those of the best whose text has one of these runs as it was typed.
select x.doc_id as "doc_id!"
from catalog.search_text x
where x.doc_id = any($doc_ids::int[]) and exists (select from unnest($runs::text[]) r (run) where strpos(x.body, r.run) > 0);

-- name: list_texts :many prepared
select x.doc_id as "doc_id!", x.uid::text as "uid!", x.slug as "slug!", x.title_th as "title_th!", x.title_en as "title_en!", x.description as "description!"
from catalog.search_text x
where x.doc_id = any($doc_ids::int[]);
