-- name: find_dataset :maybe
select d.id as "id!", d.slug as "slug!", d.agency_id as "agency_id!", d.title_th as "title_th!", d.title_en as "title_en!",
  d.description_th, d.description_en, d.synthetic as "synthetic!", d.created_at as "created_at!", d.archived_at, d.level as "level!", d.personal as "personal!"
from catalog.dataset_v1 d
where d.slug = $slug::text;

-- name: find_told_dataset :maybe
-- Only where its record is within reach: published and open for those who hold no office.
select d.id as "id!"
from catalog.dataset_v1 d
join catalog.record_v1 r on r.dataset_id = d.id
where d.slug = $slug::text;
