-- name: lock_record :maybe
-- None when whoever asks may not write it, or when there is none.
select r.dataset_id as "dataset_id!", d.uid::text as "uid!", d.slug as "slug!", d.agency_id as "agency_id!", d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en,
  d.level as "level!", d.personal as "personal!", r.state as "state!", r.audience as "audience!", r.doc as "doc!", r.tags as "tags!", r.version as "version!",
  r.submitted_by, r.checked_by, r.approved_by
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
where d.slug = $slug::text or d.uid = $uid::uuid
for no key update of r;

-- name: write_dataset :exec
update catalog.dataset d
set title_th = $title_th::text, title_en = $title_en::text, description_th = $description_th::text, description_en = $description_en::text,
  level = $level::smallint, personal = $personal::boolean, archived_at = case when $archived::boolean then coalesce(d.archived_at, now()) else d.archived_at end, changed_at = now()
where d.id = $dataset_id::bigint
  and (d.title_th, d.title_en, d.description_th, d.description_en, d.level, d.personal, d.archived_at is not null)
    is distinct from ($title_th::text, $title_en::text, $description_th::text, $description_en::text, $level::smallint, $personal::boolean, $archived::boolean);

-- name: write_record :one
-- The record and its version in one statement: no change without the document it led to.
with changed as (
  update catalog.record r
  set state = $state::text, audience = $audience::text, doc = $doc::jsonb, tags = $tags::text[], version = r.version + 1, changed_at = clock_timestamp(),
    submitted_by = $submitted_by::text, checked_by = $checked_by::text, approved_by = $approved_by::text,
    published_at = case when $state::text = 'published' then coalesce(r.published_at, now()) else r.published_at end
  where r.dataset_id = $dataset_id::bigint
  returning r.dataset_id, r.version, r.state)
insert into catalog.record_version (dataset_id, version, actor, role, what, state, doc, detail)
select c.dataset_id, c.version, $actor::text, $role::text, $what::text, c.state, $document::jsonb, $detail::jsonb
from changed c
returning version as "version!";

-- name: fill_new_record :exec
with changed as (
  update catalog.record r
  set audience = coalesce($audience::text, r.audience), doc = $doc::jsonb, tags = $tags::text[]
  where r.dataset_id = $dataset_id::bigint
  returning r.dataset_id, r.version, r.state, r.audience)
insert into catalog.record_version (dataset_id, version, actor, role, what, state, doc)
select c.dataset_id, c.version, $actor::text, $role::text, 'created', c.state, $document::jsonb || jsonb_build_object('audience', c.audience)
from changed c;
