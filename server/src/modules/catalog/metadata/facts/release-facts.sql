-- name: keep_facts :exec
insert into catalog.release_facts (dataset_id, number, published_at, row_count, bytes, content_hash, temporal_from, temporal_to, bbox, provinces, columns)
values ($dataset_id::bigint, $number::int, $published_at::timestamptz, $row_count::bigint, $bytes::bigint, $content_hash::text, $temporal_from::date, $temporal_to::date, $bbox::float8[],
  $provinces::text[], $columns::jsonb)
on conflict (dataset_id) do update
set number = excluded.number, published_at = excluded.published_at, row_count = excluded.row_count, bytes = excluded.bytes, content_hash = excluded.content_hash,
  temporal_from = excluded.temporal_from, temporal_to = excluded.temporal_to, bbox = excluded.bbox, provinces = excluded.provinces, columns = excluded.columns;

-- name: forget_facts :exec
delete from catalog.release_facts where dataset_id = $dataset_id::bigint;

-- name: mark_record :maybe
-- Found changed by whoever harvests; no version, for nobody wrote anything.
update catalog.record r set changed_at = clock_timestamp()
from catalog.dataset d
where r.dataset_id = $dataset_id::bigint and d.id = r.dataset_id
returning d.slug as "slug!";

-- name: list_unknown :many
-- Datasets with a release whose facts are not those kept: after an upgrade, or when events were lost.
select c.dataset_id as "dataset_id!"
from lake.current_release_v1 c
join catalog.record r on r.dataset_id = c.dataset_id
left join catalog.release_facts f on f.dataset_id = c.dataset_id
where f.number is distinct from c.number
order by c.dataset_id
limit 500;
