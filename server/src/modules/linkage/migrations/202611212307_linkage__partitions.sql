-- Partitions: months, fiscal years, provinces of a dataset that are read again one by one, and the backfills that do it.

create table linkage.partitioning (
  dataset_id bigint primary key,
  column_name text not null,
  by text not null constraint partitions_are_of_a_known_kind check (by in ('day', 'month', 'year', 'fiscal-year', 'crop-year', 'value')),
  -- Which one a run reads that nobody asked for another: the one of its day, or the one before, for sources that hold one partition at a time.
  reads text not null default 'current' constraint partition_read_is_known check (reads in ('current', 'former')),
  -- What is promised: from this partition on, each comes so many working days after its end; null promises nothing.
  first text,
  due_days int constraint partition_is_due_within_a_year check (due_days between 0 and 250),
  grace_days int constraint partition_grace_is_within_a_year check (grace_days between 0 and 250),
  changed_at timestamptz not null default now(),
  changed_by text not null,
  constraint partition_promise_is_whole check ((first is null) = (due_days is null) and (first is null) = (grace_days is null)),
  constraint values_promise_nothing check (by <> 'value' or first is null)
);

-- The partition that a run reads: {"by", "column", "id"}; it replaces that one and touches no other.
alter table linkage.run add column partition jsonb;

-- Partitions of a source that are read again, one after another, behind all other work. What becomes of each is the state of its run.
create table linkage.backfill (
  id bigint generated always as identity constraint backfill_pk primary key,
  dataset_id bigint not null,
  source_id bigint not null references linkage.source,
  by text not null,
  column_name text not null,
  state text not null default 'running' constraint backfill_state_is_known check (state in ('running', 'paused', 'cancelled', 'done')),
  paused_by text,
  paused_reason text,
  made_at timestamptz not null default now(),
  made_by text not null,
  finished_at timestamptz,
  constraint paused_backfill_says_who_and_why check ((state = 'paused') = (paused_by is not null) and (paused_by is null) = (paused_reason is null)),
  constraint finished_backfill_says_when check ((state in ('cancelled', 'done')) = (finished_at is not null))
);
create index backfill_by_dataset on linkage.backfill (dataset_id, id desc);
create index backfill_under_way on linkage.backfill (id) where state = 'running';

create table linkage.backfill_part (
  backfill_id bigint not null references linkage.backfill,
  position int not null,
  partition text not null,
  run_id bigint references linkage.run,
  tries int not null default 0,
  -- Runs that ended before the one of now.
  former_runs bigint[] not null default '{}',
  constraint backfill_part_pk primary key (backfill_id, position),
  constraint backfill_names_a_partition_once unique (backfill_id, partition)
);
create unique index backfill_part_by_run on linkage.backfill_part (run_id) where run_id is not null;
