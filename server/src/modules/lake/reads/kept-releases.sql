-- name: list_kept_releases :many
-- Releases whose files are kept, in the order in which they came; a page at a time.
select r.id as "id!", r.dataset_id as "dataset_id!", r.number as "number!", r.row_count as "row_count!", r.content_hash as "content_hash!",
  r.manifest as "manifest!", r.columns as "columns!"
from lake.release r
where r.purged_at is null and r.id > $after::bigint
order by r.id
limit $limit::int;
