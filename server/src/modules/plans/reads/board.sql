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

-- name: list_closed_totals :many
-- Totals at the end of those of the given days that are closed.
select p.day as "on!", p.datasets as "datasets!", p.linked as "linked!", p.fresh as "fresh!", p.stale as "stale!", p.failing as "failing!",
  p.held as "held!", p.overdue as "overdue!", p.planned as "planned!"
from plans.closed_day p
where p.day = any ($days::date[])
order by p.day;

-- name: list_open_totals :many
-- The same of days that are not closed yet, counted from the standings.
select w.day as "on!", p.datasets as "datasets!", p.linked as "linked!", p.fresh as "fresh!", p.stale as "stale!", p.failing as "failing!",
  p.held as "held!", p.overdue as "overdue!", p.planned as "planned!"
from unnest($days::date[]) as w (day)
cross join lateral plans.picture_at(plans.end_of(w.day)) p
order by w.day;

-- name: select_catalogue_revision :one
select r.value as "value!" from catalog.revision_v1 r;

-- name: list_titles :many
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!", (d.created_at at time zone 'Asia/Bangkok')::date as "since!"
from catalog.dataset_v1 d;

-- name: list_moves_after :many
-- Datasets that went to another agency after a moment, with the agency they were of at that moment.
select distinct on (m.dataset_id) m.dataset_id as "dataset_id!", m.from_agency_id as "from_agency_id!"
from catalog.dataset_move_v1 m
where m.recorded_at > $at::timestamptz
order by m.dataset_id, m.recorded_at, m.id;
