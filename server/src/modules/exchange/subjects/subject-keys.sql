-- name: list_subject_keys :many
select k.year as "year!", k.sealed_key, k.created_at as "created_at!", k.destroyed_at, k.destroyed_by, k.reason from exchange.subject_key k order by k.year;

-- name: insert_subject_key :exec
insert into exchange.subject_key (year, sealed_key, created_at) values ($year::int, $sealed_key::text, $at::timestamptz) on conflict (year) do nothing;

-- name: select_and_lock_subject_key :maybe
select k.year as "year!", k.destroyed_at from exchange.subject_key k where k.year = $year::int for update;

-- name: destroy_subject_key :exec
update exchange.subject_key k set sealed_key = null, destroyed_at = $at::timestamptz, destroyed_by = $actor::text, reason = $reason::text where k.year = $year::int;
