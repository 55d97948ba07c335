-- name: find_release_facts :maybe
select d.id as "dataset_id!", d.slug as "slug!", d.agency_id as "agency_id!", d.title_th as "title_th!", d.title_en as "title_en!", r.number as "number!", r.row_count as "row_count!", r.content_hash as "content_hash!", r.data_as_of
from lake.release_v1 r
join catalog.dataset_v1 d on d.id = r.dataset_id
where r.dataset_id = $dataset_id::bigint and r.number = $number::int;
