-- name: put_schedule :exec
insert into linkage.schedule (source_id, dataset_id, rule, window_from, window_to, jitter_s, after_datasets, overlap, priority, grace_minutes, next_at, start_at, changed_by)
values ($source_id::bigint, $dataset_id::bigint, $rule::jsonb, $window_from::time, $window_to::time, $jitter_s::int, $after_datasets::bigint[], $overlap::text, $priority::int, $grace_minutes::int,
  $next_at::timestamptz, $start_at::timestamptz, $changed_by::text)
on conflict (source_id) do update
set rule = excluded.rule, window_from = excluded.window_from, window_to = excluded.window_to, jitter_s = excluded.jitter_s, after_datasets = excluded.after_datasets,
  overlap = excluded.overlap, priority = excluded.priority, grace_minutes = excluded.grace_minutes, next_at = excluded.next_at, start_at = excluded.start_at,
  changed_at = now(), changed_by = excluded.changed_by;

-- name: delete_schedule :maybe
delete from linkage.schedule where source_id = $source_id::bigint returning source_id as "source_id!";

-- name: pause_schedule :maybe
update linkage.schedule set paused_at = now(), paused_by = $by::text, paused_reason = $reason::text
where source_id = $source_id::bigint and paused_at is null returning source_id as "source_id!";

-- name: resume_schedule :maybe
-- Goes on from now: what passed meanwhile was not wanted.
update linkage.schedule
set paused_at = null, paused_by = null, paused_reason = null, suspended_at = null, suspended_problem = null, next_at = $next_at::timestamptz, start_at = $start_at::timestamptz
where source_id = $source_id::bigint and (paused_at is not null or suspended_at is not null) returning source_id as "source_id!";

-- name: suspend_schedule :maybe
update linkage.schedule set suspended_at = now(), suspended_problem = $problem::jsonb
where source_id = $source_id::bigint and suspended_at is null returning source_id as "source_id!", dataset_id as "dataset_id!";

-- name: find_schedule :maybe
select s.source_id as "source_id!", s.dataset_id as "dataset_id!", s.rule, s.window_from::text, s.window_to::text, s.jitter_s as "jitter_s!", s.after_datasets as "after_datasets!",
  s.overlap as "overlap!", s.priority as "priority!", s.grace_minutes as "grace_minutes!", s.next_at, s.start_at, s.paused_at, s.paused_by, s.paused_reason, s.suspended_at, s.suspended_problem,
  s.changed_at as "changed_at!", s.changed_by as "changed_by!",
  coalesce((select jsonb_agg(jsonb_build_object('slug', d.slug, 'titleTh', d.title_th, 'titleEn', d.title_en) order by d.slug) from catalog.dataset_v1 d where d.id = any (s.after_datasets)), '[]') as "waits_for!"
from linkage.schedule s
where s.source_id = $source_id::bigint;

-- name: is_waiting_in_circle :one
-- Whether one of the datasets is itself, however far back, started by releases of this one.
with recursive behind (dataset_id) as (
  select unnest($after_datasets::bigint[])
  union
  select unnest(s.after_datasets) from linkage.schedule s join behind b on s.dataset_id = b.dataset_id where s.source_id <> $source_id::bigint
)
select exists (select from behind b where b.dataset_id = $dataset_id::bigint) as "circle!";

-- name: list_datasets_by_slug :many
select d.id as "id!", d.slug as "slug!" from catalog.dataset_v1 d where d.slug = any ($slugs::text[]);

-- name: list_and_lock_schedules :many
-- Schedules whose next times are reckoned anew, because the calendar changed.
select s.source_id as "source_id!", s.rule, s.window_from::text, s.window_to::text, s.jitter_s as "jitter_s!", s.next_at
from linkage.schedule s
where s.rule is not null and s.next_at > $now::timestamptz
order by s.source_id
for update;

-- name: find_problem_before :maybe
-- How the run of a source before this one ended badly, if it did.
select r.problem ->> 'code' as code
from linkage.run r
where r.source_id = $source_id::bigint and r.id < $id::bigint and r.state in ('published', 'held', 'no_change', 'rejected', 'failed', 'superseded')
order by r.id desc
limit 1;

-- name: lift_suspension :exec
update linkage.schedule set suspended_at = null, suspended_problem = null where source_id = $source_id::bigint and suspended_at is not null;
