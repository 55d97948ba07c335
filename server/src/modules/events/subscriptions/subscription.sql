-- name: list_subscriptions :many
select s.id as "id!", s.agency_id, s.system_path, s.name as "name!", s.url as "url!", s.types as "types!", s.former_until, s.enabled as "enabled!", s.resting_why, s.failing_since, s.last_sent_at, s.last_error, s.last_error_th,
  s.version as "version!", s.created_at as "created_at!", s.created_by as "created_by!", s.changed_at as "changed_at!", s.changed_by as "changed_by!", d.waiting as "waiting!", d.dead as "dead!", d.taken as "taken!"
from events.subscription s
cross join lateral (
  select count(*) filter (where x.ended_at is null)::int as waiting, count(*) filter (where x.outcome = 'dead')::int as dead, count(*) filter (where x.outcome = 'taken')::int as taken
  from events.delivery x where x.subscription_id = s.id
) d
where ($id::bigint is null or s.id = $id::bigint) and ($agencies::text[] is null or s.agency_id = any ($agencies::text[]))
order by s.agency_id nulls first, s.name, s.id;

-- name: count_subscriptions :one
select count(*)::int as "count!" from events.subscription s where s.agency_id is not distinct from $agency_id::text;

-- name: insert_subscription :maybe
insert into events.subscription (agency_id, system_path, name, url, types, secret_sealed, created_by, changed_by)
values ($agency_id::text, $system_path::text, $name::text, $url::text, $types::text[], $secret::text, $by::text, $by::text)
on conflict (coalesce(agency_id, ''), url) do nothing
returning id as "id!";

-- name: select_and_lock_subscription :maybe
select s.id as "id!", s.agency_id, s.name as "name!", s.url as "url!", s.types as "types!", s.enabled as "enabled!", s.version as "version!", s.changed_by as "changed_by!", s.changed_at as "changed_at!", s.secret_sealed as "secret_sealed!",
  case when s.former_until > now() then s.former_sealed end as former_sealed
from events.subscription s where s.id = $id::bigint for update;

-- name: update_subscription :exec
-- Switched on again it begins anew with all that waited meanwhile.
with changed as (
  update events.subscription s
  set name = $name::text, types = $types::text[], enabled = $enabled::boolean, resting_why = case when $enabled::boolean then null else coalesce(s.resting_why, 'person') end,
    failing_since = case when $enabled::boolean and not s.enabled then null else s.failing_since end, version = s.version + 1, changed_at = now(), changed_by = $by::text
  where s.id = $id::bigint returning s.id, s.enabled
)
update events.delivery d set due_at = now() from changed c where d.subscription_id = c.id and c.enabled and d.ended_at is null;

-- name: rotate_secret :exec
-- The former one signs beside the new one for a day.
update events.subscription s
set former_sealed = s.secret_sealed, former_until = now() + interval '24 hours', secret_sealed = $secret::text, version = s.version + 1, changed_at = now(), changed_by = $by::text
where s.id = $id::bigint;

-- name: delete_subscription :maybe
delete from events.subscription where id = $id::bigint returning url as "url!";

-- name: find_system :maybe
select s.agency_id as "agency_id!", s.state as "state!" from registry.system_v1 s where s.path = $path::text;
