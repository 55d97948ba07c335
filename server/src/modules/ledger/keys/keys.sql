-- name: find_log :maybe
select g.origin as "origin!", g.size as "size!", g.root as "root!", g.created_at as "created_at!" from ledger.log g;

-- name: insert_log :exec
insert into ledger.log (origin, root) values ($origin::text, $root::bytea) on conflict do nothing;

-- name: insert_signing_key :exec
insert into ledger.signing_key (key_id, use, name, public_key, sealed_key, from_size) values ($key_id::bigint, $use::text, $name::text, $public_key::bytea, $sealed_key::text, $from_size::bigint);

-- name: find_signing_key :maybe
select k.key_id as "key_id!", k.name as "name!", k.public_key as "public_key!", k.sealed_key as "sealed_key!" from ledger.signing_key k where k.use = $use::text and k.to_size is null;

-- name: list_log_keys :many
-- Every key that the log has had, the first one first.
select k.name as "name!", k.public_key as "public_key!", k.from_size as "from_size!", k.to_size, k.created_at as "created_at!", k.turned_at, k.turned_by, k.reason, k.turn_note
from ledger.signing_key k where k.use = 'log' order by k.from_size;

-- name: lock_log_to_turn :maybe
-- Waits for whoever gives places; nobody does until the turn is committed.
select g.origin as "origin!" from ledger.log g for update;

-- name: end_log_key :exec
update ledger.signing_key set to_size = $size::bigint, turned_at = $now::timestamptz, turned_by = $actor::text, reason = $reason::text, turn_note = $note::text, sealed_key = null where use = 'log' and to_size is null;

-- name: lock_creation :exec
select pg_advisory_xact_lock(hashtext('ledger.log'));

-- name: insert_checkpoint :exec
insert into ledger.checkpoint (size, root, note, signed_at) values ($size::bigint, $root::bytea, $note::text, $now::timestamptz);

-- name: rename_log :exec
update ledger.log set origin = $origin::text;

-- name: lock_witness_key :exec
-- Whoever co-signs at this moment is waited for by the next turn, not by this one: its line is of a key that counted when it began.
select 1 from ledger.signing_key k where k.use = 'witness' and k.to_size is null for update;

-- name: end_witness_key :exec
update ledger.signing_key set to_size = $second::bigint, turned_at = $now::timestamptz, turned_by = $actor::text, reason = $reason::text, turn_note = $note::text, sealed_key = null where use = 'witness' and to_size is null;

-- name: list_witness_turns :many
select k.turn_note as "note!" from ledger.signing_key k where k.use = 'witness' and k.to_size is not null order by k.created_at, k.key_id;

-- name: list_earlier_witness_keys :many
select k.name as "name!", k.public_key as "public_key!", k.turned_at as "turned_at!" from ledger.signing_key k where k.use = 'witness' and k.to_size is not null order by k.created_at, k.key_id;
