-- What an agency's program sends by itself: one file a push, under a key of the sender's own, so that asking twice sends nothing twice.
create table linkage.push (
  id uuid primary key,
  dataset_id bigint not null,
  -- The sender's own name for this delivery.
  key text not null,
  name text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Where its bytes grow; another one when that expired before they were all there.
  upload_id uuid not null references linkage.upload,
  run_id bigint references linkage.run,
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint push_is_made_once_per_key unique (dataset_id, key)
);
create index push_by_time on linkage.push (dataset_id, created_at desc);
