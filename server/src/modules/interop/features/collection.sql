-- name: keep_collection :exec
insert into interop.collection (dataset_id, release_id, geometry, time_column, bbox)
values ($dataset_id::bigint, $release_id::bigint, $geometry::jsonb, $time_column::text, $bbox::float8[])
on conflict (dataset_id) do update set release_id = excluded.release_id, geometry = excluded.geometry, time_column = excluded.time_column, bbox = excluded.bbox;

-- name: drop_collection :exec
delete from interop.collection c
where c.dataset_id = $dataset_id::bigint;

-- name: list_unkept_releases :many
-- Datasets whose current release is not the one that was looked at.
select r.dataset_id as "dataset_id!"
from lake.current_release_v1 r
where not exists (select from interop.collection c where c.dataset_id = r.dataset_id and c.release_id = r.id)
order by r.dataset_id
limit $limit::int;

-- name: list_collections :many
-- What whoever asks finds in the catalogue and that lies somewhere, by name.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, c.geometry as "geometry!", c.time_column, c.bbox as "bbox!",
  f.temporal_from, f.temporal_to, count(*) over ()::int as "total!"
from interop.collection c
join catalog.record_v1 r on r.dataset_id = c.dataset_id
join catalog.dataset_v1 d on d.id = c.dataset_id
left join catalog.release_facts_v1 f on f.dataset_id = c.dataset_id
where c.geometry is not null and r.state = 'published' and ($slug::text is null or d.slug = $slug::text)
order by d.slug
limit $limit::int offset $offset::int;
