-- Linkage: what a dataset promises (contract), where it comes from (source), and each attempt to bring it over (run).
-- dataset_id is catalog.dataset.id; modules do not hold foreign keys into each other's schemas.

create table linkage.contract (
  id bigint generated always as identity primary key,
  dataset_id bigint not null,
  version int not null,
  document text not null,
  body jsonb not null,
  change text not null check (change in ('first', 'none', 'compatible', 'breaking')),
  changes jsonb not null default '[]',
  note text,
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint contract_version_is_unique_per_dataset unique (dataset_id, version)
);
create trigger contract_versions_never_change before update or delete on linkage.contract
  for each row execute function kernel.refuse_change();

create table linkage.upload (
  id uuid primary key,
  name text not null,
  size bigint not null check (size >= 0),
  state text not null default 'open' check (state in ('open', 'complete', 'expired')),
  raw_id bigint,
  created_at timestamptz not null default now(),
  created_by text not null
);

-- Raw bytes as received, content-addressed; the same bytes twice are one object.
create table linkage.raw (
  id bigint generated always as identity primary key,
  sha256 text not null,
  bytes bigint not null,
  object_key text not null,
  name text not null,
  received_at timestamptz not null default now(),
  purged_at timestamptz
);
create index raw_by_hash on linkage.raw (sha256);

create table linkage.source (
  id bigint generated always as identity primary key,
  dataset_id bigint not null,
  kind text not null check (kind in ('folder', 'http', 'postgres')),
  -- Secrets inside are envelopes (kernel/secrets), never clear text.
  config jsonb not null,
  summary text not null,
  mark jsonb,
  created_at timestamptz not null default now(),
  created_by text not null,
  retired_at timestamptz,
  last_fetched_at timestamptz
);
create index source_by_dataset on linkage.source (dataset_id);

create table linkage.run (
  id bigint generated always as identity primary key,
  dataset_id bigint not null,
  contract_id bigint not null references linkage.contract,
  raw_id bigint references linkage.raw,
  source_id bigint references linkage.source,
  replay_of bigint references linkage.run,
  trigger text not null check (trigger in ('person', 'schedule', 'watch', 'command', 'sample', 'replay')),
  created_by text not null,
  -- The same file under the same contract is the same work.
  idempotency_key text,
  state text not null default 'queued' check (state in ('queued', 'claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing',
    'published', 'held', 'no_change', 'rejected', 'retry_wait', 'failed', 'cancelled', 'superseded')),
  fence int not null default 0,
  attempt int not null default 0,
  worker text,
  leased_until timestamptz,
  retry_at timestamptz,
  cancel_asked boolean not null default false,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- What the page shows while it runs and after.
  progress jsonb not null default '{}',
  steps jsonb not null default '[]',
  gates jsonb not null default '[]',
  counts jsonb,
  reject_summary jsonb not null default '[]',
  problem jsonb,
  release_number int,
  -- A held run's checked release, waiting for a decision: kept so that approval publishes what was seen.
  prepared jsonb,
  decision jsonb,
  quarantine_key text,
  -- What the source's connector remembers of this fetch; the source takes it over once the run ends well.
  mark jsonb,
  constraint run_is_unique_per_key unique (idempotency_key)
);
create index run_by_dataset on linkage.run (dataset_id, id desc);
create index run_waiting on linkage.run (id) where state in ('queued', 'retry_wait');
create index run_leased on linkage.run (leased_until) where leased_until is not null;
create index run_ended on linkage.run (finished_at desc) where finished_at is not null;
-- One run at a time works on a dataset: releases are numbered one after another.
create unique index one_active_run_per_dataset on linkage.run (dataset_id)
  where state in ('claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing');

create table linkage.run_log (
  id bigint generated always as identity primary key,
  run_id bigint not null references linkage.run,
  at timestamptz not null default now(),
  step text not null,
  level text not null check (level in ('info', 'warn', 'error')),
  th text not null,
  en text not null
);
create index run_log_by_run on linkage.run_log (run_id, id);

-- Quarantined lines that a later replay took over.
create table linkage.replayed (
  run_id bigint not null references linkage.run,
  line bigint not null,
  replay_run_id bigint not null references linkage.run,
  primary key (run_id, line)
);

create view linkage.run_v1 as
select r.id, r.dataset_id, r.state, r.trigger, r.replay_of, r.created_at, r.started_at, r.finished_at, r.release_number
from linkage.run r;

create view linkage.contract_v1 as
select distinct on (c.dataset_id) c.dataset_id, c.id as contract_id, c.version, c.body, c.created_at
from linkage.contract c
order by c.dataset_id, c.version desc;
