-- name: list_and_lock_due_schedules :many
-- Schedules whose next run may start, most urgent first; another planner's are left to it.
select s.source_id as "source_id!", s.dataset_id as "dataset_id!", s.rule as "rule!", s.window_from::text, s.window_to::text, s.jitter_s as "jitter_s!", s.overlap as "overlap!",
  s.priority as "priority!", s.grace_minutes as "grace_minutes!", s.next_at as "next_at!", s.start_at as "start_at!", c.id as contract_id,
  -- A backfill waits behind what is scheduled and so leaves none out.
  exists (select from linkage.run r where r.dataset_id = s.dataset_id and r.trigger <> 'backfill'
    and r.state in ('queued', 'retry_wait', 'claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing')) as "busy!",
  exists (select from linkage.run r where r.source_id = s.source_id and r.nominal_at is not null and r.state in ('queued', 'retry_wait')) as "waiting!"
from linkage.schedule s
join linkage.source w on w.id = s.source_id and w.retired_at is null
left join lateral (select k.id from linkage.contract k where k.dataset_id = s.dataset_id order by k.version desc limit 1) c on true
where s.start_at <= $now::timestamptz and s.next_at is not null and s.paused_at is null and s.suspended_at is null and s.rule is not null
order by s.start_at, s.priority, s.source_id
limit $limit::int
for update of s skip locked;

-- name: insert_occurrences :exec
insert into linkage.occurrence (source_id, nominal_at, dataset_id, start_at, due_by, cause, outcome, reason, missed)
select x.source_id, x.nominal_at, x.dataset_id, x.start_at, x.start_at + x.grace_minutes * interval '1 minute', x.cause, x.outcome, x.reason, x.missed
from jsonb_to_recordset($occurrences::jsonb)
  as x (source_id bigint, nominal_at timestamptz, dataset_id bigint, start_at timestamptz, grace_minutes int, cause text, outcome text, reason text, missed int)
on conflict on constraint occurrence_pk do nothing;

-- name: insert_scheduled_runs :many
-- One run for a source and a nominal time, whoever plans it and however often.
insert into linkage.run (dataset_id, contract_id, source_id, trigger, created_by, priority, nominal_at, retry_at)
select x.dataset_id, x.contract_id, x.source_id, 'schedule', 'saphan', x.priority, x.nominal_at, case when x.start_at > now() then x.start_at end
from jsonb_to_recordset($runs::jsonb) as x (dataset_id bigint, contract_id bigint, source_id bigint, priority int, nominal_at timestamptz, start_at timestamptz)
order by x.priority, x.source_id
on conflict (source_id, nominal_at) where nominal_at is not null do nothing
returning id as "id!", dataset_id as "dataset_id!";

-- name: advance_schedules :exec
update linkage.schedule s set next_at = x.next_at, start_at = x.start_at
from jsonb_to_recordset($schedules::jsonb) as x (source_id bigint, next_at timestamptz, start_at timestamptz)
where s.source_id = x.source_id;

-- name: list_schedules_after :many
-- Schedules that a new release of a dataset starts.
select s.source_id as "source_id!", s.dataset_id as "dataset_id!", s.window_from::text, s.window_to::text, s.jitter_s as "jitter_s!", s.priority as "priority!", s.grace_minutes as "grace_minutes!",
  c.id as contract_id,
  exists (select from linkage.run r where r.source_id = s.source_id and r.nominal_at is not null and r.state in ('queued', 'retry_wait')) as "waiting!"
from linkage.schedule s
join linkage.source w on w.id = s.source_id and w.retired_at is null
left join lateral (select k.id from linkage.contract k where k.dataset_id = s.dataset_id order by k.version desc limit 1) c on true
where s.after_datasets @> array[$dataset_id::bigint] and s.paused_at is null and s.suspended_at is null
order by s.priority, s.source_id
for update of s;

-- name: tell_runs_moved :exec
select pg_notify('run', jsonb_build_object('id', x.id, 'dataset', x.dataset_id)::text) from jsonb_to_recordset($runs::jsonb) as x (id bigint, dataset_id bigint);
