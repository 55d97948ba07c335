-- Facts every room shares: what was done (audit), what is told (outbox), who has heard it (consumer), what is due (job).

create table kernel.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  role text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
create index audit_by_subject on kernel.audit (subject, id);

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed', tg_table_name using hint = 'Write a new row that says what is true now.';
end $$;
create trigger audit_is_append_only before update or delete on kernel.audit
  for each row execute function kernel.refuse_change();

create table kernel.outbox (
  id bigint generated always as identity primary key,
  -- Events are read in commit order: only those whose transaction lies below every running one.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  topic text not null,
  payload jsonb not null
);
create index outbox_in_order on kernel.outbox (xid, id);

create table kernel.consumer (
  name text primary key,
  xid xid8 not null default '0',
  id bigint not null default 0,
  moved_at timestamptz not null default now(),
  failures int not null default 0,
  last_error text
);

create table kernel.job (
  name text primary key,
  next_at timestamptz not null default now(),
  leased_until timestamptz,
  leased_by text,
  ended_at timestamptz,
  failures int not null default 0,
  last_error text
);
