-- name: insert_request :maybe
insert into ledger.epoch_request (reason, known, silent, asked_by, asked_at) values ($reason::text, $known::text, $silent::text[], $actor::text, $now::timestamptz)
on conflict ((true)) where ended_at is null do nothing
returning id as "id!";

-- name: find_open_request :maybe
select r.id as "id!", r.reason as "reason!", r.known as "known!", r.silent as "silent!", r.asked_by as "asked_by!", r.asked_at as "asked_at!" from ledger.epoch_request r where r.ended_at is null;

-- name: end_request :maybe
update ledger.epoch_request set ended_at = $now::timestamptz, ended_by = $actor::text, outcome = $outcome::text where id = $id::bigint and ended_at is null
returning reason as "reason!", asked_by as "asked_by!", asked_at as "asked_at!";

-- name: insert_epoch :exec
insert into ledger.epoch (number, origin, closed_origin, held_size, held_root, agreed_size, signed_size, signed_root, known, reason, asked_by, asked_at, confirmed_by, begun_at, blind)
values ($number::int, $origin::text, $closed_origin::text, $held_size::bigint, $held_root::bytea, $agreed_size::bigint, $signed_size::bigint, $signed_root::bytea, $known::text, $reason::text, $asked_by::text, $asked_at::timestamptz, $confirmed_by::text, $now::timestamptz, $blind::text);

-- name: list_epochs :many
select e.number as "number!", e.origin as "origin!", e.closed_origin as "closed_origin!", e.held_size as "held_size!", e.held_root as "held_root!", e.agreed_size as "agreed_size!", e.signed_size as "signed_size!", e.signed_root as "signed_root!",
  e.known as "known!", e.reason as "reason!", e.asked_by as "asked_by!", e.asked_at as "asked_at!", e.confirmed_by as "confirmed_by!", e.begun_at as "begun_at!", e.blind as "blind!"
from ledger.epoch e order by e.number;

-- name: list_cosigned_before :many
-- What each witness co-signed here before a moment: it had seen that its later checkpoints go on from there.
select w.vkey as "vkey!", o.size as "size!", o.said_at as "said_at!" from ledger.cosignature o join ledger.witness w on w.id = o.witness_id where o.size <= $size::bigint order by o.size desc limit 5000;

-- name: find_size_before_restore :one
-- What a restored backup brought: nothing was signed between the two.
select coalesce((select max(c.size) from ledger.checkpoint c where c.signed_at < (select max(a.at) from kernel.audit_v1 a where a.action = 'system.backup-restored')), 0)::bigint as "size!";

-- name: find_leaf :maybe
select e.kind as "kind!", e.facts, e.entry as "entry!" from ledger.leaf l join ledger.entry e on e.number = l.number where l.leaf_index = $leaf_index::bigint;
