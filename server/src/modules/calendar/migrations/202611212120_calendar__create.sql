-- The official calendar: days on which government offices are closed, where each comes from, and who stands for it.

create table calendar.day_off (
  id bigint generated always as identity primary key,
  day date not null,
  kind text not null check (kind in ('fixed', 'lunar', 'substitution', 'declared')),
  name_th text not null constraint day_off_has_a_thai_name check (name_th ~ '\S'),
  name_en text not null constraint day_off_has_an_english_name check (name_en ~ '\S'),
  -- Where it is written: a gazette, a cabinet resolution, or the rule by which it was reckoned.
  source text not null constraint day_off_says_its_source check (source ~ '\S'),
  declared_at timestamptz not null default now(),
  declared_by text not null,
  -- Until then it is provisional; offices are taken to be closed all the same.
  confirmed_at timestamptz,
  confirmed_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  constraint day_off_is_named_once unique (day, name_th),
  constraint confirmed_day_says_who check ((confirmed_at is null) = (confirmed_by is null)),
  constraint withdrawn_day_says_who_and_why check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);

create view calendar.day_off_v1 as
select d.day, bool_and(d.confirmed_at is null) as provisional
from calendar.day_off d
where d.withdrawn_at is null
group by d.day;
