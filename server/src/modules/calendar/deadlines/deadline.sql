-- name: share_calendar :exec
-- The calendar stays as it is until the deadlines reckoned with it are written.
select pg_advisory_xact_lock_shared(7402569);

-- name: lock_calendar :exec
select pg_advisory_xact_lock(7402569);

-- name: last_change :one
select coalesce(max(c.id), 0) as "known!" from calendar.change c;

-- name: insert_terms :exec
insert into calendar.term (base_on, step, due_on)
select distinct x.base_on, x.step, x.due_on from jsonb_to_recordset($terms::jsonb) as x (base_on date, step int, due_on date)
on conflict on constraint term_is_kept_once do nothing;

-- name: insert_deadlines :many
-- One that is there already is given other time by its room: the first day stays.
insert into calendar.deadline as d (room, reference, from_on, count, unit, term_id, first_due_on, because_th, because_en, known_change, agency_id, what_th, what_en, link)
select x.room, x.reference, x.from_on, x.count, x.unit, t.id, t.due_on, x.because_th, x.because_en, $known::bigint, x.agency_id, x.what_th, x.what_en, x.link
from jsonb_to_recordset($deadlines::jsonb) as x (room text, reference text, from_on date, count int, unit text, base_on date, step int, because_th text, because_en text, agency_id text, what_th text, what_en text, link text)
join calendar.term t on t.base_on = x.base_on and t.step = x.step
on conflict on constraint deadline_is_set_once do update set
  from_on = excluded.from_on, count = excluded.count, unit = excluded.unit, term_id = excluded.term_id, because_th = excluded.because_th, because_en = excluded.because_en,
  agency_id = coalesce(excluded.agency_id, d.agency_id), what_th = coalesce(excluded.what_th, d.what_th), what_en = coalesce(excluded.what_en, d.what_en), link = coalesce(excluded.link, d.link),
  -- The same day keeps the moves that led to it.
  known_change = case when d.term_id = excluded.term_id then d.known_change else excluded.known_change end, ended_at = null, ended_due_on = null,
  given = case when d.term_id = excluded.term_id then d.given else d.given || jsonb_build_object(
    'wasOn', coalesce(d.ended_due_on, (select o.due_on from calendar.term o where o.id = d.term_id)), 'movedTo', excluded.first_due_on, 'at', now()) end
returning d.reference as "reference!", d.first_due_on as "first_due_on!", (select t.due_on from calendar.term t where t.id = d.term_id) as "due_on!";

-- name: end_deadlines :exec
update calendar.deadline d set ended_at = now(), ended_due_on = t.due_on
from calendar.term t
where t.id = d.term_id and d.room = $room::text and d.reference = any ($references::text[]) and d.ended_at is null;

-- name: find_deadline :maybe
select d.id as "id!", d.from_on as "from_on!", d.count as "count!", d.unit as "unit!", d.first_due_on as "first_due_on!", coalesce(d.ended_due_on, t.due_on) as "due_on!",
  d.because_th as "because_th!", d.because_en as "because_en!", d.given as "given!", d.ended_at
from calendar.deadline d join calendar.term t on t.id = d.term_id
where d.room = $room::text and d.reference = $reference::text;

-- name: list_moves :many
select m.was_on as "was_on!", m.moved_to as "moved_to!", m.day as "day!", m.closes as "closes!", m.name_th as "name_th!", m.name_en as "name_en!", m.source as "source!", m.at as "at!"
from calendar.deadline_move_v1 m
where m.deadline_id = $id::bigint
order by m.change_id;

-- name: insert_changes :many
-- Of what was declared or withdrawn just now, the days on which offices really close or open: no week end, no day with another live name.
insert into calendar.change (day, closes, day_off_id)
select d.day, $closes::boolean, min(d.id)
from calendar.day_off d
where d.id = any ($ids::bigint[]) and extract(isodow from d.day) <= 5
  and not exists (select from calendar.day_off o where o.day = d.day and o.withdrawn_at is null and o.id <> all ($ids::bigint[]))
group by d.day
order by d.day
returning id as "id!", day as "day!", closes as "closes!";

-- name: move_terms :one
-- Terms whose time contains the day, by number of working day in the calendar as this change left it; days of the same load that come after it are undone.
with span as (
  select min(t.base_on) as first, max(t.due_on) + 60 as last from calendar.term t where t.base_on < $day::date and t.due_on >= $day::date
), open_day as (
  select g.day::date as day, extract(isodow from g.day) <= 5 and coalesce(l.closes, o.day is null) as works
  from span s
  cross join generate_series(s.first::timestamp, s.last::timestamp, interval '1 day') as g (day)
  left join (select distinct on (c.day) c.day, c.closes from calendar.change c where c.id > $id::bigint order by c.day, c.id) l on l.day = g.day::date
  left join calendar.day_off_v1 o on o.day = g.day::date
), numbered as materialized (
  select o.day, o.works, count(*) filter (where o.works) over (order by o.day) as number from open_day o
), due as materialized (
  select t.id, t.due_on as was_on, w.day as moved_to
  from calendar.term t
  join numbered b on b.day = t.base_on
  join numbered w on w.works and w.number = b.number + t.step
  where t.base_on < $day::date and t.due_on >= $day::date and w.day <> t.due_on
), noted as (
  insert into calendar.term_move (term_id, change_id, was_on, moved_to) select d.id, $id::bigint, d.was_on, d.moved_to from due d
), moved as (
  update calendar.term t set due_on = d.moved_to from due d where d.id = t.id
), counted as (
  select x.room, count(*)::int as moved from calendar.deadline x join due d on d.id = x.term_id where x.ended_at is null group by x.room
)
select coalesce(jsonb_object_agg(c.room, c.moved), '{}') as "rooms!" from counted c;

-- name: note_moved :exec
update calendar.change set moved = $rooms::jsonb where id = $id::bigint;

-- name: move_agency_deadlines :exec
update calendar.deadline d set agency_id = $into_id::text where d.agency_id = $from_id::text and d.ended_at is null;
