-- name: find_own_dataset :maybe
select d.id as "id!", d.slug as "slug!" from catalog.dataset_v1 d where d.slug = $slug::text and portal.looks_after(d.agency_id);

-- name: list_topic_datasets :many
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, a.id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!"
from catalog.topic_dataset_v1 w
join catalog.record_v1 r on r.dataset_id = w.dataset_id and r.state = 'published'
join catalog.dataset_v1 d on d.id = w.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
where w.topic_id = $topic_id::text
order by d.title_th collate "th-x-icu", d.id
limit 500;

-- name: list_agencies_with_data :many
select a.id as "id!", a.abbr_th, a.abbr_en, a.name_th as "name_th!", a.name_en as "name_en!", a.domain, count(d.dataset_id)::int as "datasets!", max(r.published_at) as newest_at
from organisations.agency_v1 a
left join catalog.record_v1 d on d.agency_id = a.id and d.state = 'published'
left join lake.current_release_v1 r on r.dataset_id = d.dataset_id
group by a.id, a.abbr_th, a.abbr_en, a.name_th, a.name_en, a.domain
order by count(d.dataset_id) desc, a.name_th collate "th-x-icu";
