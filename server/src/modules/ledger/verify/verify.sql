-- name: read_by_index_only :one
-- Leaves and entries are each read in the order of their key, a stretch at a time: following the index is the cheapest, and the planner is told.
select set_config('enable_hashjoin', 'off', true) || set_config('enable_mergejoin', 'off', true) || set_config('enable_seqscan', 'off', true) || set_config('enable_sort', 'off', true)
  || set_config('enable_bitmapscan', 'off', true) || set_config('max_parallel_workers_per_gather', '0', true) || set_config('jit', 'off', true) || set_config('cursor_tuple_fraction', '1', true) as "told!";

-- name: list_upper_tiles :many
select t.tile_index as "tile_index!", t.hashes as "hashes!" from ledger.tile t where t.level = $level::int and t.tile_index > $after::bigint order by t.tile_index limit 2000;

-- name: list_checkpoints_within :many
select c.size as "size!", c.root as "root!", c.note as "note!" from ledger.checkpoint c where c.size > $from::bigint and c.size <= $to::bigint order by c.size;

-- name: list_cosigned :many
select o.size as "size!", o.witness_id as "witness_id!", o.line as "line!", w.name as "name!", w.vkey as "vkey!", c.note
from ledger.cosignature o join ledger.witness w on w.id = o.witness_id left join ledger.checkpoint c on c.size = o.size
where (o.size, o.witness_id) > ($size::bigint, $witness_id::bigint) order by o.size, o.witness_id limit 5000;

-- name: list_stamped :many
select s.size as "size!", s.token as "token!", c.note from ledger.stamp s left join ledger.checkpoint c on c.size = s.size where s.size > $size::bigint order by s.size limit 500;

-- name: count_places :one
select (select count(*) from ledger.entry e)::bigint as "entries!", (select count(*) from ledger.leaf l)::bigint as "leaves!", (select count(*) from ledger.waiting w)::bigint as "waiting!",
  (select count(*) from ledger.leaf l where l.leaf_index >= $size::bigint)::bigint as "beyond!";

-- name: list_lost :many
-- Entries that have no place and wait for none.
select e.number as "number!", e.id as "id!" from ledger.entry e
where not exists (select 1 from ledger.leaf l where l.number = e.number) and not exists (select 1 from ledger.waiting w where w.number = e.number)
order by e.number limit 100;

-- name: list_turned_witnesses :many
select w.name as "name!", w.vkey as "vkey!", w.turn_note from ledger.witness w order by w.id;
