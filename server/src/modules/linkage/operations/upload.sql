-- name: insert_upload :exec
insert into linkage.upload (id, name, size, created_by) values ($id::uuid, $name::text, $size::bigint, $created_by::text);

-- name: find_upload :maybe
select u.id as "id!", u.name as "name!", u.size as "size!", u.state as "state!", u.raw_id from linkage.upload u where u.id = $id::uuid;

-- name: complete_upload :maybe
update linkage.upload set state = 'complete', raw_id = $raw_id::bigint where id = $id::uuid and state = 'open' returning id as "id!";

-- name: expire_uploads :many
update linkage.upload set state = 'expired' where state = 'open' and created_at < now() - interval '24 hours' returning id as "id!";

-- name: insert_raw :one
insert into linkage.raw (sha256, bytes, object_key, name) values ($sha256::text, $bytes::bigint, $object_key::text, $name::text) returning id as "id!";

-- name: find_raw :maybe
select w.id as "id!", w.sha256 as "sha256!", w.bytes as "bytes!", w.object_key as "object_key!", w.name as "name!"
from linkage.raw w where w.id = $id::bigint and w.purged_at is null;

-- name: find_run_raw :maybe
select w.object_key as "object_key!" from linkage.run r join linkage.raw w on w.id = r.raw_id
where r.id = $run_id::bigint and w.purged_at is null;

-- name: insert_sample :one
insert into linkage.raw (sha256, bytes, object_key, name, cut) values ($sha256::text, $bytes::bigint, $object_key::text, $name::text, $cut::boolean) returning id as "id!";

-- name: find_raw_to_link :maybe
select w.sha256 as "sha256!", w.cut as "cut!" from linkage.raw w where w.id = $id::bigint and w.purged_at is null;
