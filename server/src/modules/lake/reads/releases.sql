-- name: find_release :maybe
select r.id as "id!", r.dataset_id as "dataset_id!", r.number as "number!", r.run_id as "run_id!", r.contract_version as "contract_version!", r.row_count as "row_count!", r.bytes as "bytes!",
  r.content_hash as "content_hash!", r.manifest as "manifest!", r.columns as "columns!", r.profile as "profile!", r.diff as "diff!", r.lineage as "lineage!", r.data_as_of,
  r.published_at as "published_at!", r.published_by as "published_by!", r.withdrawn_at, r.withdrawn_by, r.withdrawn_reason, r.purged_at
from lake.release r
where r.dataset_id = $dataset_id::bigint and r.number = $number::int;

-- name: find_current_release :maybe
select r.id as "id!", r.dataset_id as "dataset_id!", r.number as "number!", r.run_id as "run_id!", r.contract_version as "contract_version!", r.row_count as "row_count!", r.bytes as "bytes!",
  r.content_hash as "content_hash!", r.manifest as "manifest!", r.columns as "columns!", r.profile as "profile!", r.diff as "diff!", r.lineage as "lineage!", r.data_as_of,
  r.published_at as "published_at!", r.published_by as "published_by!", r.withdrawn_at, r.withdrawn_by, r.withdrawn_reason, r.purged_at, h.version as "head_version!"
from lake.head h
join lake.release r on r.id = h.release_id
where h.dataset_id = $dataset_id::bigint;

-- name: find_release_as_of :maybe
-- What the head pointed at then; no row when it pointed at nothing.
select r.id as "id!", r.dataset_id as "dataset_id!", r.number as "number!", r.run_id as "run_id!", r.contract_version as "contract_version!", r.row_count as "row_count!", r.bytes as "bytes!",
  r.content_hash as "content_hash!", r.manifest as "manifest!", r.columns as "columns!", r.profile as "profile!", r.diff as "diff!", r.lineage as "lineage!", r.data_as_of,
  r.published_at as "published_at!", r.published_by as "published_by!", r.withdrawn_at, r.withdrawn_by, r.withdrawn_reason, r.purged_at
from lake.release r
where r.id = (
  select e.release_id from lake.pointer_event e
  where e.dataset_id = $dataset_id::bigint and e.moved_at <= $at::timestamptz
  order by e.moved_at desc, e.id desc
  limit 1);

-- name: list_releases :many
-- Newest first; the heavy documents stay behind.
select r.number as "number!", r.run_id as "run_id!", r.contract_version as "contract_version!", r.row_count as "row_count!", r.bytes as "bytes!",
  r.content_hash as "content_hash!", r.diff - 'samples' as "counts!", r.data_as_of, r.published_at as "published_at!", r.published_by as "published_by!",
  r.withdrawn_at, r.withdrawn_by, r.withdrawn_reason, r.purged_at, coalesce(h.release_id = r.id, false) as "current!"
from lake.release r
join lake.head h on h.dataset_id = r.dataset_id
where r.dataset_id = $dataset_id::bigint and ($before::int is null or r.number < $before::int)
order by r.number desc
limit $limit::int;
