-- When sources are fetched by themselves, what became of each nominal time, and the switch that stops all claiming.

-- One row, always there: while it says paused, no worker claims a run. What is due is still queued, so nothing is lost.
create table linkage.control (
  only_row boolean primary key default true constraint control_is_one_row check (only_row),
  paused_at timestamptz,
  paused_by text,
  reason text,
  constraint pause_says_who_and_why check ((paused_at is null) = (paused_by is null) and (paused_at is null) = (reason is null))
);
insert into linkage.control default values;

create table linkage.schedule (
  source_id bigint primary key references linkage.source,
  dataset_id bigint not null,
  -- The rule as a person wrote it (schedule/rule.ts); null when only releases of other datasets start it.
  rule jsonb,
  -- Bangkok time of day within which a run may start; from later than to spans midnight.
  window_from time,
  window_to time,
  jitter_s int not null default 0 constraint jitter_is_at_most_two_hours check (jitter_s between 0 and 7200),
  -- A new release of any of these datasets starts a run.
  after_datasets bigint[] not null default '{}' constraint schedule_waits_for_few_datasets check (cardinality(after_datasets) <= 20),
  overlap text not null default 'skip' constraint overlap_is_known check (overlap in ('skip', 'queue')),
  -- 1 starts first, 9 last.
  priority int not null default 5 constraint schedule_priority_is_1_to_9 check (priority between 1 and 9),
  -- How long after its start a delivery is still on time.
  grace_minutes int not null default 120 constraint grace_is_at_most_a_month check (grace_minutes between 1 and 44640),
  -- The next nominal time, and when its run may start: later by jitter and window.
  next_at timestamptz,
  start_at timestamptz,
  paused_at timestamptz,
  paused_by text,
  paused_reason text,
  -- Stopped by the house: a source that refused its sign-in twice is not asked again until a person looked at it.
  suspended_at timestamptz,
  suspended_problem jsonb,
  changed_at timestamptz not null default now(),
  changed_by text not null,
  constraint schedule_has_a_cause check (rule is not null or cardinality(after_datasets) > 0),
  constraint window_has_two_ends check ((window_from is null) = (window_to is null) and (window_from is null or window_from <> window_to)),
  constraint paused_schedule_says_who_and_why check ((paused_at is null) = (paused_by is null) and (paused_at is null) = (paused_reason is null)),
  constraint suspended_schedule_says_why check ((suspended_at is null) = (suspended_problem is null))
);
create index schedule_due on linkage.schedule (start_at, priority) where paused_at is null and suspended_at is null and start_at is not null;
create index schedule_by_dataset on linkage.schedule (dataset_id);
create index schedule_waiting_for on linkage.schedule using gin (after_datasets);

-- What became of a nominal time. Its run is the run of the same source and nominal time.
create table linkage.occurrence (
  source_id bigint not null references linkage.source,
  nominal_at timestamptz not null,
  dataset_id bigint not null,
  start_at timestamptz not null,
  -- Until then a delivery is on time.
  due_by timestamptz not null,
  cause text not null check (cause in ('time', 'release')),
  outcome text not null check (outcome in ('run', 'skipped', 'missed')),
  -- Why no run was made for it.
  reason text check (reason in ('overlap', 'no-contract', 'paused', 'downtime')),
  -- Nominal times before this one that passed unplanned: its run catches up for them.
  missed int not null default 0,
  made_at timestamptz not null default now(),
  constraint occurrence_pk primary key (source_id, nominal_at),
  constraint occurrence_without_a_run_says_why check ((outcome = 'run') = (reason is null))
);
create index occurrence_by_dataset on linkage.occurrence (dataset_id, nominal_at desc);
create index occurrence_by_time on linkage.occurrence (nominal_at);

alter table linkage.run
  add column nominal_at timestamptz,
  -- 1 starts first, 9 last; of equals the older.
  add column priority int not null default 5 constraint run_priority_is_1_to_9 check (priority between 1 and 9),
  -- Reads from here on in place of where the last run left off: a backfill.
  add column backfill_from text,
  drop constraint run_trigger_check,
  add constraint run_trigger_check check (trigger in ('person', 'schedule', 'watch', 'command', 'sample', 'replay', 'backfill'));
-- None is made twice, whoever plans it and however often: unlike an idempotency key it stays when the run is over.
create unique index run_is_unique_per_nominal_time on linkage.run (source_id, nominal_at) where nominal_at is not null;
drop index linkage.run_waiting;
create index run_waiting on linkage.run (priority, id) where state in ('queued', 'retry_wait');
