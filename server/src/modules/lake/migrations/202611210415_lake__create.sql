-- A release: immutable rows of a dataset, numbered from 1. The rows themselves are Parquet files that `manifest` names.
create table lake.release (
  id bigint generated always as identity,
  dataset_id bigint not null,
  number int not null,
  run_id bigint not null,
  contract_version int not null,
  row_count bigint not null,
  bytes bigint not null,
  content_hash text not null,
  manifest jsonb not null,
  columns jsonb not null,
  profile jsonb not null,
  diff jsonb not null,
  lineage jsonb not null,
  data_as_of date,
  -- How many releases of the dataset retention keeps, as the contract of this release says.
  keep_releases int not null,
  published_at timestamptz not null default clock_timestamp(),
  published_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  purged_at timestamptz,
  constraint release_pk primary key (id),
  constraint release_number_is_unique_per_dataset unique (dataset_id, number),
  constraint release_is_made_once_per_run unique (run_id),
  constraint release_numbers_begin_at_1 check (number >= 1),
  constraint release_keeps_at_least_one check (keep_releases >= 1),
  constraint withdrawal_names_who_and_why check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_reason) in (0, 3))
);
create index release_by_publication on lake.release (dataset_id, published_at);

create function lake.refuse_release_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a release is never deleted' using hint = 'Withdraw it; retention removes its files and keeps its row.';
  end if;
  if (to_jsonb(new) - array['withdrawn_at', 'withdrawn_by', 'withdrawn_reason', 'purged_at'])
    is distinct from (to_jsonb(old) - array['withdrawn_at', 'withdrawn_by', 'withdrawn_reason', 'purged_at'])
    or (old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by, new.withdrawn_reason) is distinct from (old.withdrawn_at, old.withdrawn_by, old.withdrawn_reason))
    or (old.purged_at is not null and new.purged_at is distinct from old.purged_at) then
    raise exception 'a release is never changed' using hint = 'Publish another release.';
  end if;
  return new;
end $$;
create trigger release_is_immutable before update or delete on lake.release for each row execute function lake.refuse_release_change();

-- What people see now; `version` rises with every move and is the fence of publishing.
create table lake.head (
  dataset_id bigint not null,
  release_id bigint,
  version bigint not null,
  constraint head_pk primary key (dataset_id),
  constraint head_release_exists foreign key (release_id) references lake.release (id)
);

-- Every move of a head, so that "as of" has one answer for ever.
create table lake.pointer_event (
  id bigint generated always as identity,
  dataset_id bigint not null,
  release_id bigint,
  moved_at timestamptz not null default clock_timestamp(),
  actor text not null,
  reason text,
  constraint pointer_event_pk primary key (id),
  constraint pointer_event_release_exists foreign key (release_id) references lake.release (id)
);
create index pointer_event_by_time on lake.pointer_event (dataset_id, moved_at, id);

create function lake.refuse_pointer_event_change() returns trigger language plpgsql as $$
begin
  raise exception 'pointer events are only added' using hint = 'Move the head; that adds an event.';
end $$;
create trigger pointer_event_is_append_only before update or delete on lake.pointer_event for each row execute function lake.refuse_pointer_event_change();

create view lake.release_v1 as
select r.id, r.dataset_id, r.number, r.run_id, r.contract_version, r.row_count, r.bytes, r.content_hash, r.data_as_of, r.published_at, r.published_by,
  r.withdrawn_at, r.withdrawn_by, r.withdrawn_reason, r.purged_at
from lake.release r;

create view lake.current_release_v1 as
select r.id, r.dataset_id, r.number, r.run_id, r.contract_version, r.row_count, r.bytes, r.content_hash, r.data_as_of, r.published_at, r.published_by,
  h.version as head_version
from lake.head h
join lake.release r on r.id = h.release_id;

create view lake.pointer_event_v1 as
select e.id, e.dataset_id, e.release_id, r.number as release_number, e.moved_at, e.actor, e.reason
from lake.pointer_event e
left join lake.release r on r.id = e.release_id;
