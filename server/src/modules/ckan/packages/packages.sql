-- name: list_notes :many prepared
-- What CKAN's clients gave beside the record, and the groups of these datasets.
select d.id as "id!", d.uid::text as "uid!", n.name, coalesce(n.extras, '{}'::jsonb) as "extras!",
  coalesce((select json_agg(json_build_object('id', t.uid, 'name', t.id, 'title', t.title_th, 'display_name', t.title_th, 'description', t.description_th, 'image_display_url', coalesce(g.image_url, ''), 'picture_sha256', t.picture_sha256) order by t.id)
    from catalog.topic_dataset_v1 m join catalog.topic_v1 t on t.id = m.topic_id and t.retired_at is null left join ckan.group_note g on g.topic_id = t.id where m.dataset_id = d.id), '[]'::json) as "groups!"
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

-- name: list_group_notes :many
select n.topic_id as "topic_id!", n.image_url, n.extras as "extras!"
from ckan.group_note n;

-- name: list_group_titles :many
select t.id as "name!", t.title_th as "title_th!" from catalog.topic_v1 t where t.retired_at is null;

-- name: put_group_note :exec
insert into ckan.group_note (topic_id, image_url, extras)
values ($topic_id::text, $image_url::text, $extras::jsonb)
on conflict (topic_id) do update set image_url = excluded.image_url, extras = excluded.extras;

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
