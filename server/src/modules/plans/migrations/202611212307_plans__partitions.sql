-- Freshness of each partition of a dataset, as known at any moment: rows are only added, and each says when it was recorded.

-- What linkage tells of how a dataset is divided and what is promised of each partition.
create table plans.partition_promise (
  id bigint generated always as identity constraint partition_promise_pk primary key,
  dataset_id bigint not null,
  -- Null: the dataset is divided no longer.
  by text,
  first text,
  due_days int,
  grace_days int,
  recorded_at timestamptz not null
);
create index partition_promise_by_dataset on plans.partition_promise (dataset_id, recorded_at, id);
create trigger partition_promises_never_change before update or delete on plans.partition_promise for each row execute function kernel.refuse_change();

-- By when a partition that is over is wanted. Reckoned once it is over, and anew when promise or calendar change: the newest row holds.
create table plans.partition_wanted (
  id bigint generated always as identity constraint partition_wanted_pk primary key,
  dataset_id bigint not null,
  by text not null,
  partition text not null,
  ends_at timestamptz not null,
  due_at timestamptz not null,
  breached_at timestamptz not null,
  -- Whether it is promised still.
  wanted boolean not null default true,
  recorded_at timestamptz not null,
  constraint partition_is_due_before_it_is_breached check (ends_at <= due_at and due_at <= breached_at)
);
create index partition_wanted_by_dataset on plans.partition_wanted (dataset_id, partition, recorded_at desc, id desc);
create trigger partitions_wanted_never_change before update or delete on plans.partition_wanted for each row execute function kernel.refuse_change();

-- What came: `seen` is a release with rows of it, `confirmed` a run after its end that read it, `gone` a release without.
create table plans.partition_event (
  id bigint generated always as identity constraint partition_event_pk primary key,
  dataset_id bigint not null,
  by text not null,
  partition text not null,
  what text not null constraint partition_event_is_known check (what in ('seen', 'confirmed', 'gone')),
  at timestamptz not null,
  run_id bigint,
  recorded_at timestamptz not null
);
create index partition_event_by_dataset on plans.partition_event (dataset_id, partition, recorded_at desc, id desc);
create trigger partition_events_never_change before update or delete on plans.partition_event for each row execute function kernel.refuse_change();

-- Releases that a backfill made: they say nothing of how fresh the whole is.
create table plans.backfilled_run (
  run_id bigint constraint backfilled_run_pk primary key,
  dataset_id bigint not null
);
