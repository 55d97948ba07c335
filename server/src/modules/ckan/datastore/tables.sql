-- name: find_api_table :maybe
-- By the resource's id or an alias; only where the resource is within reach.
select t.resource_id::text as "resource_id!", t.dataset_id as "dataset_id!", t.fields as "fields!", t.primary_key as "primary_key!", t.aliases as "aliases!", t.version as "version!",
  t.row_count as "row_count!", t.next_id as "next_id!", d.slug as "slug!", d.agency_id as "agency_id!", s.kind as "kind!"
from ckan.api_table t
join catalog.resource_v1 s on s.id = t.resource_id
join catalog.dataset_v1 d on d.id = t.dataset_id
where t.resource_id = $resource_id::uuid or t.aliases @> array[$alias::text];

-- name: select_and_lock_table :maybe
select t.resource_id::text as "resource_id!", t.version as "version!", t.row_count as "row_count!", t.next_id as "next_id!", t.fields as "fields!", t.primary_key as "primary_key!", t.aliases as "aliases!"
from ckan.api_table t
where t.resource_id = $resource_id::uuid
for update;

-- name: list_api_tables :many
select t.resource_id::text as "resource_id!", t.aliases as "aliases!"
from ckan.api_table t
join catalog.resource_v1 s on s.id = t.resource_id
order by t.resource_id
limit $limit::int;

-- name: find_stored_resource :maybe
select s.id::text as "id!", s.dataset_id as "dataset_id!", d.slug as "slug!", d.agency_id as "agency_id!", s.url as "url!"
from catalog.resource_v1 s
join catalog.dataset_v1 d on d.id = s.dataset_id
where s.id = $id::uuid;

-- name: find_release_resource :maybe
select r.dataset_id as "dataset_id!", d.slug as "slug!", r.format as "format!"
from ckan.release_resource r
join catalog.dataset_v1 d on d.id = r.dataset_id
where r.resource_id = $id::uuid;

-- name: find_readable_dataset :maybe
-- Open data only once its record is published for whoever asks; what is not open is guarded by its level, agreements and the decider.
select d.id as "id!", d.slug as "slug!"
from catalog.dataset_v1 d
where d.slug = $slug::text and (d.level > 0 or exists (select from catalog.record_v1 r where r.dataset_id = d.id));

-- name: list_unknown_datasets :many
select d.id as "id!", d.uid::text as "uid!"
from catalog.dataset_v1 d
where not exists (select from ckan.release_resource r where r.dataset_id = d.id)
order by d.id
limit $limit::int;

-- name: insert_release_resources :exec
insert into ckan.release_resource (resource_id, dataset_id, format)
select g.resource_id, g.dataset_id, g.format
from unnest($ids::uuid[], $dataset_ids::bigint[], $formats::text[]) as g (resource_id, dataset_id, format)
on conflict do nothing;

-- name: list_release_tables :many
-- Datasets with a release within reach, for the table of tables.
select d.uid::text as "uid!", d.slug as "slug!"
from catalog.release_facts_v1 f
join catalog.dataset_v1 d on d.id = f.dataset_id
order by f.dataset_id
limit $limit::int;

-- name: put_table :exec
insert into ckan.api_table (resource_id, dataset_id, fields, primary_key, aliases)
values ($resource_id::uuid, $dataset_id::bigint, $fields::jsonb, $primary_key::text[], $aliases::text[])
on conflict (resource_id) do update set fields = excluded.fields, primary_key = excluded.primary_key, aliases = excluded.aliases, version = api_table.version + 1, changed_at = now();

-- name: list_taken_aliases :many
select a.alias as "alias!"
from unnest($aliases::text[]) as a (alias)
where exists (select from ckan.api_table t where t.aliases @> array[a.alias] and t.resource_id <> $resource_id::uuid)
  or exists (select from catalog.dataset_v1 d where d.slug = a.alias);

-- name: delete_table :exec
delete from ckan.api_table where resource_id = $resource_id::uuid;

-- name: insert_rows :one
-- Rows in the order of the list, numbered on from `from`.
with given as (select g.doc, g.ordinality from jsonb_array_elements($rows::jsonb) with ordinality as g (doc, ordinality)),
made as (
  insert into ckan.api_row (resource_id, id, key, doc)
  select $resource_id::uuid, $from::bigint + g.ordinality - 1, g.doc ->> 'key', g.doc -> 'row' from given g
  returning id)
select count(*) as "n!" from made;

-- name: upsert_rows :one
with given as (select g.doc, g.ordinality from jsonb_array_elements($rows::jsonb) with ordinality as g (doc, ordinality)),
made as (
  insert into ckan.api_row as r (resource_id, id, key, doc)
  select $resource_id::uuid, $from::bigint + g.ordinality - 1, g.doc ->> 'key', g.doc -> 'row' from given g
  on conflict (resource_id, key) do update set doc = r.doc || excluded.doc
  returning (xmax = 0) as fresh)
select count(*) filter (where m.fresh) as "added!" from made m;

-- name: update_rows :many
-- Changes rows with these keys; gives the keys that were found.
with given as (select g.doc ->> 'key' as key, g.doc -> 'row' as doc from jsonb_array_elements($rows::jsonb) as g (doc))
update ckan.api_row r
set doc = r.doc || g.doc
from given g
where r.resource_id = $resource_id::uuid and r.key = g.key
returning r.key as "key!";

-- name: delete_rows :one
-- Rows that hold any of the given sets of values; a value is compared as text, an empty list of sets takes all.
with gone as (
  delete from ckan.api_row r
  where r.resource_id = $resource_id::uuid
    and not exists (
      select from jsonb_each($filters::jsonb) as f (name, wanted)
      where not exists (select from jsonb_array_elements(f.wanted) as w (value)
        where case f.name when '_id' then w.value #>> '{}' = r.id::text else coalesce(r.doc ->> f.name, '') = coalesce(w.value #>> '{}', '') and (r.doc ->> f.name is null) = (w.value #>> '{}' is null) end))
  returning r.id)
select count(*) as "n!" from gone;

-- name: note_change :exec
update ckan.api_table
set version = version + 1, changed_at = now(), row_count = row_count + $more::bigint, next_id = next_id + $numbers::bigint
where resource_id = $resource_id::uuid;

-- name: list_rows_from :many
select r.id as "id!", r.doc as "doc!"
from ckan.api_row r
where r.resource_id = $resource_id::uuid and r.id > $after::bigint
order by r.id
limit $limit::int;
