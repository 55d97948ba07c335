-- name: list_moved_by_agency :many
-- Open deadlines that one change of the calendar moved, by agency: how many, and to which day the first goes.
select m.agency_id as "agency_id!", count(*)::int as "count!", min(m.moved_to) as "first_on!", min(m.day) as "day!", bool_and(m.closes) as "closes!", min(m.name_th) as "name_th!", min(m.name_en) as "name_en!"
from calendar.deadline_move_v1 m
where m.change_id = $change_id::bigint and m.agency_id is not null and m.ended_at is null
group by m.agency_id
order by m.agency_id;
