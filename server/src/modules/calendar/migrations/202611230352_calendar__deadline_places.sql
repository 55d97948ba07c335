-- Whose deadline it is, what it is about and where it is seen: so that whoever it concerns is told when the calendar moves it.
alter table calendar.deadline
  add column agency_id text,
  add column what_th text, add column what_en text,
  add column link text constraint deadline_leads_to_a_page check (link ~ '^/[^/]'),
  add constraint deadline_is_named_in_both check ((what_th is null) = (what_en is null));

create or replace view calendar.deadline_v1 as
select d.id, d.room, d.reference, d.from_on, d.count, d.unit, d.first_due_on, coalesce(d.ended_due_on, t.due_on) as due_on, d.because_th, d.because_en, d.set_at, d.ended_at,
  d.agency_id, d.what_th, d.what_en, d.link
from calendar.deadline d join calendar.term t on t.id = d.term_id;

create or replace view calendar.deadline_move_v1 as
select d.id as deadline_id, d.room, d.reference, m.was_on, m.moved_to, c.id as change_id, c.day, c.closes, f.name_th, f.name_en, f.source, c.at,
  d.agency_id, d.what_th, d.what_en, d.link, d.because_th, d.because_en, d.first_due_on, d.ended_at
from calendar.deadline d
join calendar.term_move m on m.term_id = d.term_id and m.change_id > d.known_change
join calendar.change c on c.id = m.change_id and (d.ended_at is null or c.at <= d.ended_at)
join calendar.day_off f on f.id = c.day_off_id;
create index term_move_by_change on calendar.term_move (change_id, term_id);

-- A change of the calendar with the day off behind it, who stands for it and how many open deadlines it moved in which room.
create view calendar.change_v1 as
select c.id, c.day, c.closes, c.at, c.moved, f.id as day_off_id, f.name_th, f.name_en, f.source, case when c.closes then f.declared_by else f.withdrawn_by end as by, case when not c.closes then f.withdrawn_reason end as reason
from calendar.change c join calendar.day_off f on f.id = c.day_off_id;
