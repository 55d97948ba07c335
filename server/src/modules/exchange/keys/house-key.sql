-- name: lock_house_keys :exec
select pg_advisory_xact_lock(hashtext('exchange.signing_key'));

-- name: find_active_house_key :maybe
select k.kid as "kid!", k.sealed_jwk as "sealed_jwk!" from exchange.signing_key k
where k.active_from <= $now::timestamptz and (k.retired_at is null or k.retired_at > $now::timestamptz) and k.sealed_jwk is not null
order by k.active_from desc limit 1;

-- name: find_last_house_key :maybe
select k.kid as "kid!", k.active_from as "active_from!" from exchange.signing_key k where k.retired_at is null;

-- name: list_house_keys :many
select k.kid as "kid!", k.public_jwk as "public_jwk!", k.active_from as "active_from!", k.retired_at from exchange.signing_key k
order by (k.active_from <= now() and (k.retired_at is null or k.retired_at > now())) desc, k.active_from desc;

-- name: insert_house_key :exec
insert into exchange.signing_key (kid, sealed_jwk, public_jwk, created_at, active_from) values ($kid::text, $sealed_jwk::text, $public_jwk::jsonb, $at::timestamptz, $active_from::timestamptz);

-- name: retire_house_keys :exec
update exchange.signing_key set retired_at = $at::timestamptz, turned_by = $actor::text, reason = $reason::text where retired_at is null or retired_at > $at::timestamptz;

-- name: forget_house_keys :exec
update exchange.signing_key set sealed_jwk = null where retired_at < $now::timestamptz and sealed_jwk is not null;
