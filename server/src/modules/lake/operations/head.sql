-- name: ensure_head :exec
insert into lake.head (dataset_id, release_id, version)
values ($dataset_id::bigint, null, 0)
on conflict (dataset_id) do nothing;

-- name: select_and_lock_head :one
select h.release_id, h.version as "version!"
from lake.head h
where h.dataset_id = $dataset_id::bigint
for update;

-- name: move_head :exec
update lake.head
set release_id = $release_id::bigint, version = version + 1
where dataset_id = $dataset_id::bigint;

-- name: insert_pointer_event :exec
insert into lake.pointer_event (dataset_id, release_id, actor, reason)
values ($dataset_id::bigint, $release_id::bigint, $actor::text, $reason::text);

-- name: find_head :maybe
select h.release_id, h.version as "version!"
from lake.head h
where h.dataset_id = $dataset_id::bigint;
