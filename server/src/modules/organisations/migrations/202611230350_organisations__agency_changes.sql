-- Agencies are renamed, merged, split and ended by a document, from a day on. What was said stays; past days read what was recorded by then.

alter table organisations.agency
  add column begins_on date,                            -- null: from the beginning of the register
  add column ended_on date,                             -- the first day without it
  add column successor_id text constraint agency_successor_exists references organisations.agency (id),
  add constraint successor_follows_an_end check (successor_id is null or ended_on is not null),
  add constraint agency_does_not_follow_itself check (successor_id <> id);
-- An agency that is no more gives its short name back.
alter table organisations.agency drop constraint agency_abbr_th_is_unique, drop constraint agency_abbr_en_is_unique;
create unique index agency_abbr_th_is_unique on organisations.agency (abbr_th) where ended_on is null;
create unique index agency_abbr_en_is_unique on organisations.agency (abbr_en) where ended_on is null;

create table organisations.agency_change (
  id bigint generated always as identity constraint agency_change_pk primary key,
  agency_id text not null constraint agency_change_agency_exists references organisations.agency (id),
  kind text not null constraint agency_change_kind_is_known check (kind in ('rename', 'merge', 'split', 'end')),
  effective_on date not null,                           -- the first day on which it is so
  into_id text constraint agency_change_into_exists references organisations.agency (id),
  names jsonb,                                          -- of a renaming: nameTh, nameEn, abbrTh, abbrEn
  datasets text[] not null default '{}',                -- of a split: what goes to the other agency, by slug
  reason text not null constraint agency_change_says_why check (reason ~ '\S'),
  document_no text not null constraint agency_change_names_its_document check (document_no ~ '\S'),
  document_on date not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  taken_at timestamptz,                                 -- when it took effect here
  withdrawn_at timestamptz, withdrawn_by text, withdrawn_reason text,
  constraint merging_and_splitting_name_the_other check ((kind in ('merge', 'split')) = (into_id is not null)),
  constraint agency_is_not_changed_into_itself check (into_id <> agency_id),
  constraint renaming_names_it check ((kind = 'rename') = (names is not null)),
  constraint withdrawn_change_says_who_and_why check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null)),
  constraint taken_change_is_not_withdrawn check (taken_at is null or withdrawn_at is null)
);
create index agency_change_by_agency on organisations.agency_change (agency_id);
create index agency_change_by_other on organisations.agency_change (into_id) where into_id is not null;
create index agency_change_waiting on organisations.agency_change (effective_on) where taken_at is null and withdrawn_at is null;
-- An agency ends once, however many say so at the same time.
create unique index agency_ends_once on organisations.agency_change (agency_id) where kind in ('merge', 'end') and withdrawn_at is null;

-- What an agency was called from which day on.
create table organisations.agency_name (
  id bigint generated always as identity constraint agency_name_pk primary key,
  agency_id text not null constraint agency_name_agency_exists references organisations.agency (id),
  from_on date,                                         -- null: from the beginning
  name_th text not null, name_en text not null, abbr_th text not null, abbr_en text not null,
  change_id bigint constraint agency_name_change_exists references organisations.agency_change (id),
  recorded_at timestamptz not null default now()
);
create index agency_name_by_agency on organisations.agency_name (agency_id, from_on desc nulls last, id desc);
create trigger agency_names_never_change before update or delete on organisations.agency_name for each row execute function kernel.refuse_change();

insert into organisations.agency_name (agency_id, name_th, name_en, abbr_th, abbr_en)
select a.id, a.name_th, a.name_en, a.abbr_th, a.abbr_en from organisations.agency a;
create function organisations.begin_with_a_name() returns trigger language plpgsql as $$
begin
  insert into organisations.agency_name (agency_id, name_th, name_en, abbr_th, abbr_en) values (new.id, new.name_th, new.name_en, new.abbr_th, new.abbr_en);
  return null;
end $$;
create trigger agency_begins_with_a_name after insert on organisations.agency for each row execute function organisations.begin_with_a_name();

create or replace view organisations.agency_v1 as
select a.id, a.kind, a.abbr_th, a.abbr_en, a.name_th, a.name_en, a.domain, a.begins_on, a.ended_on, a.successor_id
from organisations.agency a;

create view organisations.agency_name_v1 as
select n.id, n.agency_id, n.from_on, n.name_th, n.name_en, n.abbr_th, n.abbr_en, n.recorded_at
from organisations.agency_name n;

-- Every appointment there was, with the day on which it ended or will end: who was there before, and since when nobody is.
create view organisations.appointment_v1 as
select a.id, a.post_id, a.person_id, a.kind, u.agency_id, p.responsible, p.roles, a.since, a.until, a.ended_at
from organisations.appointment a join organisations.post p on p.id = a.post_id join organisations.unit u on u.id = p.unit_id;
