-- name: list_notes :many prepared
-- What CKAN's clients gave beside the record, and the groups of these datasets.
select d.id as "id!", d.uid::text as "uid!", n.name, coalesce(n.extras, '{}'::jsonb) as "extras!",
  coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name, 'title', g.title_th, 'display_name', g.title_th, 'description', coalesce(g.description, ''), 'image_display_url', coalesce(g.image_url, '')) order by g.name)
    from ckan.group_member m join ckan.subject_group g on g.id = m.group_id and g.state = 'active' where m.dataset_id = d.id), '[]'::json) as "groups!"
from catalog.dataset_v1 d
left join ckan.dataset_note n on n.dataset_id = d.id
where d.uid = any($uids::uuid[]);

-- name: find_slug_by_name :maybe
select d.slug as "slug!"
from ckan.dataset_note n
join catalog.dataset_v1 d on d.id = n.dataset_id
where n.name = $name::text;

-- name: find_head :maybe
-- A dataset by its short name, id, or name in CKAN, without its resources: adding one takes as long beside five as beside five thousand.
select r.slug as "slug!", r.uid::text as "uid!"
from catalog.record_v1 r
where r.dataset_id = any(array(
  select d.id from catalog.dataset_v1 d where d.slug = $name::text or d.uid = $uid::uuid
  union all
  select n.dataset_id from ckan.dataset_note n where n.name = $name::text));

-- name: put_note :exec
insert into ckan.dataset_note (dataset_id, name, extras)
select d.id, $name::text, $extras::jsonb from catalog.dataset_v1 d where d.uid = $uid::uuid
on conflict (dataset_id) do update set name = excluded.name, extras = excluded.extras;

-- name: is_name_taken :one
select (exists (select from ckan.dataset_note n where n.name = $name::text) or exists (select from catalog.dataset_v1 d where d.slug = $name::text)) as "taken!";

-- name: set_groups :exec
-- Exactly these groups, by id or name.
with wanted as (
  select g.id from ckan.subject_group g where g.state = 'active' and (g.name = any($groups::text[]) or g.id::text = any($groups::text[]))),
one as (select d.id from catalog.dataset_v1 d where d.uid = $uid::uuid),
gone as (delete from ckan.group_member m using one o where m.dataset_id = o.id and m.group_id not in (select w.id from wanted w))
insert into ckan.group_member (group_id, dataset_id)
select w.id, o.id from wanted w cross join one o
on conflict do nothing;

-- name: list_groups :many
-- By id or name, or all; with the number of published datasets within reach.
select g.id::text as "id!", g.name as "name!", g.title_th as "title_th!", g.title_en as "title_en!", g.description, g.image_url, g.state as "state!", g.extras as "extras!", g.created_at as "created_at!",
  (select count(*) from ckan.group_member m join catalog.record_v1 r on r.dataset_id = m.dataset_id where m.group_id = g.id and r.state = 'published' and r.audience = 'open')::int as "package_count!"
from ckan.subject_group g
where g.state = 'active' and ($names::text[] is null or g.name = any($names::text[]) or g.id::text = any($names::text[]))
order by g.name;

-- name: list_group_ids :many
select g.name as "name!", g.id::text as "id!", array_remove(array_agg(d.uid::text), null) as "uids!"
from ckan.subject_group g
left join ckan.group_member m on m.group_id = g.id
left join catalog.dataset_v1 d on d.id = m.dataset_id
where g.state = 'active' and (g.name = any($names::text[]) or g.id::text = any($names::text[]))
group by g.id;

-- name: insert_group :maybe
insert into ckan.subject_group (name, title_th, title_en, description, image_url, extras)
values ($name::text, $title_th::text, $title_en::text, $description::text, $image_url::text, $extras::jsonb)
on conflict (name) do nothing
returning id::text as "id!";

-- name: update_group :maybe
update ckan.subject_group g
set title_th = $title_th::text, title_en = $title_en::text, description = $description::text, image_url = $image_url::text, extras = $extras::jsonb, changed_at = now()
where g.id = $id::uuid
returning g.id::text as "id!";

-- name: list_organisation_notes :many
select n.agency_id as "agency_id!", n.description, n.image_url, n.extras as "extras!"
from ckan.organisation_note n;

-- name: put_organisation_note :exec
insert into ckan.organisation_note (agency_id, description, image_url, extras)
values ($agency_id::text, $description::text, $image_url::text, $extras::jsonb)
on conflict (agency_id) do update set description = excluded.description, image_url = excluded.image_url, extras = excluded.extras;

-- name: list_names :many
-- Names of published open datasets in alphabetical order: `package_list` names no private ones, whoever asks.
select coalesce(n.name, r.slug) as "name!"
from catalog.record_v1 r
left join ckan.dataset_note n on n.dataset_id = r.dataset_id
where r.state = 'published' and r.audience = 'open'
order by 1
limit $limit::int offset $offset::int;

-- name: search_resources :many
-- Resources of published open datasets; `terms` are [field, wanted] pairs that must all hold, wanted in lower case.
select s.id::text as "id!", r.slug as "slug!"
from catalog.resource_v1 s
join catalog.record_v1 r on r.dataset_id = s.dataset_id
where r.state = 'published' and r.audience = 'open'
  and not exists (
    select from jsonb_array_elements($terms::jsonb) as t (pair)
    where case t.pair ->> 0
      when 'name' then position(t.pair ->> 1 in lower(s.name_th || ' ' || s.name_en)) = 0
      when 'description' then position(t.pair ->> 1 in lower(coalesce(s.description, ''))) = 0
      when 'format' then lower(s.format) <> t.pair ->> 1
      when 'url' then position(t.pair ->> 1 in lower(s.url)) = 0
      when 'mimetype' then lower(coalesce(s.media_type, '')) <> t.pair ->> 1
      when 'hash' then coalesce(s.sha256, '') <> t.pair ->> 1
      when 'id' then s.id::text <> t.pair ->> 1
      else true end)
order by s.changed_at desc, s.id
limit $limit::int offset $offset::int;

-- name: list_formats :many
select lower(s.format) as "format!"
from catalog.resource_v1 s
join catalog.record_v1 r on r.dataset_id = s.dataset_id
where r.state = 'published' and r.audience = 'open' and s.format <> '' and position(lower($text::text) in lower(s.format)) = 1
group by 1
order by count(*) desc, 1
limit $limit::int;
