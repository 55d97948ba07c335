-- What happened to data, in the words of OpenLineage, and who is told of it.

-- One event of a run, whole as it is told; never changed. Rows are written one after another by one consumer, so an id that is seen means
-- that every lower one is seen too: a place in this table is a number.
create table lineage.event (
  id bigint generated always as identity primary key,
  dataset_id bigint not null,
  run_id bigint not null,
  type text not null check (type in ('START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL')),
  body jsonb not null,
  at timestamptz not null default now()
);
create index event_by_run on lineage.event (run_id, id);
create index event_by_time on lineage.event (at);
create unique index event_starts_and_ends_once on lineage.event (run_id, (case when type = 'START' then 'START' else 'END' end)) where type <> 'RUNNING';

-- Seen with the dataset it is about.
alter table lineage.event enable row level security;
alter table lineage.event force row level security;
create policy event_read on lineage.event for select using ((select current_setting('saphan.reach', true) = 'house') or exists (select from catalog.dataset_v1 d where d.id = event.dataset_id));
create policy event_write on lineage.event for all using ((select current_setting('saphan.reach', true) = 'house'));

-- A system outside that is told of every event, in order.
create table lineage.receiver (
  id bigint generated always as identity primary key,
  name text not null,
  url text not null,
  -- A header with a secret in it, e.g. Authorization: Bearer …; the value is an envelope (kernel/secrets).
  header_name text,
  header_sealed text,
  -- Events of datasets above this level are not sent.
  most_level int not null default 1 constraint receiver_level_is_0_to_4 check (most_level between 0 and 4),
  enabled boolean not null default true,
  -- Id of the last event that was sent, refused for good, or not for this receiver.
  place bigint not null,
  failures int not null default 0,
  next_try_at timestamptz not null default now(),
  leased_until timestamptz,
  last_sent_at timestamptz,
  last_error jsonb,
  sent bigint not null default 0,
  refused bigint not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null,
  changed_at timestamptz,
  changed_by text,
  constraint receiver_is_unique_by_address unique (url),
  constraint receiver_header_has_name_and_value check ((header_name is null) = (header_sealed is null))
);
