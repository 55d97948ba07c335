-- name: list_calendar_moves :many
-- Moves of open due dates by the calendar that are not followed yet, oldest first; what is linked is due no more.
select e.id as "dataset_id!", m.change_id as "change_id!", m.day as "day!", m.closes as "closes!", m.name_th as "name_th!", m.name_en as "name_en!",
  m.moved_to = d.first_due_on as "back!", m.moved_to as "moved_to!"
from calendar.deadline_move_v1 m
join calendar.deadline_v1 d on d.id = m.deadline_id
cross join lateral (select substr(m.reference, 9)::bigint as id) e
join plans.last_standing s on s.dataset_id = e.id and not s.linked
where m.room = 'plans' and m.reference like 'dataset:%' and d.ended_at is null
  and m.change_id > coalesce((select max(x.calendar_change_id) from plans.due_event x where x.dataset_id = e.id), 0)
order by e.id, m.change_id
limit 2000;

-- name: find_chosen_due_date :maybe
-- The due date that a person chose last.
select e.due_on as "due_on!"
from plans.due_event e
where e.dataset_id = $dataset_id::bigint and e.calendar_change_id is null
order by e.effective_at desc, e.id desc
limit 1;

-- name: insert_moved_due_event :exec
insert into plans.due_event (dataset_id, due_on, reason, actor, effective_at, recorded_at, calendar_change_id)
values ($dataset_id::bigint, $due_on::date, $reason::text, $actor::text, $now::timestamptz, $now::timestamptz, $change_id::bigint);

-- name: list_due_dates_without_deadline :many
-- Due dates that the calendar does not keep yet: set before it kept any.
select s.dataset_id as "dataset_id!", s.due_on as "due_on!"
from plans.last_standing s
join catalog.dataset_v1 d on d.id = s.dataset_id and d.archived_at is null
where not s.linked and s.due_on is not null
  and not exists (select from calendar.deadline_v1 x where x.room = 'plans' and x.reference = 'dataset:' || s.dataset_id and x.ended_at is null)
limit 2000;

-- name: list_deadlines_over :many
-- Deadlines of datasets that are linked by now: what the calendar does later moves them no more.
select x.reference as "reference!"
from plans.last_standing s
join calendar.deadline_v1 x on x.room = 'plans' and x.reference = 'dataset:' || s.dataset_id and x.ended_at is null
where s.linked
limit 2000;
