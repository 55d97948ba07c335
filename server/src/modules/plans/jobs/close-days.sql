-- name: list_unclosed_days :many
-- Days that are over, from the first dataset on, and not closed yet. Five minutes are left for transactions still under way.
select w.day::date as "day!"
from generate_series(
  (select min(d.created_at) at time zone 'Asia/Bangkok' from catalog.dataset_v1 d)::date,
  (($now::timestamptz - interval '5 minutes') at time zone 'Asia/Bangkok')::date - 1,
  interval '1 day') as w (day)
where not exists (select from plans.closed_day c where c.day = w.day::date)
order by w.day
limit $limit::int;

-- name: close_day :exec
insert into plans.closed_day (day, dataset_ids, due_on, marks, datasets, linked, fresh, stale, failing, held, overdue, planned)
select $day::date, p.dataset_ids, p.due_on, p.marks, p.datasets, p.linked, p.fresh, p.stale, p.failing, p.held, p.overdue, p.planned
from plans.picture_at(plans.end_of($day::date)) p
on conflict (day) do nothing;

-- name: dangerously_delete_closed_days :exec
delete from plans.closed_day;
