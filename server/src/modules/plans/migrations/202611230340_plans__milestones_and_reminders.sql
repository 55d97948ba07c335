-- Milestones are derived from facts; this is the one fact that plans did not have: that the agency answered a survey about the dataset.
create table plans.survey_fact (
  dataset_id bigint not null,
  recorded_at timestamptz not null,
  constraint survey_fact_pk primary key (dataset_id)
);

-- A due date that moved because offices are closed on it names the change of the calendar, so that each is followed once.
alter table plans.due_event add column calendar_change_id bigint;

-- One reminder an agency and a day to each kind of reader; without an agency it is the summary for the secretariat.
create table plans.reminder (
  id bigint generated always as identity constraint reminder_pk primary key,
  agency_id text,
  audience text not null constraint reminder_audience_is_known check (audience in ('owner', 'head', 'secretariat')),
  on_day date not null,
  told_at timestamptz not null,
  settled_at timestamptz,
  constraint reminder_is_told_once_a_day unique nulls not distinct (agency_id, audience, on_day)
);
create index open_reminder on plans.reminder (agency_id) where settled_at is null;

-- What was told of a due date: a stage is told once, whatever else the notice of that day held.
create table plans.reminder_stage (
  dataset_id bigint not null,
  due_on date not null,
  stage text not null,
  reminder_id bigint not null constraint reminder_stage_reminder_exists references plans.reminder (id),
  constraint reminder_stage_pk primary key (dataset_id, due_on, stage)
);
create index reminder_stage_by_reminder on plans.reminder_stage (reminder_id);
