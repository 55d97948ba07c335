-- name: find_closed_picture :maybe
-- The datasets at the end of a day that is over, by due date; JSON because the driver reads it faster than PostgreSQL arrays.
select to_json(c.dataset_ids) as "dataset_ids!", to_json(c.due_on) as "due_on!", c.marks as "marks!", c.datasets as "datasets!", c.linked as "linked!",
  c.fresh as "fresh!", c.stale as "stale!", c.failing as "failing!", c.held as "held!", c.overdue as "overdue!", c.planned as "planned!"
from plans.closed_day c
where c.day = $day::date;

-- name: take_picture :one
-- The same, from the standings, at any moment.
select to_json(p.dataset_ids) as "dataset_ids!", to_json(p.due_on) as "due_on!", p.marks as "marks!", p.datasets as "datasets!", p.linked as "linked!",
  p.fresh as "fresh!", p.stale as "stale!", p.failing as "failing!", p.held as "held!", p.overdue as "overdue!", p.planned as "planned!"
from plans.picture_at($at::timestamptz) p;

-- name: find_first_day :maybe
-- The day on which the first dataset entered the catalogue: no week before it has anything to count.
select (min(d.created_at) at time zone 'Asia/Bangkok')::date as first_on
from catalog.dataset_v1 d;

-- name: list_week_totals :many
-- Totals at the end of each of the given days; a day not closed yet is counted from the standings.
select w.day as "on!", p.datasets as "datasets!", p.linked as "linked!", p.fresh as "fresh!", p.stale as "stale!", p.failing as "failing!",
  p.held as "held!", p.overdue as "overdue!", p.planned as "planned!"
from unnest($days::date[]) as w (day)
join plans.closed_day p on p.day = w.day
union all
select w.day, p.datasets, p.linked, p.fresh, p.stale, p.failing, p.held, p.overdue, p.planned
from unnest($days::date[]) as w (day)
cross join lateral plans.picture_at(plans.end_of(w.day)) p
where not exists (select from plans.closed_day c where c.day = w.day)
order by 1;

-- name: select_catalogue_revision :one
select r.value as "value!" from catalog.revision_v1 r;

-- name: list_titles :many
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!"
from catalog.dataset_v1 d;

-- name: list_moves_after :many
-- Datasets that went to another agency after a moment, with the agency they were of at that moment.
select distinct on (m.dataset_id) m.dataset_id as "dataset_id!", m.from_agency_id as "from_agency_id!"
from catalog.dataset_move_v1 m
where m.recorded_at > $at::timestamptz
order by m.dataset_id, m.recorded_at, m.id;
