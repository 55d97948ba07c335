-- name: list_refusals :many
-- Why exchanges of a statement had no answer: whose the error was, which problem and status, how often.
select e.error_origin as "origin!", e.problem, e.status as "status!", count(*)::int as "count!"
from exchange.exchange e
where e.at >= $from::timestamptz and e.at < $until::timestamptz and e.consumer_system_id = $consumer::bigint and e.provider_system_id = $provider::bigint
  and e.error_origin is not null and (e.late_at is null or e.late_at <= $made_at::timestamptz)
group by e.error_origin, e.problem, e.status
order by count(*) desc, e.error_origin, e.problem, e.status
limit 200;

-- name: list_gaps :many
-- Sequence numbers of a stream between its first and its last that did not come by when the statement was made.
select g.stream as "stream!", g.seq + 1 as "first!", g.later - 1 as "last!"
from (
  select e.stream, e.seq, lead(e.seq) over (partition by e.stream order by e.seq) as later
  from exchange.exchange e
  where e.at >= $from::timestamptz and e.at < $until::timestamptz and e.consumer_system_id = $consumer::bigint and e.provider_system_id = $provider::bigint
    and e.stream is not null and (e.late_at is null or e.late_at <= $made_at::timestamptz)
) g
where g.later > g.seq + 1
order by g.stream, g.seq
limit 201;

-- name: count_held :one
-- Of how many exchanges of a statement the register still has the rows, and how many came when it was made already.
select (count(*) filter (where e.late_at is null or e.late_at <= $made_at::timestamptz))::int as "held!", (count(*) filter (where e.late_at > $made_at::timestamptz))::int as "late!"
from exchange.exchange e
where e.at >= $from::timestamptz and e.at < $until::timestamptz and e.consumer_system_id = $consumer::bigint and e.provider_system_id = $provider::bigint;

-- name: list_ids :many
-- Ids of the exchanges of a statement, in order, after one.
select e.id as "id!"
from exchange.exchange e
where e.at >= $from::timestamptz and e.at < $until::timestamptz and e.consumer_system_id = $consumer::bigint and e.provider_system_id = $provider::bigint and e.id > $after::uuid
  and (e.late_at is null or e.late_at <= $made_at::timestamptz)
order by e.id
limit $limit::int;

-- name: list_words :many
-- Everything that was said of a statement, the newest first.
select w.side as "side!", w.number as "number!", w.agrees as "agrees!", w.remark, w.counted, w.root, w.actor as "actor!", w.said_at as "said_at!", w.kid
from exchange.statement_word w
where w.statement_id = $id::bigint
order by w.said_at desc, w.side, w.number desc
limit 200;

-- name: list_signing_keys :many
-- Keys by which a system may sign at a moment.
select k.kid as "kid!", k.algorithm as "algorithm!"
from registry.system_key_v1 k
where k.system_id = $system_id::bigint and k.not_before <= $at::timestamptz and k.not_after > $at::timestamptz and (k.revoked_at is null or k.revoked_at > $at::timestamptz)
order by k.not_before desc, k.kid;
