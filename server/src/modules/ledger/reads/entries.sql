-- name: list_entries :many
-- The newest first, a page at a time.
select e.id as "id!", e.number as "number!", e.kind as "kind!", e.subject, e.appended_at as "appended_at!", l.leaf_index
from ledger.entry e left join ledger.leaf l on l.number = e.number
where ($kind::text is null or e.kind = $kind::text) and ($subject::text is null or e.subject = $subject::text) and ($before::bigint is null or e.number < $before::bigint)
order by e.number desc
limit $limit::int;

-- name: list_kinds :many
-- Jumps from kind to kind in the index; exchanges are not in it.
with recursive kind (kind) as (
  (select e.kind from ledger.entry e where e.kind <> 'exchange.exchange' order by e.kind limit 1)
  union all
  select (select n.kind from ledger.entry n where n.kind <> 'exchange.exchange' and n.kind > k.kind order by n.kind limit 1) from kind k where k.kind is not null)
select k.kind as "kind!" from kind k where k.kind is not null
union all
select 'exchange.exchange' where exists (select 1 from ledger.entry x where x.kind = 'exchange.exchange')
order by 1;

-- name: read_standing :one
select (select count(*) from (select 1 from ledger.waiting w limit 10001) n)::int as "waiting!", (select min(w.since) from ledger.waiting w) as waiting_since,
  (select max(s.size) from ledger.stamp s) as stamped_size, (select max(s.stamped_at) from ledger.stamp s) as stamped_at,
  (select t.failures from ledger.stamping t) as stamp_failures, (select t.last_error from ledger.stamping t) as stamp_error, (select t.failed_since from ledger.stamping t) as stamp_failed_since;

-- name: list_checkpoints :many
select c.size as "size!", c.root as "root!", c.signed_at as "signed_at!",
  (select count(*) from ledger.cosignature o where o.size = c.size)::int as "cosignatures!", (select s.stamped_at from ledger.stamp s where s.size = c.size) as stamped_at
from ledger.checkpoint c
where $before::bigint is null or c.size < $before::bigint
order by c.size desc
limit $limit::int;

-- name: list_witnesses :many
select w.id as "id!", w.name as "name!", w.vkey as "vkey!", w.url as "url!", w.agency_id, w.added_at as "added_at!", w.added_by as "added_by!", w.ended_at,
  coalesce(s.size, 0)::bigint as "size!", s.asked_at, s.answered_at, coalesce(s.failures, 0) as "failures!", s.last_error
from ledger.witness w left join ledger.witness_state s on s.witness_id = w.id
order by w.ended_at is not null, w.name, w.id;

-- name: list_witnessed_logs :many
select l.origin as "origin!", l.vkey as "vkey!", l.size as "size!", l.cosigned_at, l.refusals as "refusals!", l.last_refusal, l.refused_at, l.added_at as "added_at!", l.added_by as "added_by!", l.ended_at, l.follows, l.lost_from, l.lost_to
from ledger.witnessed_log l
order by l.ended_at is not null, l.origin;
