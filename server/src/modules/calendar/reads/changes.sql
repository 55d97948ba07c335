-- name: list_changes :many
-- Changes of the calendar that moved deadlines, newest first.
select c.id as "id!", c.day as "day!", c.closes as "closes!", c.at as "at!", c.moved as "moved!", c.day_off_id as "day_off_id!", c.name_th as "name_th!", c.name_en as "name_en!", c.source as "source!", c.by as "by!", c.reason
from calendar.change_v1 c
where c.moved <> '{}' and ($id::bigint is null or c.id = $id::bigint) and ($before::bigint is null or c.id < $before::bigint)
order by c.id desc
limit $limit::int;

-- name: list_moved_deadlines :many
-- Deadlines that one change moved, of some agencies (null: all) and one room if wanted; the earliest new day first.
select m.deadline_id as "deadline_id!", m.room as "room!", m.reference as "reference!", m.was_on as "was_on!", m.moved_to as "moved_to!", m.first_due_on as "first_due_on!", m.ended_at,
  m.agency_id, m.what_th, m.what_en, m.link, m.because_th as "because_th!", m.because_en as "because_en!"
from calendar.deadline_move_v1 m
where m.change_id = $change_id::bigint and ($room::text is null or m.room = $room::text) and ($agencies::text[] is null or m.agency_id = any ($agencies::text[]))
  and ($after_on::date is null or (m.moved_to, m.deadline_id) > ($after_on::date, $after_id::bigint))
order by m.moved_to, m.deadline_id
limit $limit::int;

-- name: count_moved_deadlines :many
select m.room as "room!", count(*)::int as "count!"
from calendar.deadline_move_v1 m
where m.change_id = $change_id::bigint and ($agencies::text[] is null or m.agency_id = any ($agencies::text[]))
group by m.room
order by m.room;

-- name: find_deadline_agency :maybe
select d.agency_id, d.link from calendar.deadline d where d.room = $room::text and d.reference = $reference::text;
