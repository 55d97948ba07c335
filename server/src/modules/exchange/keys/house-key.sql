-- name: lock_house_keys :exec
select pg_advisory_xact_lock(hashtext('exchange.signing_key'));

-- name: find_active_house_key :maybe
select k.kid as "kid!", k.sealed_jwk as "sealed_jwk!" from exchange.signing_key k where k.retired_at is null;

-- name: list_house_keys :many
select k.kid as "kid!", k.public_jwk as "public_jwk!", k.created_at as "created_at!", k.retired_at from exchange.signing_key k order by k.created_at desc;

-- name: insert_house_key :exec
insert into exchange.signing_key (kid, sealed_jwk, public_jwk, created_at) values ($kid::text, $sealed_jwk::text, $public_jwk::jsonb, $at::timestamptz);
