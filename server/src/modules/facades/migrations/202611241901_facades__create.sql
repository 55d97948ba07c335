-- Ways in for programs made for other exchanges: which are open, and the shared secrets of the older gateway. Closed until somebody opens them.
create table facades.switch (
  id bigint generated always as identity constraint switch_pk primary key,
  name text not null constraint facade_is_known check (name in ('x-road', 'older-gateway')),
  is_open boolean not null,
  -- The last day on which it answers; null for no end.
  sunset_on date,
  reason text not null constraint switch_says_why check (reason ~ '\S'),
  actor text not null,
  recorded_at timestamptz not null,
  constraint older_gateway_has_an_end check (name <> 'older-gateway' or not is_open or sunset_on is not null)
);
create index switch_by_name on facades.switch (name, id desc);
create trigger switches_never_change before update or delete on facades.switch for each row execute function kernel.refuse_change();

-- What a program of the older gateway shows: the key in clear, the secret as its hash. It always ends.
create table facades.shared_secret (
  id bigint generated always as identity constraint shared_secret_pk primary key,
  system_id bigint not null,
  consumer_key text not null constraint consumer_key_is_unique unique,
  secret_hash bytea not null,
  note text not null constraint shared_secret_says_what_for check (note ~ '\S'),
  ends_on date not null,
  created_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  constraint ended_secret_says_why check ((ended_at is null) = (end_reason is null))
);
create index shared_secret_by_system on facades.shared_secret (system_id);

-- Tokens of the older gateway end when they were idle for an hour; after a crash programs ask for new ones.
create unlogged table facades.token (
  token_hash bytea constraint token_pk primary key,
  secret_id bigint not null,
  used_at timestamptz not null
);
create index token_by_secret on facades.token (secret_id);
