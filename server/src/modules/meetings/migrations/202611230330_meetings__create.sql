-- Committees, their meetings, minutes and what was assigned there. Whatever is said is a version that is only added, with who, when and why;
-- whether a task is done by linking datasets is never said here: `plans` derives it from facts.

create table meetings.committee (
  id bigint generated always as identity constraint committee_pk primary key
);

create table meetings.committee_version (
  committee_id bigint not null constraint committee_version_is_of_a_committee references meetings.committee,
  version int not null,
  name_th text not null constraint committee_has_a_thai_name check (name_th ~ '\S'),
  name_en text not null constraint committee_has_an_english_name check (name_en ~ '\S'),
  began_on date not null,
  ended_on date,
  -- Seats: number, name, position, agency, duty, from and to days.
  members jsonb not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint committee_version_pk primary key (committee_id, version),
  constraint committee_ends_after_it_began check (ended_on is null or ended_on >= began_on),
  constraint changed_committee_says_why check (version = 1 or reason ~ '\S')
);

-- Numbered without gaps within a committee and a calendar year of the Buddhist era; a cancelled meeting keeps its number.
create table meetings.meeting (
  id bigint generated always as identity constraint meeting_pk primary key,
  committee_id bigint not null constraint meeting_is_of_a_committee references meetings.committee,
  year int not null constraint meeting_year_is_of_the_buddhist_era check (year between 2500 and 2700),
  number int not null constraint meeting_number_is_positive check (number > 0),
  actor text not null,
  recorded_at timestamptz not null,
  constraint meeting_number_is_unique_per_committee_and_year unique (committee_id, year, number)
);

-- One part of a meeting as one version says: its details, agenda, attendance or minutes.
create table meetings.meeting_part (
  meeting_id bigint not null constraint meeting_part_is_of_a_meeting references meetings.meeting,
  part text not null constraint meeting_part_is_known check (part in ('details', 'agenda', 'attendance', 'minutes')),
  version int not null,
  content jsonb not null,
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint meeting_part_pk primary key (meeting_id, part, version)
);

-- What became of a meeting and of its minutes.
create table meetings.meeting_step (
  id bigint generated always as identity constraint meeting_step_pk primary key,
  meeting_id bigint not null constraint meeting_step_is_of_a_meeting references meetings.meeting,
  kind text not null constraint meeting_step_is_known check (kind in ('cancelled', 'closed', 'circulated', 'adopted')),
  -- Why it was cancelled; what was corrected when the minutes were adopted.
  note text,
  -- Which version of the minutes was circulated or adopted.
  minutes_version int,
  adopted_at_meeting bigint constraint minutes_are_adopted_at_a_meeting references meetings.meeting,
  actor text not null,
  recorded_at timestamptz not null,
  constraint cancelled_meeting_says_why check (kind <> 'cancelled' or note ~ '\S'),
  constraint adopted_minutes_name_their_meeting check ((kind = 'adopted') = (adopted_at_meeting is not null))
);
create index meeting_step_by_meeting on meetings.meeting_step (meeting_id);
create unique index meeting_ends_once on meetings.meeting_step (meeting_id) where kind in ('cancelled', 'closed');
create unique index minutes_are_adopted_once on meetings.meeting_step (meeting_id) where kind = 'adopted';

create function meetings.refuse_after_adoption() returns trigger language plpgsql as $$
begin
  if exists (select from meetings.meeting_step s where s.meeting_id = new.meeting_id and s.kind = 'adopted') then
    raise exception 'the minutes of meeting % are adopted', new.meeting_id using hint = 'Corrections belong to the meeting that adopted them.', errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger adopted_minutes_never_change before insert on meetings.meeting_part for each row execute function meetings.refuse_after_adoption();

-- What a resolution asks an agency to do.
create table meetings.task (
  id bigint generated always as identity constraint task_pk primary key,
  meeting_id bigint not null constraint task_is_of_a_meeting references meetings.meeting,
  -- Place in the minutes: 5.1.
  item text not null,
  title text not null constraint task_has_a_title check (title ~ '\S'),
  agency_id text not null,
  person_id uuid,
  -- The project it belongs to, by plan and number.
  plan_slug text,
  project_id bigint,
  actor text not null,
  recorded_at timestamptz not null,
  constraint task_names_plan_and_project_together check ((plan_slug is null) = (project_id is null))
);
create index task_by_meeting on meetings.task (meeting_id);
create index task_by_agency on meetings.task (agency_id);

-- A dataset that the task asks to be linked: then it is done by that fact.
create table meetings.task_dataset (
  task_id bigint not null constraint task_dataset_is_of_a_task references meetings.task,
  dataset_id bigint not null,
  constraint task_dataset_pk primary key (task_id, dataset_id)
);

create table meetings.task_event (
  id bigint generated always as identity constraint task_event_pk primary key,
  task_id bigint not null constraint task_event_is_of_a_task references meetings.task,
  kind text not null constraint task_event_is_known check (kind in ('assigned', 'due-moved', 'reported', 'said-done', 'closed', 'withdrawn')),
  note text,
  -- The day by which it was to be done when this was said; declared days off move it in the calendar.
  due_on date,
  -- Moves by days off that the former deadline had made: a past day keeps the due day it knew.
  earlier_moves jsonb not null default '[]',
  actor text not null,
  recorded_at timestamptz not null,
  constraint task_event_says_what check (kind = 'assigned' or note ~ '\S'),
  constraint task_due_day_is_said_with_it check ((kind in ('assigned', 'due-moved')) = (due_on is not null))
);
create index task_event_by_task on meetings.task_event (task_id, id);
create unique index task_ends_once on meetings.task_event (task_id) where kind in ('closed', 'withdrawn');

-- A paper of a meeting as it was printed: what it rested on, so that it can be printed again.
create table meetings.printing (
  id bigint generated always as identity constraint printing_pk primary key,
  meeting_id bigint not null constraint printing_is_of_a_meeting references meetings.meeting,
  part text not null,
  format text not null,
  as_of date not null,
  figures_sha256 text not null constraint printing_figures_have_a_hash check (figures_sha256 ~ '^[0-9a-f]{64}$'),
  file_sha256 text not null constraint printing_file_has_a_hash check (file_sha256 ~ '^[0-9a-f]{64}$'),
  actor text not null,
  recorded_at timestamptz not null
);
create index printing_by_meeting on meetings.printing (meeting_id, id desc);

create trigger committee_versions_never_change before update or delete on meetings.committee_version for each row execute function kernel.refuse_change();
create trigger meetings_never_change before update or delete on meetings.meeting for each row execute function kernel.refuse_change();
create trigger meeting_parts_never_change before update or delete on meetings.meeting_part for each row execute function kernel.refuse_change();
create trigger meeting_steps_never_change before update or delete on meetings.meeting_step for each row execute function kernel.refuse_change();
create trigger tasks_never_change before update or delete on meetings.task for each row execute function kernel.refuse_change();
create trigger task_datasets_never_change before update or delete on meetings.task_dataset for each row execute function kernel.refuse_change();
create trigger task_events_never_change before update or delete on meetings.task_event for each row execute function kernel.refuse_change();
create trigger printings_never_change before update or delete on meetings.printing for each row execute function kernel.refuse_change();
