-- name: lock_log :maybe
-- The row is the fence: whoever holds it gives places, until commit; others find nothing and wait for their turn.
select g.origin as "origin!", g.size as "size!", g.root as "root!" from ledger.log g for update skip locked;

-- name: has_waiting :one
select exists (select 1 from ledger.waiting w) as "waits!", exists (select 1 from ledger.log g) as "made!";

-- name: take_waiting :many prepared
with taken as (
  delete from ledger.waiting w where w.number in (select n.number from ledger.waiting n order by n.number limit $limit::int) returning w.number)
select e.number as "number!", sha256('\x00'::bytea || convert_to(e.entry, 'UTF8')) as "leaf!"
from taken t join ledger.entry e on e.number = t.number
order by e.number;

-- name: take_one :many
with taken as (delete from ledger.waiting w using ledger.entry n where n.id = $id::uuid and w.number = n.number returning w.number)
select e.number as "number!", sha256('\x00'::bytea || convert_to(e.entry, 'UTF8')) as "leaf!"
from taken t join ledger.entry e on e.number = t.number;

-- name: insert_leaves :exec prepared
insert into ledger.leaf (leaf_index, number) select $first::bigint + l.n - 1, l.number from unnest($numbers::bigint[]) with ordinality l (number, n);

-- name: move_log :exec
update ledger.log set size = $size::bigint, root = $root::bytea;
