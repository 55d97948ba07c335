-- An agency that had a coordinator (whoever holds the role steward for it) and has none now: what waits there, since when, until when.
create table notices.vacancy (
  id bigint generated always as identity constraint vacancy_pk primary key,
  agency_id text not null,
  since date not null,
  noticed_at timestamptz not null default now(),
  filled_at timestamptz,
  -- How many open matters whoever came took over.
  handed_over int,
  constraint filled_vacancy_says_what_was_handed_over check ((filled_at is null) = (handed_over is null))
);
create unique index vacancy_is_open_once on notices.vacancy (agency_id) where filled_at is null;
