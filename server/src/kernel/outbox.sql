-- name: insert_event :exec
insert into kernel.outbox (topic, payload) values ($topic::text, $payload::jsonb);

-- name: insert_events :exec
insert into kernel.outbox (topic, payload) select $topic::text, p.payload from jsonb_array_elements($payloads::jsonb) with ordinality p (payload, n) order by p.n;

-- name: wake_consumers :exec
select pg_notify('outbox', '');

-- name: ensure_consumer :exec
insert into kernel.consumer (name) values ($name::text) on conflict do nothing;

-- name: select_and_lock_consumer :maybe
select c.xid::text as "xid!", c.id as "id!", c.failures as "failures!"
from kernel.consumer c
where c.name = $name::text and (c.failures = 0 or c.moved_at < now() - least(power(2, c.failures), 300) * interval '1 second')
for update skip locked;

-- name: list_events_after :many
select o.id as "id!", o.xid::text as "xid!", o.topic as "topic!", o.payload as "payload!", o.at as "at!"
from kernel.outbox o
where (o.xid, o.id) > ($xid::text::xid8, $id::bigint)
  and o.xid < pg_snapshot_xmin(pg_current_snapshot())
order by o.xid, o.id
limit $limit::int;

-- name: move_consumer :exec
update kernel.consumer set xid = $xid::text::xid8, id = $id::bigint, moved_at = now(), failures = 0, last_error = null
where name = $name::text;

-- name: note_consumer_failure :exec
update kernel.consumer set failures = failures + 1, moved_at = now(), last_error = $error::text where name = $name::text;

-- name: delete_heard_events :exec
delete from kernel.outbox o
where o.at < now() - interval '30 days'
  and (o.xid, o.id) <= all (select c.xid, c.id from kernel.consumer c);
