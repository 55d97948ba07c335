-- name: insert_push :maybe
insert into linkage.push (id, dataset_id, key, name, size, sha256, upload_id, created_by)
values ($id::uuid, $dataset_id::bigint, $key::text, $name::text, $size::bigint, $sha256::text, $upload_id::uuid, $created_by::text)
on conflict on constraint push_is_made_once_per_key do nothing
returning id as "id!";

-- name: find_push :maybe
select p.id as "id!", p.key as "key!", p.name as "name!", p.size as "size!", p.sha256 as "sha256!", p.upload_id as "upload_id!", u.state as "upload_state!", p.created_at as "created_at!",
  r.id as run_id, r.state as run_state, r.release_number, r.problem as run_problem
from linkage.push p
join linkage.upload u on u.id = p.upload_id
left join linkage.run r on r.id = p.run_id
where p.dataset_id = $dataset_id::bigint and (p.id = $id::uuid or p.key = $key::text);

-- name: renew_push :exec
update linkage.push set upload_id = $upload_id::uuid where id = $id::uuid and run_id is null;

-- name: note_push_run :exec
update linkage.push set run_id = $run_id::bigint where id = $id::uuid;
