-- name: list_taken_slugs :many
select d.slug as "slug!" from catalog.dataset d where d.slug = any ($slugs::text[]);

-- name: insert_datasets :many
-- Many at once; each begins its record by trigger.
insert into catalog.dataset (slug, agency_id, title_th, title_en, description_th, description_en, level, personal, created_by)
select g.slug, g.agency_id, g.title_th, g.title_en, g.description_th, g.description_en, g.level, g.personal, $created_by::text
from jsonb_to_recordset($datasets::jsonb) as g(slug text, agency_id text, title_th text, title_en text, description_th text, description_en text, level smallint, personal boolean)
on conflict (slug) do nothing
returning id as "id!", slug as "slug!";

-- name: update_datasets :exec
update catalog.dataset d
set title_th = g.title_th, title_en = g.title_en, description_th = g.description_th, description_en = g.description_en, level = g.level, personal = g.personal,
  agency_id = g.agency_id, archived_at = null, changed_at = now()
from jsonb_to_recordset($datasets::jsonb) as g(id bigint, agency_id text, title_th text, title_en text, description_th text, description_en text, level smallint, personal boolean)
where d.id = g.id;

-- name: list_records_to_import_into :many
select r.dataset_id as "dataset_id!", d.slug as "slug!", r.state as "state!", r.audience as "audience!", r.doc as "doc!", r.tags as "tags!", r.level as "level!", d.personal as "personal!",
  d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
where r.dataset_id = any ($ids::bigint[])
for update of r;

-- name: write_records :exec
with given as (
  select g.dataset_id, g.state, g.audience, g.doc, g.tags, g.what, g.document, g.next_position
  from jsonb_to_recordset($records::jsonb) as g(dataset_id bigint, state text, audience text, doc jsonb, tags text[], what text, document jsonb, next_position int)),
written as (
  update catalog.record r
  set state = g.state, audience = g.audience, doc = g.doc, tags = g.tags, version = case g.what when 'created' then r.version else r.version + 1 end,
    published_at = case when g.state = 'published' then coalesce(r.published_at, now()) else r.published_at end, next_position = greatest(r.next_position, g.next_position), changed_at = clock_timestamp()
  from given g where r.dataset_id = g.dataset_id
  returning r.dataset_id, r.version, r.state)
insert into catalog.record_version (dataset_id, version, actor, role, what, state, doc, detail)
select w.dataset_id, w.version, $actor::text, $role::text, g.what, w.state, g.document, $detail::jsonb
from written w join given g on g.dataset_id = w.dataset_id
on conflict do nothing;

-- name: write_resources :exec
-- A resource that has become a file of this house keeps its own address.
insert into catalog.resource (id, dataset_id, kind, name_th, name_en, description, format, media_type, url, bytes, position, metadata)
select g.id, g.dataset_id, 'link', g.name, g.name, g.description, g.format, g.media_type, g.url, g.bytes, g.position, g.metadata
from jsonb_to_recordset($resources::jsonb) as g(id uuid, dataset_id bigint, name text, description text, format text, media_type text, url text, bytes bigint, position int, metadata jsonb)
on conflict (id) do update
set name_th = excluded.name_th, name_en = excluded.name_en, description = excluded.description, format = excluded.format, media_type = excluded.media_type, position = excluded.position,
  url = case resource.kind when 'link' then excluded.url else resource.url end, bytes = case resource.kind when 'link' then excluded.bytes else resource.bytes end,
  metadata = excluded.metadata, changed_at = now()
where (resource.name_th, resource.description, resource.format, resource.media_type, resource.url, resource.position, resource.metadata)
  is distinct from (excluded.name_th, excluded.description, excluded.format, excluded.media_type, excluded.url, excluded.position, excluded.metadata);

-- name: remove_resources :exec
delete from catalog.resource s where s.id = any ($ids::uuid[]) and s.dataset_id = any ($dataset_ids::bigint[]);
