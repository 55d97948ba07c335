-- name: find_pause :maybe
select c.paused_at as "at!", c.paused_by as "by!", c.reason as "reason!" from linkage.control c where c.paused_at is not null;

-- name: set_pause :maybe
update linkage.control set paused_at = now(), paused_by = $by::text, reason = $reason::text where paused_at is null returning paused_at as "at!";

-- name: lift_pause :maybe
with was as (select c.paused_at, c.reason from linkage.control c where c.paused_at is not null for update)
update linkage.control set paused_at = null, paused_by = null, reason = null from was
returning was.paused_at as "at!", was.reason as "reason!";

-- name: tell_workers :exec
-- Work may be waiting: workers look at once.
select pg_notify('run', '{}');

-- name: count_waiting :many
select r.priority as "priority!", count(*)::int as "count!", min(r.created_at) as "oldest_at!"
from linkage.run r
where r.state in ('queued', 'retry_wait') and coalesce(r.retry_at, now()) <= now()
group by r.priority
order by r.priority;

-- name: count_put_off :one
select count(*)::int as "count!", min(r.retry_at) as next_at from linkage.run r where r.state in ('queued', 'retry_wait') and r.retry_at > now();

-- name: count_held :one
select count(*)::int as "count!", min(r.created_at) as oldest_at from linkage.run r where r.state = 'held';

-- name: list_runs_in_hand :many
-- At most one a dataset, and one a worker.
select r.id as "id!", r.state as "state!", r.worker, r.attempt as "attempt!", r.started_at, d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!"
from linkage.run r
join catalog.dataset_v1 d on d.id = r.dataset_id
where r.state in ('claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing')
order by r.started_at
limit 200;

-- name: list_failing_sources :many
-- Sources in use whose last run failed, or whose schedule the house stopped: those that stand still first, then those that brought nothing for longest.
-- Times in a row are counted among the last hundred runs of a source.
with failing as (
  select s.id, s.dataset_id, s.name, s.kind, s.summary, s.last_fetched_at, c.suspended_at, c.suspended_problem, l.state, count(*) over () as failing, count(c.suspended_at) over () as suspended
  from linkage.source s
  left join linkage.schedule c on c.source_id = s.id
  left join lateral (
    select r.state from linkage.run r
    where r.source_id = s.id and r.state in ('published', 'held', 'no_change', 'rejected', 'failed', 'superseded')
    order by r.id desc limit 1
  ) l on true
  where s.retired_at is null and (l.state = 'failed' or c.suspended_at is not null)
  order by c.suspended_at is null, s.last_fetched_at nulls first, s.id
  limit $limit::int
)
select f.id as "id!", coalesce(f.name, f.summary) as "name!", f.kind as "kind!", f.suspended_at, f.suspended_problem, f.last_fetched_at, f.failing::int as "failing!", f.suspended::int as "suspended!",
  d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!", p.run_id, p.problem, coalesce(t.times, 0)::int as "times!", t.since
from failing f
join catalog.dataset_v1 d on d.id = f.dataset_id
left join lateral (
  select r.id as run_id, r.problem from linkage.run r
  where r.source_id = f.id and r.state in ('published', 'held', 'no_change', 'rejected', 'failed', 'superseded') and f.state = 'failed'
  order by r.id desc limit 1
) p on true
left join lateral (
  select count(*) as times, min(h.finished_at) as since
  from (
    select r.finished_at, bool_or(r.state <> 'failed') over (order by r.id desc) as ended_well
    from (
      select e.id, e.state, e.finished_at from linkage.run e
      where e.source_id = f.id and e.state in ('published', 'held', 'no_change', 'rejected', 'failed', 'superseded')
      order by e.id desc limit 100
    ) r
  ) h
  where not h.ended_well
) t on true
order by f.suspended_at is null, t.times desc nulls last, f.last_fetched_at nulls first, f.id;

-- name: list_slowest_runs :many
-- The ten that took longest among those that ended within seven days; a day gives at most ten, so that only eighty are compared.
select r.id as "id!", r.state as "state!", r.started_at as "started_at!", r.finished_at as "finished_at!", (extract(epoch from r.finished_at - r.started_at) * 1000)::bigint as "ms!", r.attempt as "attempt!", r.steps as "steps!",
  d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!"
from generate_series(0, 7) back
cross join lateral (
  select s.* from linkage.run s
  where (s.finished_at at time zone 'UTC')::date = (now() at time zone 'UTC')::date - back
    and s.started_at is not null and s.decision is null and s.state in ('published', 'no_change', 'failed')
  order by s.finished_at - s.started_at desc limit 10
) r
join catalog.dataset_v1 d on d.id = r.dataset_id
where r.finished_at > now() - interval '7 days'
order by r.finished_at - r.started_at desc
limit 10;

-- name: measure_raw :one
-- Raw bytes that are kept, the same bytes once.
select coalesce(sum(w.bytes), 0)::bigint as "bytes!", count(*)::int as "objects!"
from (select distinct on (r.object_key) r.bytes from linkage.raw r where r.purged_at is null order by r.object_key) w;
