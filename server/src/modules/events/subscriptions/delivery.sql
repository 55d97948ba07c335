-- name: list_deliveries :many
select d.id as "id!", d.position as "position!", e.id as "event_id!", e.type as "type!", e.subject as "subject!", e.happened_at as "happened_at!", d.due_at as "due_at!", d.attempts as "attempts!", d.ended_at, d.outcome, d.last_status, d.last_error, d.last_error_th, d.let_go_by, d.let_go_why
from events.delivery d
join events.event e on e.position = d.position
where d.subscription_id = $subscription_id::bigint
  and case $show::text when 'dead' then d.outcome = 'dead' when 'waiting' then d.ended_at is null when 'taken' then d.outcome = 'taken' when 'let-go' then d.outcome = 'let-go' else true end
  and ($before::bigint is null or d.position < $before::bigint)
order by d.position desc
limit $limit::int;

-- name: lease_deliveries :many
update events.delivery l set attempts = l.attempts + 1, due_at = now() + interval '2 minutes'
from (
  select x.id, s.url, s.secret_sealed, case when s.former_until > now() then s.former_sealed end as former_sealed
  from events.delivery x
  join events.subscription s on s.id = x.subscription_id and s.enabled
  where x.ended_at is null and x.due_at <= now()
  order by x.due_at, x.position
  limit $limit::int
  for update of x skip locked
) w, events.event e
where l.id = w.id and e.position = l.position
returning l.id as "id!", l.subscription_id as "subscription_id!", l.attempts as "attempts!", w.url as "url!", w.secret_sealed as "secret_sealed!", w.former_sealed,
  e.position as "position!", e.id as "event_id!", e.type as "type!", e.subject as "subject!", e.happened_at as "happened_at!", e.data as "data!";

-- name: lock_subscription :exec
-- What becomes of a delivery is written under its subscription, in this order.
select s.id from events.subscription s where s.id = $id::bigint for update;

-- name: note_taken :exec
with ended as (
  update events.delivery d set ended_at = now(), outcome = 'taken', last_status = $status::int, last_error = null, last_error_th = null
  where d.id = $id::uuid and d.ended_at is null and d.attempts = $attempts::int
  returning d.subscription_id
)
update events.subscription s set last_sent_at = now(), failing_since = null, last_error = null, last_error_th = null from ended e where s.id = e.subscription_id;

-- name: note_failed :maybe
-- @param seconds null: it becomes a dead letter.
with tried as (
  update events.delivery d
  set last_status = $status::int, last_error = $error_en::text, last_error_th = $error_th::text, due_at = now() + coalesce($seconds::int, 0) * interval '1 second',
    ended_at = case when $seconds::int is null then now() end, outcome = case when $seconds::int is null then 'dead' end
  where d.id = $id::uuid and d.ended_at is null and d.attempts = $attempts::int
  returning d.subscription_id, d.outcome
)
update events.subscription s set failing_since = coalesce(s.failing_since, now()), last_error = $error_en::text, last_error_th = $error_th::text from tried t where s.id = t.subscription_id
returning s.id as "id!", s.agency_id, s.name as "name!", t.outcome;

-- name: rest_subscription :maybe
-- The receiver said 410: nothing more is sent until a person switches it on; what comes meanwhile waits.
update events.subscription s set enabled = false, resting_why = 'gone', version = s.version + 1, changed_at = now(), changed_by = 'saphan' where s.id = $id::bigint and s.enabled
returning s.id as "id!";

-- name: resend_dead :many
update events.delivery d set ended_at = null, outcome = null, attempts = 0, due_at = now()
where d.subscription_id = $subscription_id::bigint and d.outcome = 'dead' and ($ids::uuid[] is null or d.id = any ($ids::uuid[]))
returning d.id as "id!";

-- name: let_dead_go :many
update events.delivery d set outcome = 'let-go', ended_at = now(), let_go_by = $by::text, let_go_why = $why::text
where d.subscription_id = $subscription_id::bigint and d.outcome = 'dead' and ($ids::uuid[] is null or d.id = any ($ids::uuid[]))
returning d.position as "position!";

-- name: forget_taken :exec
-- The reason why something was let go stays in the audit log.
delete from events.delivery d where d.outcome in ('taken', 'let-go') and d.ended_at < now() - interval '30 days';

-- name: forget_events :exec
-- What waits somewhere, or lies there as a dead letter, is kept however old it is; the newest of all is too: it tells readers how far places went.
delete from events.event e where e.recorded_at < now() - $days::int * interval '1 day' and not exists (select from events.delivery d where d.position = e.position)
  and e.position < (select max(n.position) from events.event n);
