-- name: put_call :exec prepared
-- A call waits for an edge; every process that serves edges hears of it.
with put as (
  insert into edge.relayed_call (id, system_id, head, body, limit_bytes, expires_at)
  values ($id::uuid, $system_id::bigint, $head::jsonb, $body::bytea, $limit_bytes::bigint, $expires_at::timestamptz)
  returning system_id)
select pg_notify('edge', 'call ' || p.system_id) from put p;

-- name: take_call :maybe prepared
-- The oldest call that waits for one of these services of the system; it is this edge's from now on.
update edge.relayed_call c set claimed_by = $instance::text
where c.id = (
  select w.id from edge.relayed_call w
  where w.system_id = $system_id::bigint and w.claimed_by is null and w.expires_at > $now::timestamptz and w.head ->> 'slug' = any($services::text[])
  order by w.id limit 1 for update skip locked)
returning c.id as "id!", c.head as "head!", c.body;

-- name: find_call_limit :maybe prepared
select c.limit_bytes as "limit_bytes!" from edge.relayed_call c where c.id = $id::uuid and c.claimed_by is not null and c.answer_head is null;

-- name: put_answer :maybe prepared
-- Taken only of the edge that claimed the call, once, while somebody waits.
with put as (
  update edge.relayed_call c set answer_head = $head::jsonb, answer_body = $body::bytea
  where c.id = $id::uuid and c.system_id = $system_id::bigint and c.claimed_by = $instance::text and c.answer_head is null and c.expires_at > $now::timestamptz
  returning c.id)
select p.id, pg_notify('edge', 'answer ' || p.id)::text as told from put p;

-- name: collect_answer :maybe prepared
delete from edge.relayed_call c where c.id = $id::uuid and c.answer_head is not null returning c.answer_head, c.answer_body;

-- name: forget_call :exec prepared
delete from edge.relayed_call c where c.id = $id::uuid;

-- name: sweep_calls :exec
delete from edge.relayed_call c where c.expires_at < $before::timestamptz;

-- name: is_served :maybe prepared
-- Whether an edge of the system asked for calls to this service lately.
select true as served from edge.presence p where p.system_id = $system_id::bigint and p.last_seen_at > $since::timestamptz and $slug::text = any(p.services) limit 1;
