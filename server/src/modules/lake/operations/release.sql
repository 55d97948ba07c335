-- name: find_number_of_run :maybe
select r.id as "id!", r.number as "number!"
from lake.release r
where r.run_id = $run_id::bigint;

-- name: insert_release :one
-- The head is locked, so the next number is free.
insert into lake.release (dataset_id, number, run_id, contract_version, row_count, bytes, content_hash, manifest, columns, profile, diff, lineage, data_as_of, keep_releases, published_by)
select $dataset_id::bigint, coalesce(max(r.number), 0) + 1, $run_id::bigint, $contract_version::int, $row_count::bigint, $bytes::bigint, $content_hash::text,
  $manifest::jsonb, $columns::jsonb, $profile::jsonb, $diff::jsonb, $lineage::jsonb, $data_as_of::date, $keep_releases::int, $published_by::text
from lake.release r
where r.dataset_id = $dataset_id::bigint
returning id as "id!", number as "number!";

-- name: find_release_state :maybe
select r.id as "id!", r.number as "number!", r.withdrawn_at, r.purged_at
from lake.release r
where r.dataset_id = $dataset_id::bigint and r.number = $number::int;

-- name: withdraw_release :exec
update lake.release
set withdrawn_at = clock_timestamp(), withdrawn_by = $actor::text, withdrawn_reason = $reason::text
where id = $id::bigint;

-- name: find_newest_standing :maybe
-- The newest release that may be shown.
select r.id as "id!", r.number as "number!"
from lake.release r
where r.dataset_id = $dataset_id::bigint and r.withdrawn_at is null and r.purged_at is null
order by r.number desc
limit 1;
