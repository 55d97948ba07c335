-- What a person sees of the uses of their data. No citizen id is kept here, in no form that outlives the look.

-- For half an hour, in one session: the references under which exchanges about the person are found, sealed by the master key and bound to the session.
create table tracker.opening (
  session_id uuid not null constraint opening_pk primary key,
  account_id uuid not null,
  sealed text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  constraint opening_ends check (expires_at > opened_at)
);
create index opening_by_end on tracker.opening (expires_at);

-- Numbers that were not the person's, so that nobody tries them out.
create table tracker.miss (
  account_id uuid not null,
  at timestamptz not null
);
create index miss_by_account on tracker.miss (account_id, at);
