-- Deadlines of every room, reckoned by this calendar, and the changes of the calendar that move them.

-- A working day that became a day off, or the other way round. A second name on a day that is off already changes nothing and has no row.
create table calendar.change (
  id bigint generated always as identity constraint change_pk primary key,
  day date not null,
  closes boolean not null,
  day_off_id bigint not null constraint change_day_off_exists references calendar.day_off (id),
  at timestamptz not null default now(),
  -- Open deadlines that it moved, by room.
  moved jsonb not null default '{}'
);

-- A due day and how it is reckoned: the `step`-th working day after `base_on`. Deadlines share it, so that a change of the calendar moves
-- some thousand terms and not a million deadlines.
create table calendar.term (
  id bigint generated always as identity constraint term_pk primary key,
  base_on date not null,
  step int not null constraint term_goes_on check (step >= 1),
  due_on date not null,
  constraint term_is_kept_once unique (base_on, step),
  constraint term_ends_after_its_base check (due_on > base_on)
);
create index term_by_due_day on calendar.term (due_on);

create table calendar.term_move (
  term_id bigint not null constraint term_move_term_exists references calendar.term (id),
  change_id bigint not null constraint term_move_change_exists references calendar.change (id),
  was_on date not null,
  moved_to date not null,
  constraint term_move_pk primary key (term_id, change_id)
);

create table calendar.deadline (
  id bigint generated always as identity constraint deadline_pk primary key,
  room text not null,
  -- What it is about in that room, e.g. `request:12`.
  reference text not null,
  from_on date not null,
  count int not null constraint deadline_counts_from_one check (count between 1 and 3650),
  -- So many calendar days that end on a day off end on the next working day (Administrative Procedure Act B.E. 2539, section 64).
  unit text not null constraint deadline_unit_is_known check (unit in ('working', 'calendar')),
  term_id bigint not null constraint deadline_term_exists references calendar.term (id),
  first_due_on date not null,
  because_th text not null,
  because_en text not null,
  -- The last change of the calendar that was known when it was reckoned: later ones are why it moved.
  known_change bigint not null,
  -- Where it stood before its room gave it other time, oldest first.
  given jsonb not null default '[]',
  set_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Where it stood when it ended: it moves no more.
  ended_due_on date,
  constraint deadline_is_set_once unique (room, reference),
  constraint ended_deadline_keeps_its_day check ((ended_at is null) = (ended_due_on is null))
);
create index open_deadline_by_term on calendar.deadline (term_id) where ended_at is null;

create view calendar.deadline_v1 as
select d.id, d.room, d.reference, d.from_on, d.count, d.unit, d.first_due_on, coalesce(d.ended_due_on, t.due_on) as due_on, d.because_th, d.because_en, d.set_at, d.ended_at
from calendar.deadline d join calendar.term t on t.id = d.term_id;

-- Why an open deadline stands where it does: every move with the day off behind it.
create view calendar.deadline_move_v1 as
select d.id as deadline_id, d.room, d.reference, m.was_on, m.moved_to, c.id as change_id, c.day, c.closes, f.name_th, f.name_en, f.source, c.at
from calendar.deadline d
join calendar.term_move m on m.term_id = d.term_id and m.change_id > d.known_change
join calendar.change c on c.id = m.change_id and (d.ended_at is null or c.at <= d.ended_at)
join calendar.day_off f on f.id = c.day_off_id;
