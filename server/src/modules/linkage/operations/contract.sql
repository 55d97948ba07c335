-- name: select_and_lock_contracts :many
-- All versions, newest first: field ids of former versions are never used again.
select c.id as "id!", c.version as "version!", c.body as "body!" from linkage.contract c
where c.dataset_id = $dataset_id::bigint
order by c.version desc for update;

-- name: insert_contract :one
insert into linkage.contract (dataset_id, version, document, body, change, changes, note, created_by)
values ($dataset_id::bigint, $version::int, $document::text, $body::jsonb, $change::text, $changes::jsonb, $note::text, $created_by::text)
returning id as "id!";

-- name: list_contracts :many
select c.version as "version!", c.document as "document!", c.body as "body!", c.created_at as "created_at!", c.created_by as "created_by!",
  c.change as "change!", c.changes as "changes!", c.note
from linkage.contract c
where c.dataset_id = $dataset_id::bigint and ($version::int is null or c.version = $version::int)
order by c.version desc;

-- name: find_newest_contract :maybe
select c.id as "id!", c.version as "version!", c.body as "body!" from linkage.contract c
where c.dataset_id = $dataset_id::bigint
order by c.version desc limit 1;

-- name: select_contract :one
select c.id as "id!", c.version as "version!", c.body as "body!" from linkage.contract c where c.id = $id::bigint;
