-- name: lock_witnessed_log :maybe
-- Held until the answer is written: checking the last size and moving it are one step.
select l.vkey as "vkey!", l.size as "size!", l.root, l.ended_at is not null as "ended!" from ledger.witnessed_log l where l.origin = $origin::text for update;

-- name: move_witnessed_log :exec
update ledger.witnessed_log set size = $size::bigint, root = $root::bytea, note = $note::text, cosigned_at = $now::timestamptz where origin = $origin::text;

-- name: note_refusal :exec
update ledger.witnessed_log set refusals = refusals + 1, last_refusal = $reason::text, refused_at = $now::timestamptz where origin = $origin::text;

-- name: find_witnessed_note :maybe
select l.note as "note!" from ledger.witnessed_log l where l.note is not null and encode(sha256(convert_to(l.origin, 'UTF8')), 'hex') = $hash::text;

-- name: insert_witnessed_log :maybe
insert into ledger.witnessed_log (origin, vkey, added_by, added_at) values ($origin::text, $vkey::text, $actor::text, $now::timestamptz)
on conflict (origin) do update set ended_at = null, ended_by = null where ledger.witnessed_log.vkey = excluded.vkey and ledger.witnessed_log.ended_at is not null
  and not exists (select 1 from ledger.witnessed_log n where n.follows = excluded.origin)
returning origin as "origin!";

-- name: end_witnessed_log :maybe
update ledger.witnessed_log set ended_at = $now::timestamptz, ended_by = $actor::text where origin = $origin::text and ended_at is null returning origin as "origin!";

-- name: insert_witness :maybe
insert into ledger.witness (name, vkey, url, agency_id, added_by, added_at) values ($name::text, $vkey::text, $url::text, $agency_id::text, $actor::text, $now::timestamptz)
on conflict (vkey) where ended_at is null do nothing
returning id as "id!";

-- name: end_witness :maybe
update ledger.witness set ended_at = $now::timestamptz, ended_by = $actor::text where id = $id::bigint and ended_at is null returning id as "id!", name as "name!", vkey as "vkey!";

-- name: list_witnesses_to_ask :many
select w.id as "id!", w.name as "name!", w.vkey as "vkey!", w.url as "url!", coalesce(s.size, 0)::bigint as "size!"
from ledger.witness w left join ledger.witness_state s on s.witness_id = w.id
where w.ended_at is null and coalesce(s.size, -1) < (select max(c.size) from ledger.checkpoint c)
order by w.id;

-- name: note_answer :exec
insert into ledger.witness_state (witness_id, asked_at, answered_at, size, failures, last_error)
values ($witness_id::bigint, $now::timestamptz, case when $error::text is null then $now::timestamptz end, coalesce($size::bigint, 0), case when $error::text is null then 0 else 1 end, $error::text)
on conflict (witness_id) do update set asked_at = excluded.asked_at, answered_at = coalesce(excluded.answered_at, ledger.witness_state.answered_at), size = coalesce($size::bigint, ledger.witness_state.size),
  failures = case when excluded.last_error is null then 0 else ledger.witness_state.failures + 1 end, last_error = excluded.last_error;

-- name: insert_cosignature :exec
insert into ledger.cosignature (size, witness_id, line, said_at) values ($size::bigint, $witness_id::bigint, $line::text, $said_at::timestamptz) on conflict do nothing;

-- name: turn_witnessed_log :exec
update ledger.witnessed_log set vkey = $vkey::text where origin = $origin::text;

-- name: insert_following_log :maybe
insert into ledger.witnessed_log (origin, vkey, size, root, added_by, added_at, follows, link, lost_from, lost_to)
values ($origin::text, $vkey::text, $size::bigint, $root::bytea, $actor::text, $now::timestamptz, $follows::text, $link::text, $lost_from::bigint, $lost_to::bigint)
on conflict do nothing
returning origin as "origin!";

-- name: turn_witness :maybe
update ledger.witness set ended_at = $now::timestamptz, ended_by = $actor::text, turn_note = $note::text where id = $id::bigint and ended_at is null returning id as "id!";

-- name: insert_turned_witness :maybe
-- The same witness under its next key: how far it co-signed stays known.
with added as (
  insert into ledger.witness (name, vkey, url, agency_id, added_by, added_at) select w.name, $vkey::text, w.url, w.agency_id, $actor::text, $now::timestamptz from ledger.witness w where w.id = $id::bigint
  on conflict (vkey) where ended_at is null do nothing returning id),
kept as (
  insert into ledger.witness_state (witness_id, asked_at, answered_at, size, failures, last_error) select a.id, s.asked_at, s.answered_at, s.size, s.failures, s.last_error from added a, ledger.witness_state s where s.witness_id = $id::bigint)
select a.id as "id!" from added a;
