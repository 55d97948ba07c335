-- name: list_newest_datasets :many
-- For feeds: what changed last, of one agency or topic when named.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, a.name_th as "agency_th!", a.name_en as "agency_en!",
  greatest(r.changed_at, f.published_at) as "changed_at!", coalesce(r.published_at, r.changed_at) as "published_at!", r.tags as "tags!"
from catalog.record_v1 r
join catalog.dataset_v1 d on d.id = r.dataset_id
join organisations.agency_v1 a on a.id = r.agency_id
left join lake.current_release_v1 f on f.dataset_id = r.dataset_id
where r.state = 'published'
  and ($agency_id::text is null or r.agency_id = $agency_id::text)
  and ($topic_id::text is null or exists (select from catalog.topic_dataset_v1 w where w.topic_id = $topic_id::text and w.dataset_id = r.dataset_id))
order by r.changed_at desc, r.dataset_id desc
limit 50;

-- name: find_feed_topic :maybe
select t.title_th as "name_th!", t.title_en as "name_en!" from catalog.topic_v1 t where t.id = $id::text and t.retired_at is null;

-- name: find_feed_agency :maybe
select a.name_th as "name_th!", a.name_en as "name_en!" from organisations.agency_v1 a where a.id = $id::text;

-- name: find_published :maybe
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, a.name_th as "agency_th!", a.name_en as "agency_en!",
  f.published_at as released_at, f.row_count
from catalog.record_v1 r
join catalog.dataset_v1 d on d.id = r.dataset_id
join organisations.agency_v1 a on a.id = r.agency_id
left join lake.current_release_v1 f on f.dataset_id = r.dataset_id
where d.slug = $slug::text and r.state = 'published';

-- name: list_feed_releases :many
select l.number as "number!", l.published_at as "published_at!", l.row_count as "row_count!", l.bytes as "bytes!", l.withdrawn_at, l.withdrawn_reason
from lake.release_v1 l
where l.dataset_id = $dataset_id::bigint
order by l.number desc
limit 50;

-- name: read_map_extent :one
select coalesce(max(r.dataset_id), 0)::bigint as "last!", max(r.changed_at) as changed_at from catalog.record_v1 r where r.state = 'published';

-- name: list_mapped :many
select r.slug as "slug!", greatest(r.changed_at, f.published_at) as "changed_at!"
from catalog.record_v1 r
left join lake.current_release_v1 f on f.dataset_id = r.dataset_id
where r.state = 'published' and r.dataset_id > $after::bigint and r.dataset_id <= $until::bigint
order by r.dataset_id;
