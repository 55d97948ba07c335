-- Watch: what is out of order with a dataset and waits for somebody. dataset_id is catalog.dataset.id.

create table watch.incident (
  id bigint generated always as identity constraint incident_pk primary key,
  dataset_id bigint not null,
  kind text not null,
  -- What made it, e.g. `run:12`: the same cause never opens a second one after a person closed the first.
  cause text not null,
  since timestamptz not null,
  times int not null default 1,
  run_id bigint,
  facts jsonb not null default '{}',
  opened_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  escalated_at timestamptz,
  closed_at timestamptz,
  -- null: closed by itself when the cause was gone.
  closed_by text,
  note text,
  constraint incident_kind_is_known check (kind in ('held', 'rejects', 'failing', 'suspended', 'anomaly', 'personal-data', 'late')),
  constraint closing_by_a_person_says_why check ((closed_by is null) = (note is null) and (closed_by is null or closed_at is not null))
);
create unique index one_open_incident_per_dataset_and_kind on watch.incident (dataset_id, kind) where closed_at is null;
create index incident_by_dataset on watch.incident (dataset_id, id desc);
create index incident_by_close on watch.incident (closed_at desc) where closed_at is not null;

-- What became of it, in order.
create table watch.incident_event (
  id bigint generated always as identity constraint incident_event_pk primary key,
  incident_id bigint not null constraint incident_event_incident_exists references watch.incident,
  at timestamptz not null default now(),
  what text not null constraint incident_event_is_known check (what in ('opened', 'grew', 'told', 'escalated', 'closed')),
  detail jsonb not null default '{}'
);
create index incident_event_by_incident on watch.incident_event (incident_id, id);

-- Who was told of which incident, once each.
create table watch.telling (
  incident_id bigint not null constraint telling_incident_exists references watch.incident,
  person_id uuid not null,
  told_at timestamptz not null default now(),
  constraint telling_pk primary key (incident_id, person_id)
);
create index telling_by_person on watch.telling (person_id, told_at desc);

-- The person who answers for a dataset; without a row, those responsible in its agency do.
create table watch.caretaker (
  dataset_id bigint constraint caretaker_pk primary key,
  person_id uuid not null,
  since timestamptz not null default now(),
  named_by text not null
);
