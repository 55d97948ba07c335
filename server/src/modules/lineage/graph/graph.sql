-- name: find_face_facts :maybe
-- How a dataset stands in the catalogue; null when whoever asks does not find its record.
select v.uid::text as "uid!", v.state as "state!", v.level as "level!" from catalog.record_v1 v where v.dataset_id = $dataset_id::bigint;

-- name: list_known_datasets :many
-- Datasets by their slugs, as far as whoever asks finds them.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!"
from catalog.dataset_v1 d
where d.slug = any ($slugs::text[]) and exists (select from catalog.record_v1 v where v.dataset_id = d.id)
order by d.slug;
