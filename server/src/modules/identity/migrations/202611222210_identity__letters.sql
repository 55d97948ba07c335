-- What is to be mailed to a person: kept with the change that it tells of, sent later by a job. No address, no text and nothing secret:
-- both are made when it is sent.
create table identity.letter (
  id bigint generated always as identity primary key, account_id uuid not null references identity.account (id),
  kind text not null check (kind in ('alarm', 'review-opened', 'review-reminder')), about jsonb not null default '{}',
  created_at timestamptz not null default now(), due_at timestamptz not null default now(), attempts int not null default 0,
  ended_at timestamptz, outcome text check (outcome in ('sent', 'no-address', 'refused', 'given-up', 'mail-off')), last_error text,
  constraint letter_ends_with_an_outcome check ((ended_at is null) = (outcome is null)));
create index letter_due on identity.letter (due_at) where ended_at is null;
create index letter_by_end on identity.letter (ended_at) where ended_at is not null;
