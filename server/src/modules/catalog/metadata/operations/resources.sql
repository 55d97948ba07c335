-- name: insert_resource :one
-- The record's own counter gives the place: nothing counts the others.
with r as (
  update catalog.record c
  set next_position = c.next_position + 1, version = c.version + 1, changed_at = clock_timestamp()
  where c.dataset_id = $dataset_id::bigint
  returning c.dataset_id, c.next_position - 1 as position)
insert into catalog.resource (id, dataset_id, kind, name_th, name_en, description, format, media_type, url, bytes, sha256, position, metadata)
select coalesce($id::uuid, gen_random_uuid()), r.dataset_id, $kind::text, $name_th::text, $name_en::text, $description::text, $format::text, $media_type::text, $url::text,
  $bytes::bigint, $sha256::text, r.position, $metadata::jsonb
from r
returning id::text as "id!", kind as "kind!", name_th as "name_th!", name_en as "name_en!", description, format as "format!", media_type, url as "url!", bytes, sha256,
  position as "position!", metadata as "metadata!", changed_at as "changed_at!";

-- name: lock_resource :maybe
select s.id::text as "id!", s.dataset_id as "dataset_id!", s.kind as "kind!", s.name_th as "name_th!", s.name_en as "name_en!", s.description, s.format as "format!", s.media_type, s.url as "url!",
  s.bytes, s.sha256, s.position as "position!", s.metadata as "metadata!", s.changed_at as "changed_at!"
from catalog.resource s
where s.id = $id::uuid
for update;

-- name: find_resource :maybe
select s.id::text as "id!", s.dataset_id as "dataset_id!", d.slug as "slug!", d.uid::text as "dataset_uid!", s.kind as "kind!", s.name_th as "name_th!", s.name_en as "name_en!", s.description, s.format as "format!", s.media_type,
  s.url as "url!", s.bytes, s.sha256, s.position as "position!", s.metadata as "metadata!", s.changed_at as "changed_at!"
from catalog.resource s
join catalog.dataset d on d.id = s.dataset_id
where s.id = $id::uuid;

-- name: update_resource :one
update catalog.resource s
set kind = $kind::text, name_th = $name_th::text, name_en = $name_en::text, description = $description::text, format = $format::text, media_type = $media_type::text, url = $url::text,
  bytes = $bytes::bigint, sha256 = $sha256::text, position = $position::int, metadata = $metadata::jsonb, changed_at = clock_timestamp()
where s.id = $id::uuid
returning s.id::text as "id!", s.kind as "kind!", s.name_th as "name_th!", s.name_en as "name_en!", s.description, s.format as "format!", s.media_type, s.url as "url!", s.bytes, s.sha256,
  s.position as "position!", s.metadata as "metadata!", s.changed_at as "changed_at!";

-- name: delete_resource :exec
delete from catalog.resource where id = $id::uuid;

-- name: list_resource_ids :many
select s.id::text as "id!" from catalog.resource s where s.dataset_id = $dataset_id::bigint order by s.position;

-- name: place_resources :exec
-- As many places as there are resources: the record's own counter is beyond them already.
update catalog.resource s
set position = o.place
from unnest($ids::uuid[]) with ordinality o (id, place)
where s.id = o.id and s.dataset_id = $dataset_id::bigint and s.position <> o.place;

-- name: touch_record :exec
update catalog.record set version = version + 1, changed_at = clock_timestamp() where dataset_id = $dataset_id::bigint;

-- name: insert_resource_version :one
-- What the record says is as it was; the version tells which resource changed.
insert into catalog.record_version (dataset_id, version, actor, role, what, state, doc, detail)
select r.dataset_id, r.version, $actor::text, $role::text, $what::text, r.state,
  jsonb_build_object('titleTh', d.title_th, 'titleEn', d.title_en, 'descriptionTh', d.description_th, 'descriptionEn', d.description_en, 'level', d.level, 'personal', d.personal,
    'audience', r.audience, 'metadata', r.doc, 'tags', to_jsonb(r.tags)), $detail::jsonb
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
where r.dataset_id = $dataset_id::bigint
returning version as "version!";
