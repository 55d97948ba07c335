-- name: list_committees_at :many
-- Every committee, or one, as the newest version recorded by a moment says.
select c.id as "id!", v.version as "version!", v.name_th as "name_th!", v.name_en as "name_en!", v.began_on as "began_on!", v.ended_on, v.members as "members!",
  v.actor as "actor!", v.recorded_at as "recorded_at!"
from meetings.committee c
cross join lateral (
  select * from meetings.committee_version x where x.committee_id = c.id and x.recorded_at <= $at::timestamptz order by x.version desc limit 1
) v
where $id::bigint is null or c.id = $id::bigint
order by v.name_th collate "th-x-icu", c.id;

-- name: list_meetings_at :many
-- Meetings with their details and what became of them, as known at a moment; newest first.
select m.id as "id!", m.committee_id as "committee_id!", m.year as "year!", m.number as "number!", d.content as "details!",
  coalesce((select jsonb_object_agg(s.kind, jsonb_build_object('at', s.recorded_at, 'by', s.actor, 'note', s.note, 'minutesVersion', s.minutes_version, 'adoptedAt', s.adopted_at_meeting) order by s.id)
    from meetings.meeting_step s where s.meeting_id = m.id and s.recorded_at <= $at::timestamptz), '{}') as "steps!",
  (select max(p.version) from meetings.meeting_part p where p.meeting_id = m.id and p.part = 'minutes' and p.recorded_at <= $at::timestamptz) as minutes_version,
  (select count(*)::int from meetings.task t where t.meeting_id = m.id and t.recorded_at <= $at::timestamptz) as "tasks!"
from meetings.meeting m
cross join lateral (
  select x.content from meetings.meeting_part x where x.meeting_id = m.id and x.part = 'details' and x.recorded_at <= $at::timestamptz order by x.version desc limit 1
) d
where m.recorded_at <= $at::timestamptz and ($id::bigint is null or m.id = $id::bigint) and ($committee_id::bigint is null or m.committee_id = $committee_id::bigint)
order by d.content ->> 'heldOn' desc, m.id desc;

-- name: list_parts_at :many
-- What was last said of each part of a meeting by a moment.
select distinct on (p.part) p.part as "part!", p.version as "version!", p.content as "content!", p.actor as "actor!", p.recorded_at as "recorded_at!"
from meetings.meeting_part p
where p.meeting_id = $meeting_id::bigint and p.recorded_at <= $at::timestamptz
order by p.part, p.version desc;

-- name: list_part_history :many
select p.part as "part!", p.version as "version!", p.reason, p.actor as "actor!", p.recorded_at as "recorded_at!"
from meetings.meeting_part p
where p.meeting_id = $meeting_id::bigint
order by p.recorded_at desc, p.part, p.version desc
limit 200;

-- name: list_printings :many
select p.id as "id!", p.part as "part!", p.format as "format!", p.as_of as "as_of!", p.figures_sha256 as "figures_sha256!", p.file_sha256 as "file_sha256!", p.actor as "actor!", p.recorded_at as "recorded_at!"
from meetings.printing p
where p.meeting_id = $meeting_id::bigint and ($id::bigint is null or p.id = $id::bigint)
order by p.id desc
limit 200;

-- name: list_tasks_at :many
-- Tasks with everything said of them by a moment, and every move of their deadlines by declared days off.
select t.id as "id!", t.meeting_id as "meeting_id!", m.committee_id as "committee_id!", m.year as "year!", m.number as "number!", t.item as "item!", t.title as "title!",
  coalesce((select s.successor_id from organisations.succession_v1 s where s.agency_id = t.agency_id and s.taken_at <= $at::timestamptz order by s.taken_at desc limit 1), t.agency_id) as "agency_id!",
  t.person_id, t.plan_slug, t.project_id, t.recorded_at as "recorded_at!",
  coalesce((select jsonb_agg(d.dataset_id order by d.dataset_id) from meetings.task_dataset d where d.task_id = t.id), '[]') as "dataset_ids!",
  coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'note', e.note, 'dueOn', e.due_on, 'earlierMoves', e.earlier_moves, 'by', e.actor, 'at', e.recorded_at) order by e.id)
    from meetings.task_event e where e.task_id = t.id), '[]') as "events!",
  coalesce((select jsonb_agg(jsonb_build_object('movedTo', v.moved_to, 'at', v.at) order by v.change_id)
    from calendar.deadline_move_v1 v where v.room = 'meetings' and v.reference = 'task:' || t.id), '[]') as "moves!",
  (select p.given_th || ' ' || p.family_th from organisations.person_v1 p where p.id = t.person_id) as person_name
from meetings.task t
join meetings.meeting m on m.id = t.meeting_id
where t.recorded_at <= $at::timestamptz and ($id::bigint is null or t.id = $id::bigint) and ($meeting_id::bigint is null or t.meeting_id = $meeting_id::bigint)
  and ($committee_id::bigint is null or m.committee_id = $committee_id::bigint)
order by t.id;

-- name: list_open_deadlines :many
-- Tasks whose deadline still moves with the calendar.
select d.reference as "reference!" from calendar.deadline_v1 d where d.room = 'meetings' and d.ended_at is null;
