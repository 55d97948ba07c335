-- Accounts told to other directories: one row for each account and target, with what was told last and when to tell again.
alter table identity.scim_target drop column cursor, drop column client_id;
alter table identity.scim_target
  add column agency_id text, -- whose officers; null: of the whole ministry
  add column failures int not null default 0, add column next_at timestamptz not null default now(),
  add column created_at timestamptz not null default now(), add column created_by text not null,
  add constraint scim_target_name_is_unique unique (name);
create table identity.scim_push (
  target_id bigint not null references identity.scim_target (id), account_id uuid not null references identity.account (id),
  remote_id text, sent_hash text, told_at timestamptz, attempts int not null default 0, last_error text,
  due_at timestamptz default now(), -- null: the target knows what is known here
  constraint scim_push_pk primary key (target_id, account_id)
);
create index scim_push_due on identity.scim_push (target_id, due_at) where due_at is not null;
