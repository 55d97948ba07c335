-- name: find_system_by_path :maybe
select s.id as "id!", s.agency_id as "agency_id!" from registry.system_v1 s where s.path = $path::text and s.state = 'active';

-- name: list_secrets :many
select x.id as "id!", s.path as "system!", s.name_th as "name_th!", s.name_en as "name_en!", s.agency_id as "agency_id!", x.consumer_key as "consumer_key!", x.note as "note!", x.ends_on as "ends_on!",
  x.created_by as "created_by!", x.created_at as "created_at!", x.ended_at, x.end_reason, (select max(t.used_at) from facades.token t where t.secret_id = x.id) as used_at
from facades.shared_secret x
join registry.system_v1 s on s.id = x.system_id
order by x.ended_at is not null, x.id desc
limit 500;

-- name: insert_secret :one
insert into facades.shared_secret (system_id, consumer_key, secret_hash, note, ends_on, created_by, created_at)
values ($system_id::bigint, $consumer_key::text, $secret_hash::bytea, $note::text, $ends_on::date, $created_by::text, $created_at::timestamptz)
returning id as "id!";

-- name: end_secret :maybe
update facades.shared_secret x
set ended_at = $ended_at::timestamptz, ended_by = $ended_by::text, end_reason = $end_reason::text
where x.id = $id::bigint and x.ended_at is null
returning x.id as "id!";

-- name: delete_tokens_of_secret :exec
delete from facades.token t where t.secret_id = $id::bigint;

-- name: find_secret :maybe
-- A secret that may be used on a day, with the system that uses it.
select x.id as "id!", x.secret_hash as "secret_hash!", s.path as "system!"
from facades.shared_secret x
join registry.system_v1 s on s.id = x.system_id and s.state = 'active'
where x.consumer_key = $consumer_key::text and x.ended_at is null and x.ends_on >= $today::date;

-- name: insert_token :exec
insert into facades.token (token_hash, secret_id, used_at) values ($token_hash::bytea, $secret_id::bigint, $used_at::timestamptz);

-- name: use_token :maybe
-- Whose token it is; it lives for an hour more. The key must be the one it was asked for with.
update facades.token t
set used_at = $now::timestamptz
from facades.shared_secret x
join registry.system_v1 s on s.id = x.system_id and s.state = 'active'
where t.token_hash = $token_hash::bytea and x.id = t.secret_id and x.consumer_key = $consumer_key::text and x.ended_at is null and x.ends_on >= $today::date
  and t.used_at > $now::timestamptz - interval '1 hour'
returning s.id as "system_id!", s.path as "system!";

-- name: delete_idle_tokens :exec
delete from facades.token t where t.used_at < $before::timestamptz;
