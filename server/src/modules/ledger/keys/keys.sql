-- name: find_log :maybe
select g.origin as "origin!", g.size as "size!", g.root as "root!", g.created_at as "created_at!" from ledger.log g;

-- name: insert_log :exec
insert into ledger.log (origin, root) values ($origin::text, $root::bytea) on conflict do nothing;

-- name: insert_signing_key :exec
insert into ledger.signing_key (key_id, use, name, public_key, sealed_key) values ($key_id::bigint, $use::text, $name::text, $public_key::bytea, $sealed_key::text);

-- name: find_signing_key :maybe
select k.name as "name!", k.public_key as "public_key!", k.sealed_key as "sealed_key!" from ledger.signing_key k where k.use = $use::text;

-- name: lock_creation :exec
select pg_advisory_xact_lock(hashtext('ledger.log'));

-- name: insert_checkpoint :exec
insert into ledger.checkpoint (size, root, note, signed_at) values ($size::bigint, $root::bytea, $note::text, $now::timestamptz);
