-- name: list_topics :many
select t.id as "id!", t.title_th as "title_th!", t.title_en as "title_en!", t.description_th as "description_th!", t.description_en as "description_en!", t.position as "position!",
  (select count(*)::int from portal.topic_dataset w join catalog.record_v1 r on r.dataset_id = w.dataset_id where w.topic_id = t.id and r.state = 'published') as "datasets!"
from portal.topic t
where t.retired_at is null
order by t.position, t.id;

-- name: list_topic_datasets :many
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, a.id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!"
from portal.topic_dataset w
join catalog.record_v1 r on r.dataset_id = w.dataset_id and r.state = 'published'
join catalog.dataset_v1 d on d.id = w.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
where w.topic_id = $topic_id::text
order by d.title_th collate "th-x-icu", d.id
limit 500;

-- name: keep_topic :exec
insert into portal.topic (id, title_th, title_en, description_th, description_en, position, retired_at)
values ($id::text, $title_th::text, $title_en::text, $description_th::text, $description_en::text, $position::smallint, case when $retired::boolean then now() end)
on conflict on constraint topic_pk do update
set title_th = excluded.title_th, title_en = excluded.title_en, description_th = excluded.description_th, description_en = excluded.description_en, position = excluded.position, retired_at = excluded.retired_at;

-- name: find_own_dataset :maybe
select d.id as "id!" from catalog.dataset_v1 d where d.slug = $slug::text and portal.looks_after(d.agency_id);

-- name: insert_in_topic :exec
insert into portal.topic_dataset (topic_id, dataset_id) values ($topic_id::text, $dataset_id::bigint)
on conflict do nothing;

-- name: delete_from_topic :exec
delete from portal.topic_dataset w where w.topic_id = $topic_id::text and w.dataset_id = $dataset_id::bigint;

-- name: list_agencies_with_data :many
select a.id as "id!", a.abbr_th, a.abbr_en, a.name_th as "name_th!", a.name_en as "name_en!", a.domain, count(d.dataset_id)::int as "datasets!", max(r.published_at) as newest_at
from organisations.agency_v1 a
left join catalog.record_v1 d on d.agency_id = a.id and d.state = 'published'
left join lake.current_release_v1 r on r.dataset_id = d.dataset_id
group by a.id, a.abbr_th, a.abbr_en, a.name_th, a.name_en, a.domain
order by count(d.dataset_id) desc, a.name_th collate "th-x-icu";
