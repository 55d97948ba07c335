-- name: list_webhooks :many
select w.id as "id!", w.agency_id, w.name as "name!", w.url as "url!", w.kinds as "kinds!", w.former_until, w.enabled as "enabled!", w.failing_since, w.disabled_why, w.last_sent_at, w.last_error,
  w.created_at as "created_at!", w.created_by as "created_by!",
  (select count(*)::int from notices.delivery d where d.webhook_id = w.id and d.ended_at is null) as "waiting!"
from notices.webhook w
where ($id::bigint is null or w.id = $id::bigint) and ($agencies::text[] is null or w.agency_id = any ($agencies::text[]))
order by w.agency_id nulls first, w.name, w.id;

-- name: count_webhooks :one
select count(*)::int as "count!" from notices.webhook w where w.agency_id is not distinct from $agency_id::text;

-- name: insert_webhook :maybe
insert into notices.webhook (agency_id, name, url, kinds, secret_sealed, created_by)
values ($agency_id::text, $name::text, $url::text, $kinds::text[], $secret::text, $by::text)
on conflict (coalesce(agency_id, ''), url) do nothing
returning id as "id!";

-- name: select_and_lock_webhook :maybe
select w.id as "id!", w.agency_id, w.name as "name!", w.url as "url!", w.kinds as "kinds!", w.enabled as "enabled!", w.secret_sealed as "secret_sealed!",
  case when w.former_until > now() then w.former_sealed end as former_sealed
from notices.webhook w where w.id = $id::bigint for update;

-- name: update_webhook :exec
-- Switched on again it begins anew; switched off, what waits is stopped.
with changed as (
  update notices.webhook set name = $name::text, kinds = $kinds::text[], enabled = $enabled::boolean,
    failing_since = case when $enabled::boolean and not enabled then null else failing_since end, disabled_why = case when $enabled::boolean then null else coalesce(disabled_why, 'person') end
  where id = $id::bigint returning id, enabled
)
update notices.delivery d set ended_at = now(), outcome = 'stopped' from changed c where d.webhook_id = c.id and not c.enabled and d.ended_at is null;

-- name: rotate_secret :exec
-- The former one signs beside the new one for a day.
update notices.webhook set former_sealed = secret_sealed, former_until = now() + interval '24 hours', secret_sealed = $secret::text where id = $id::bigint;

-- name: delete_webhook :maybe
delete from notices.webhook where id = $id::bigint returning url as "url!";

-- name: insert_trial :one
insert into notices.delivery (webhook_id, due_at) values ($webhook_id::bigint, now() + interval '5 minutes') returning id as "id!";

-- name: list_deliveries :many
select d.id as "id!", d.notice_id, d.created_at as "created_at!", d.due_at as "due_at!", d.attempts as "attempts!", d.ended_at, d.outcome, d.last_status, d.last_error
from notices.delivery d where d.webhook_id = $webhook_id::bigint order by d.created_at desc, d.id limit 50;

-- name: lease_deliveries :many
update notices.delivery l set attempts = l.attempts + 1, due_at = now() + interval '2 minutes'
from (
  select x.id, w.url, w.secret_sealed, case when w.former_until > now() then w.former_sealed end as former_sealed
  from notices.delivery x join notices.webhook w on w.id = x.webhook_id and w.enabled
  where x.ended_at is null and x.due_at <= now()
  order by x.due_at, x.id
  limit $limit::int
  for update of x skip locked
) w
where l.id = w.id
returning l.id as "id!", l.webhook_id as "webhook_id!", l.notice_id, l.created_at as "created_at!", l.attempts as "attempts!", w.url as "url!", w.secret_sealed as "secret_sealed!", w.former_sealed;

-- name: find_notice :maybe
select n.id as "id!", n.kind as "kind!", n.urgent as "urgent!", n.agency_id, n.what_th as "what_th!", n.what_en as "what_en!", n.todo_th, n.todo_en, n.by_on, n.link as "link!", n.created_at as "created_at!"
from notices.notice n where n.id = $id::bigint;

-- name: lock_webhook :exec
-- What becomes of a delivery is written under its webhook, in this order: switching the webhook off ends its other deliveries.
select w.id from notices.webhook w where w.id = $id::bigint for update;

-- name: note_taken :exec
with ended as (
  update notices.delivery d set ended_at = now(), outcome = 'taken', last_status = $status::int, last_error = null where d.id = $id::uuid and d.ended_at is null and d.attempts = $attempts::int returning d.webhook_id
)
update notices.webhook w set last_sent_at = now(), failing_since = null, last_error = null from ended e where w.id = e.webhook_id;

-- name: note_failed :maybe
-- @param seconds null: it is given up. Says since when its webhook fails.
with tried as (
  update notices.delivery d set last_status = $status::int, last_error = $error::text, due_at = now() + coalesce($seconds::int, 0) * interval '1 second',
    ended_at = case when $seconds::int is null then now() end, outcome = case when $seconds::int is null then 'given-up' end
  where d.id = $id::uuid and d.ended_at is null and d.attempts = $attempts::int returning d.webhook_id
)
update notices.webhook w set failing_since = coalesce(w.failing_since, now()), last_error = $error::text from tried t where w.id = t.webhook_id
returning w.id as "id!", w.agency_id, w.name as "name!", w.failing_since as "failing_since!";

-- name: disable_webhook :maybe
with off as (
  update notices.webhook set enabled = false, disabled_why = $why::text where id = $id::bigint and enabled returning id
), stopped as (
  update notices.delivery d set ended_at = now(), outcome = 'stopped' from off o where d.webhook_id = o.id and d.ended_at is null
)
select o.id as "id!" from off o;

-- name: forget_deliveries :exec
delete from notices.delivery where ended_at < now() - interval '30 days';
