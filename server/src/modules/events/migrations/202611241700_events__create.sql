-- Events: what happened to releases, services, agreements and exchanges, told to programs by webhook and by a feed.

create table events.event (
  -- Handed out under a lock, so that nothing appears behind a place that a reader has passed.
  position bigint generated always as identity constraint event_pk primary key,
  id uuid not null default uuidv7() constraint event_id_is_unique unique,
  type text not null constraint event_type_is_ours check (type ~ '^saphan\.[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  subject text not null,
  happened_at timestamptz not null,
  data jsonb not null,
  -- null: every officer and service, as far as they reach the dataset.
  agencies text[],
  dataset_id bigint,
  -- The same happening is told once, however often it is heard.
  key text not null constraint event_is_told_once unique,
  recorded_at timestamptz not null default now()
);

create table events.subscription (
  id bigint generated always as identity constraint subscription_pk primary key,
  -- null: of the whole ministry.
  agency_id text,
  -- The system that receives, where one is registered.
  system_path text,
  name text not null, url text not null, types text[] not null default '{}',
  secret_sealed text not null,
  -- Signs beside the new one until then.
  former_sealed text, former_until timestamptz,
  -- Nothing is dropped while it rests: what happens meanwhile waits.
  enabled boolean not null default true, resting_why text,
  failing_since timestamptz, last_sent_at timestamptz, last_error text,
  version int not null default 1,
  created_at timestamptz not null default now(), created_by text not null,
  changed_at timestamptz not null default now(), changed_by text not null,
  constraint subscription_former_secret_ends check ((former_sealed is null) = (former_until is null)),
  constraint subscription_rests_for_a_reason check (enabled = (resting_why is null))
);
create unique index subscription_is_unique_by_address on events.subscription (coalesce(agency_id, ''), url);

create table events.delivery (
  id uuid not null default uuidv7() constraint delivery_pk primary key,
  subscription_id bigint not null constraint delivery_subscription_exists references events.subscription (id) on delete cascade,
  position bigint not null constraint delivery_event_exists references events.event (position),
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  ended_at timestamptz,
  -- A dead letter is listed until somebody sends it again or its subscription goes.
  outcome text constraint delivery_outcome_is_known check (outcome in ('taken', 'dead')),
  last_status int, last_error text,
  constraint delivery_ends_with_an_outcome check ((ended_at is null) = (outcome is null)),
  constraint event_is_delivered_once unique (subscription_id, position)
);
create index delivery_due on events.delivery (due_at) where ended_at is null;
create index delivery_of_event on events.delivery (position);

-- Up to which minute exchanges were summed up.
create table events.summary_mark (
  one boolean not null default true constraint summary_mark_pk primary key constraint summary_mark_is_one check (one),
  minute timestamptz not null
);

create function events.wake() returns trigger language plpgsql as $$
begin
  perform pg_notify('events', '');
  return null;
end $$;
create trigger event_wakes after insert on events.event for each statement execute function events.wake();
