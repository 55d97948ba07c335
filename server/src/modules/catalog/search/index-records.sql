-- name: lock_search_index :exec
-- One writer at a time: numbers of datasets per word are kept exact.
select pg_advisory_xact_lock(hashtext('catalog.search_index'));

-- name: ensure_terms :exec
insert into catalog.search_term (term, grams)
select g.term, array(select jsonb_array_elements_text(g.grams))
from jsonb_to_recordset($terms::jsonb) g (term text, grams jsonb)
on conflict (term) do nothing;

-- name: list_terms :many
select t.id as "id!", t.term as "term!"
from catalog.search_term t
where t.term = any($terms::text[]);

-- name: ensure_fields :exec
insert into catalog.search_field (name)
select distinct n.name
from unnest($names::text[]) n (name)
where not exists (select from catalog.search_field f where f.name = n.name)
on conflict (name) do nothing;

-- name: ensure_values :exec
insert into catalog.search_value (field_id, value)
select distinct f.id, v.value
from unnest($names::text[], $vals::text[]) v (name, value)
join catalog.search_field f on f.name = v.name
where not exists (select from catalog.search_value o where o.field_id = f.id and o.value = v.value)
on conflict (field_id, value) do nothing;

-- name: list_values :many
select f.name as "name!", f.id as "field_id!", v.value as "value!", v.id as "id!"
from unnest($names::text[], $vals::text[]) n (name, value)
join catalog.search_field f on f.name = n.name
join catalog.search_value v on v.field_id = f.id and v.value = n.value;

-- name: ensure_sets :exec
insert into catalog.search_set (field_id, value_ids)
select n.field_id, n.value_ids::int[]
from unnest($field_ids::int2[], $value_ids::text[]) n (field_id, value_ids)
where not exists (select from catalog.search_set s where s.field_id = n.field_id and s.value_ids = n.value_ids::int[])
on conflict (field_id, value_ids) do nothing;

-- name: list_sets :many
select s.id as "id!", n.field_id as "field_id!", n.value_ids as "value_ids!"
from unnest($field_ids::int2[], $value_ids::text[]) n (field_id, value_ids)
join catalog.search_set s on s.field_id = n.field_id and s.value_ids = n.value_ids::int[];

-- name: list_entered :many
select x.doc_id as "doc_id!" from catalog.search_text x where x.doc_id = any($doc_ids::int[]);

-- name: remove_postings :exec
-- Takes datasets out from under their words; pair by pair, so that the index of postings is used whatever PostgreSQL expects.
with gone as (
  delete from catalog.search_posting p
  where (p.term_id, p.doc_id) in (select unnest(x.term_ids), x.doc_id from catalog.search_text x where x.doc_id = any($doc_ids::int[]))
  returning p.term_id
)
update catalog.search_term t
set datasets = t.datasets - g.n
from (select gone.term_id, count(*) as n from gone group by gone.term_id) g
where t.id = g.term_id;

-- name: remove_docs :one
with gone as (delete from catalog.search_doc d where d.doc_id = any($doc_ids::int[]) returning d.doc_id)
select count(*)::int as "removed!" from gone;

-- name: insert_docs :exec
insert into catalog.search_doc (doc_id, scope, agency_id, prior, title_th_key, title_en_key, created_at, changed_at, sets, wide_values, dictionary, revision)
select n.doc_id, n.scope, n.agency_id, n.prior, hashtextextended(n.title_th_key, 0), hashtextextended(n.title_en_key, 0), n.created_at, n.changed_at, n.sets, n.wide_values, $dictionary::int, $revision::bigint
from jsonb_to_recordset($docs::jsonb) n (doc_id int, scope text, agency_id text, prior real, title_th_key text, title_en_key text, created_at timestamptz, changed_at timestamptz, sets int[], wide_values int[]);

-- name: insert_texts :exec
insert into catalog.search_text (doc_id, scope, agency_id, uid, slug, title_th, title_en, description, title_body, body, term_ids)
select n.doc_id, n.scope, n.agency_id, n.uid, n.slug, n.title_th, n.title_en, n.description, n.title_body, n.body, n.term_ids
from jsonb_to_recordset($docs::jsonb) n (doc_id int, scope text, agency_id text, uid uuid, slug text, title_th text, title_en text, description text, title_body text, body text, term_ids int[]);

-- name: insert_postings :exec
with added as (
  insert into catalog.search_posting (term_id, doc_id, impact)
  select n.term_id, n.doc_id, n.impact
  from unnest($term_ids::int[], $doc_ids::int[], $impacts::int2[]) n (term_id, doc_id, impact)
  order by n.term_id, n.doc_id
  returning term_id
)
update catalog.search_term t
set datasets = t.datasets + g.n
from (select added.term_id, count(*) as n from added group by added.term_id) g
where t.id = g.term_id;

-- name: note_index_change :one
-- The number that what is entered or taken out now bears; whoever has it has waited for those who took the numbers before.
update catalog.search_state
set datasets = datasets + $more::int, revision = revision + 1
returning revision as "revision!";

-- name: note_gone_docs :exec
insert into catalog.search_gone (doc_id, revision)
select unnest($doc_ids::int[]), $revision::bigint
on conflict (doc_id) do update set revision = excluded.revision;

-- name: list_due_records :many
-- Datasets whose record changed since they were entered, or that were read with an older dictionary, or never: what a missed event leaves behind.
select r.dataset_id::int as "doc_id!"
from catalog.record r
cross join catalog.search_state s
left join catalog.search_doc d on d.doc_id = r.dataset_id
where r.dataset_id > $after::int
  and (d.doc_id is null or d.changed_at <> date_trunc('milliseconds', r.changed_at) or d.dictionary <> s.dictionary)
order by r.dataset_id
limit $limit::int;

-- name: list_lost_docs :many
select d.doc_id as "doc_id!"
from catalog.search_doc d
where not exists (select from catalog.record r where r.dataset_id = d.doc_id);

-- name: read_dictionary_number :one
select s.dictionary as "dictionary!" from catalog.search_state s;

-- name: renew_dictionary :exec
update catalog.search_state set dictionary = dictionary + 1;
