-- Answers made from releases. What a hosted service gives is a version that is only added; what lies in `served_row` is made from a release,
-- holds only the columns that are served, and may be thrown away and made anew at any time (docs/adr/0033).

create table hosting.offer (
  service_id bigint not null constraint offer_pk primary key,
  dataset_id bigint not null,
  kind text not null constraint offer_kind_is_known check (kind in ('rows', 'lookup', 'predicate', 'aggregate', 'bulk')),
  created_at timestamptz not null
);
create index offer_by_dataset on hosting.offer (dataset_id);

create table hosting.offer_version (
  service_id bigint not null constraint offer_version_is_of_an_offer references hosting.offer,
  version int not null,
  -- The contract whose columns these are.
  contract_version int not null,
  -- As the release had them: name, titles, type, whether personal. Only these are ever given.
  columns jsonb not null constraint offer_serves_columns check (jsonb_typeof(columns) = 'array' and jsonb_array_length(columns) > 0),
  key_columns text[] not null,
  conditions jsonb not null constraint offer_conditions_are_a_list check (jsonb_typeof(conditions) = 'array'),
  group_columns text[] not null,
  -- Cells of fewer rows are not told.
  suppress_below int not null constraint suppression_is_bounded check (suppress_below between 1 and 1000),
  reason text,
  actor text not null,
  recorded_at timestamptz not null,
  constraint offer_version_pk primary key (service_id, version),
  constraint changed_offer_says_why check (version = 1 or reason ~ '\S')
);
create trigger offer_versions_never_change before update or delete on hosting.offer_version for each row execute function kernel.refuse_change();

-- The rows of one release as one service gives them, on their way into the register or in it.
create table hosting.served_set (
  id bigint generated always as identity constraint served_set_pk primary key,
  service_id bigint not null constraint served_set_is_of_an_offer references hosting.offer,
  offer_version int not null,
  release_id bigint not null,
  release_number int not null,
  content_hash text not null,
  state text not null constraint served_set_state_is_known check (state in ('filling', 'ready', 'refused', 'dropped')),
  -- Rows in the register so far; a filling that was killed goes on behind them.
  rows bigint not null,
  bytes bigint not null,
  -- Rises with every worker that takes the filling up: an earlier one can write no more.
  fence int not null,
  leased_until timestamptz,
  -- Why it was refused, as a problem of the catalogue.
  problem jsonb,
  asked_at timestamptz not null,
  ended_at timestamptz,
  constraint served_set_is_asked_once unique (service_id, offer_version, release_id)
);
create index served_set_to_fill on hosting.served_set (id) where state = 'filling';
create index served_set_to_sweep on hosting.served_set (id) where state in ('dropped', 'refused') and rows > 0;

create table hosting.served_row (
  set_id bigint not null constraint served_row_is_of_a_set references hosting.served_set,
  key text not null,
  doc jsonb not null,
  constraint served_row_pk primary key (set_id, key)
);

-- Which set answers now.
create table hosting.served_head (
  service_id bigint not null constraint served_head_pk primary key constraint served_head_is_of_an_offer references hosting.offer,
  set_id bigint not null constraint served_head_is_a_set references hosting.served_set,
  moved_at timestamptz not null
);

-- Files cut for one grant out of one release; they lie in the object store.
create table hosting.bulk_file (
  service_id bigint not null constraint bulk_file_is_of_an_offer references hosting.offer,
  offer_version int not null,
  release_id bigint not null,
  release_number int not null,
  -- Of fields and rows as the grant gives them.
  grant_sha256 text not null,
  format text not null constraint bulk_format_is_known check (format in ('parquet', 'csv')),
  object_key text not null,
  sha256 text not null,
  bytes bigint not null,
  rows bigint not null,
  made_at timestamptz not null,
  constraint bulk_file_pk primary key (service_id, offer_version, release_id, grant_sha256, format)
);
create index bulk_file_by_release on hosting.bulk_file (release_id);

create view hosting.offer_v1 as
select o.service_id, o.dataset_id, o.kind, v.version, v.contract_version, v.columns, v.key_columns, v.conditions, v.group_columns, v.suppress_below
from hosting.offer o
join lateral (select * from hosting.offer_version w where w.service_id = o.service_id order by w.version desc limit 1) v on true;
