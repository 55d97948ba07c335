-- name: list_workers :many
-- Those that live, those that were drained and stay away, and those lost within a day whose place nobody took.
select w.name as "name!", w.host as "host!", w.pid as "pid!", w.version as "version!", w.supervised as "supervised!", w.started_at as "started_at!", w.beat_at as "beat_at!",
  w.memory_mb as "memory_mb!", w.disk_free_bytes as "disk_free_bytes!", w.drain_asked_at, w.drain_asked_by, w.drain_reason, w.drain_then, w.start_asked_at, w.ended_at,
  w.beat_at < now() - interval '30 seconds' as "silent!"
from kernel.worker_v1 w
where (w.ended_at is null and (w.beat_at > now() - interval '30 seconds'
    or (w.beat_at > now() - interval '1 day' and not exists (select from kernel.worker_v1 n where n.host = w.host and n.started_at > w.beat_at))))
  or (w.drain_then = 'stay' and w.ended_at > now() - interval '7 days' and w.supervised
    and not exists (select from kernel.worker_v1 n where n.host = w.host and n.started_at > w.ended_at))
order by w.started_at, w.name
limit 200;

-- name: find_last_beat :one
select max(w.beat_at) as beat_at from kernel.worker_v1 w;

-- name: list_consumers :many
select c.name as "name!", c.behind as "behind!", c.oldest_at, c.failures as "failures!", c.last_error from kernel.consumer_v1 c order by c.failures desc, c.behind desc, c.name;

-- name: list_sweeps :many
select j.name as "name!", j.next_at as "next_at!", j.ended_at, case when j.leased_until > now() then j.leased_by end as worker, j.failures as "failures!", j.last_error
from kernel.job_v1 j order by j.failures desc, j.next_at, j.name;

-- name: find_last_action :maybe
select a.at as "at!", a.subject as "subject!", a.detail as "detail!" from kernel.audit_v1 a where a.action = $action::text order by a.id desc limit 1;

-- name: list_migrations :many
select m.module || '/' || m.name as "name!", m.applied_at as "applied_at!" from kernel.migration_v1 m order by m.applied_at, m.name;

-- name: list_measures :many
-- The last measure of each store, and what it was a week before.
select m.store as "store!", m.bytes as "bytes!", m.objects as "objects!", m.taken_at as "taken_at!",
  (select w.bytes from operations.measure w where w.store = m.store and w.day <= m.day - 7 order by w.day desc limit 1) as week_ago_bytes
from operations.measure m
where m.day = (select max(l.day) from operations.measure l where l.store = m.store)
order by m.store;
