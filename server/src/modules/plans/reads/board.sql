-- name: list_cells :many
-- Every dataset of the catalogue at the moment $at with its due date, state and step as recorded by then.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!", s.due_on, coalesce(s.step, 'no-source') as "step!",
  plans.state_of(coalesce(s.linked, false), s.health, s.fresh_until, s.due_on, $at::timestamptz) as "state!"
from catalog.dataset_v1 d
left join lateral (
  select x.due_on, x.linked, x.health, x.step, x.fresh_until
  from plans.standing x
  where x.dataset_id = d.id and x.recorded_at <= $at::timestamptz
  order by x.recorded_at desc
  limit 1
) s on true
where d.created_at <= $at::timestamptz and (d.archived_at is null or d.archived_at > $at::timestamptz)
order by s.due_on nulls last, d.id;

-- name: find_first_day :maybe
-- The day on which the first dataset entered the catalogue: no week before it has anything to count.
select (min(d.created_at) at time zone 'Asia/Bangkok')::date as first_on
from catalog.dataset_v1 d;

-- name: list_closed_weeks :many
select w.ends_on as "ends_on!", w.datasets as "datasets!", w.linked as "linked!", w.fresh as "fresh!", w.stale as "stale!", w.failing as "failing!",
  w.held as "held!", w.overdue as "overdue!", w.planned as "planned!"
from plans.closed_week w
where w.ends_on >= $from_on::date and w.ends_on < $until_on::date
order by w.ends_on;

-- name: count_weeks :many
-- Totals at the end of each of the given days, from the standings: the definition that plans.closed_week keeps.
select w.ends_on as "ends_on!", count(*)::int as "datasets!",
  (count(*) filter (where w.linked))::int as "linked!",
  (count(*) filter (where w.state = 'fresh'))::int as "fresh!",
  (count(*) filter (where w.state = 'stale'))::int as "stale!",
  (count(*) filter (where w.state = 'failing'))::int as "failing!",
  (count(*) filter (where w.state = 'held'))::int as "held!",
  (count(*) filter (where w.state = 'overdue'))::int as "overdue!",
  (count(*) filter (where w.state = 'planned'))::int as "planned!"
from (
  select week.ends_on, coalesce(s.linked, false) as linked,
    plans.state_of(coalesce(s.linked, false), s.health, s.fresh_until, s.due_on, plans.end_of(week.ends_on)) as state
  from unnest($days::date[]) as week (ends_on)
  join catalog.dataset_v1 d on d.created_at <= plans.end_of(week.ends_on) and (d.archived_at is null or d.archived_at > plans.end_of(week.ends_on))
  left join lateral (
    select x.due_on, x.linked, x.health, x.fresh_until
    from plans.standing x
    where x.dataset_id = d.id and x.recorded_at <= plans.end_of(week.ends_on)
    order by x.recorded_at desc
    limit 1
  ) s on true
) w
group by w.ends_on
order by w.ends_on;
