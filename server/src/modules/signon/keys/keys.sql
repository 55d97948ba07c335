-- name: lock_signing_keys :exec
select pg_advisory_xact_lock(hashtext('signon.signing_key'));

-- name: list_signing_keys :many
select k.kid as "kid!", k.alg as "alg!", k.sealed_jwk as "sealed_jwk!", k.public_jwk as "public_jwk!", k.state as "state!", k.changed_at as "changed_at!", k.created_at as "created_at!",
  extract(epoch from now() - k.changed_at)::float8 as "age_s!"
from signon.signing_key k
where k.state <> 'gone' or $gone::boolean
order by array_position(array['active', 'next', 'retiring', 'gone'], k.state), k.created_at desc;

-- name: insert_signing_key :exec
insert into signon.signing_key (kid, alg, sealed_jwk, public_jwk, state)
values ($kid::text, $alg::text, $sealed_jwk::text, $public_jwk::jsonb, $state::text);

-- name: move_signing_key :exec
-- The private part goes with the state `gone`.
update signon.signing_key k
set state = $state::text, changed_at = now(), sealed_jwk = case when $state::text = 'gone' then '' else k.sealed_jwk end
where k.kid = $kid::text;

-- name: tell_signing_keys :exec
select pg_notify('signon_keys', '');
