-- Tables that programs fill through the API of the datastore, row by row. Rows of releases are not here: they stay in the lake.
create table ckan.api_table (
  resource_id uuid not null,
  dataset_id bigint not null,
  -- `[{id, type, info}]` in order; types by their names in PostgreSQL, as clients of CKAN send them.
  fields jsonb not null,
  primary_key text[] not null default '{}',
  aliases text[] not null default '{}',
  -- Rises with every change of rows or fields: readers keep a copy of a version.
  version bigint not null default 1,
  row_count bigint not null default 0,
  -- A row keeps its number; numbers of deleted rows are not given again.
  next_id bigint not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint api_table_pk primary key (resource_id),
  constraint api_table_fields_are_a_list check (jsonb_typeof(fields) = 'array')
);
create index api_table_by_dataset on ckan.api_table (dataset_id);
create index api_table_by_alias on ckan.api_table using gin (aliases);

create table ckan.api_row (
  resource_id uuid not null,
  id bigint not null,
  -- Text of the primary key's values; null without a key.
  key text,
  doc jsonb not null,
  constraint api_row_pk primary key (resource_id, id),
  constraint api_row_table_exists foreign key (resource_id) references ckan.api_table (resource_id) on delete cascade,
  constraint api_row_key_is_unique unique (resource_id, key)
);

-- Ids of a release's formats follow from the dataset's (UUID 5), and no function leads back: the pairs are kept as they are met.
create table ckan.release_resource (
  resource_id uuid not null,
  dataset_id bigint not null,
  format text not null,
  constraint release_resource_pk primary key (resource_id)
);
create index release_resource_by_dataset on ckan.release_resource (dataset_id);

-- Groups of datasets by subject, as CKAN has them.
create table ckan.subject_group (
  id uuid not null default gen_random_uuid(),
  name text not null,
  title_th text not null,
  title_en text not null,
  description text,
  image_url text,
  state text not null default 'active',
  extras jsonb not null default '{}',
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint subject_group_pk primary key (id),
  constraint subject_group_name_is_unique unique (name),
  constraint subject_group_name_has_its_form check (name ~ '^[a-z0-9_-]{2,100}$'),
  constraint subject_group_state_is_known check (state in ('active', 'deleted'))
);

create table ckan.group_member (
  group_id uuid not null,
  dataset_id bigint not null,
  constraint group_member_pk primary key (group_id, dataset_id),
  constraint group_member_group_exists foreign key (group_id) references ckan.subject_group (id) on delete cascade
);
create index group_member_by_dataset on ckan.group_member (dataset_id);

-- What an organisation of the register is called by clients of CKAN beside the register: picture, description, further values.
create table ckan.organisation_note (
  agency_id text not null,
  description text,
  image_url text,
  extras jsonb not null default '{}',
  constraint organisation_note_pk primary key (agency_id)
);

-- A name of CKAN that is no short name of ours (`Water_Levels_2026`), and values that no field of the standard holds: kept with the dataset, given back as they came.
create table ckan.dataset_note (
  dataset_id bigint not null,
  name text,
  extras jsonb not null default '{}',
  constraint dataset_note_pk primary key (dataset_id),
  constraint dataset_note_name_is_unique unique (name)
);
