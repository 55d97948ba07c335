-- name: lock_standing :exec
-- One writer at a time per dataset: the standing is computed from facts that must all be seen.
select pg_advisory_xact_lock(hashtextextended('plans.standing', $dataset_id::bigint));

-- name: restate :exec
-- Computes from the facts what holds now; a change is a new row, a mere confirmation moves the last row's promise on.
with last as (
  select s.* from plans.standing s
  where s.dataset_id = $dataset_id::bigint
  order by s.recorded_at desc
  limit 1
), due as (
  select e.due_on from plans.due_event e
  where e.dataset_id = $dataset_id::bigint
  order by e.effective_at desc, e.id desc
  limit 1
), promise as (
  select e.promise_hours, e.max_data_age_days from plans.promise_event e
  where e.dataset_id = $dataset_id::bigint
  order by e.effective_at desc, e.id desc
  limit 1
), health as (
  select e.health from plans.health_event e
  where e.dataset_id = $dataset_id::bigint
  order by e.recorded_at desc, e.id desc
  limit 1
), release as (
  select r.number, r.published_at, r.data_as_of, exists (select from plans.backfilled_run b where b.run_id = r.run_id) as backfilled
  from lake.current_release_v1 r
  where r.dataset_id = $dataset_id::bigint
), facts as (
  select
    greatest($now::timestamptz, last.recorded_at) as recorded_at,
    due.due_on,
    release.number is not null as linked,
    release.number as release_number,
    coalesce(health.health, 'ok') as health,
    case
      when release.number is not null then 'done'
      when health.health in ('held', 'rejected') then health.health
      when exists (select from promise) then 'run'
      when exists (select from plans.source_fact f where f.dataset_id = $dataset_id::bigint) then 'contract'
      else 'no-source' end as step,
    promise.promise_hours,
    promise.max_data_age_days,
    -- A release that a backfill made leaves the dataset as fresh as it was.
    case when release.number is not null then coalesce(greatest(
      case when not release.backfilled then release.published_at end, $confirmed_at::timestamptz,
      case when last.release_number = release.number or release.backfilled then last.confirmed_at end), release.published_at) end as confirmed_at,
    release.data_as_of
  from (select) as one
  left join last on true
  left join due on true
  left join promise on true
  left join health on true
  left join release on true
), dated as (
  select f.*, case when f.linked then coalesce(
    least(f.confirmed_at + f.promise_hours * interval '1 hour', plans.end_of(f.data_as_of + f.max_data_age_days)), 'infinity') end as fresh_until
  from facts f
), judged as (
  select d.*,
    (d.due_on, d.linked, d.health, d.step, d.promise_hours, d.max_data_age_days)
      is not distinct from (last.due_on, last.linked, last.health, last.step, last.promise_hours, last.max_data_age_days) as same,
    (d.release_number, d.confirmed_at, d.data_as_of, d.fresh_until)
      is not distinct from (last.release_number, last.confirmed_at, last.data_as_of, last.fresh_until) as confirmed_before,
    coalesce(d.recorded_at <= last.fresh_until and d.fresh_until >= last.fresh_until, false) as still_kept,
    last.recorded_at as last_recorded_at
  from dated d
  left join last on true
), moved as (
  update plans.standing s
  set release_number = j.release_number, confirmed_at = j.confirmed_at, data_as_of = j.data_as_of, fresh_until = j.fresh_until
  from judged j
  where s.dataset_id = $dataset_id::bigint and s.recorded_at = j.last_recorded_at
    and j.same and j.still_kept and not j.confirmed_before
)
insert into plans.standing (dataset_id, recorded_at, due_on, linked, release_number, health, step, promise_hours, max_data_age_days, confirmed_at, data_as_of, fresh_until)
select $dataset_id::bigint, j.recorded_at, j.due_on, j.linked, j.release_number, j.health, j.step, j.promise_hours, j.max_data_age_days, j.confirmed_at, j.data_as_of, j.fresh_until
from judged j
where j.last_recorded_at is null or not (j.same and (j.still_kept or j.confirmed_before))
on conflict (dataset_id, recorded_at) do update
set due_on = excluded.due_on, linked = excluded.linked, release_number = excluded.release_number, health = excluded.health, step = excluded.step,
  promise_hours = excluded.promise_hours, max_data_age_days = excluded.max_data_age_days, confirmed_at = excluded.confirmed_at,
  data_as_of = excluded.data_as_of, fresh_until = excluded.fresh_until;

-- name: insert_promise :exec
insert into plans.promise_event (dataset_id, promise_hours, max_data_age_days, effective_at, recorded_at)
select $dataset_id::bigint, $promise_hours::int, $max_data_age_days::int, $effective_at::timestamptz, $now::timestamptz
where not exists (
  select from (
    select e.* from plans.promise_event e where e.dataset_id = $dataset_id::bigint order by e.effective_at desc, e.id desc limit 1
  ) last
  where (last.promise_hours, last.max_data_age_days) is not distinct from ($promise_hours::int, $max_data_age_days::int)
);

-- name: insert_health :exec
-- Only a change is a fact, and a run that ended earlier than what is known changes nothing.
insert into plans.health_event (dataset_id, health, since, recorded_at, run_id, code)
select $dataset_id::bigint, $health::text, $since::timestamptz, $now::timestamptz, $run_id::bigint, $code::text
where not exists (
  select from (
    select e.* from plans.health_event e where e.dataset_id = $dataset_id::bigint order by e.recorded_at desc, e.id desc limit 1
  ) last
  where last.health = $health::text or last.since > $since::timestamptz
);

-- name: insert_source_fact :exec
insert into plans.source_fact (dataset_id, recorded_at) values ($dataset_id::bigint, $now::timestamptz)
on conflict do nothing;

-- name: list_datasets_behind_lake :many
-- Datasets whose current release is not the one their standing knows: an event was lost or is still on its way.
select d.id as "id!"
from catalog.dataset_v1 d
left join lake.current_release_v1 r on r.dataset_id = d.id
left join lateral (
  select s.release_number from plans.standing s where s.dataset_id = d.id order by s.recorded_at desc limit 1
) s on true
where r.number is distinct from s.release_number
limit 1000;
