-- name: list_unclosed_weeks :many
-- Sundays that are over, from the first dataset on, and not counted yet. Five minutes are left for transactions still under way.
select w.day::date as "ends_on!"
from generate_series(
  date_trunc('week', (select min(d.created_at) at time zone 'Asia/Bangkok' from catalog.dataset_v1 d)) + interval '6 days',
  ($now::timestamptz - interval '5 minutes') at time zone 'Asia/Bangkok' - interval '1 day',
  interval '7 days') as w (day)
where not exists (select from plans.closed_week c where c.ends_on = w.day::date)
order by w.day
limit $limit::int;

-- name: insert_closed_weeks :exec
insert into plans.closed_week (ends_on, datasets, linked, fresh, stale, failing, held, overdue, planned)
select * from jsonb_to_recordset($weeks::jsonb)
  as w (ends_on date, datasets int, linked int, fresh int, stale int, failing int, held int, overdue int, planned int)
on conflict (ends_on) do nothing;

-- name: dangerously_delete_closed_weeks :exec
delete from plans.closed_week;
