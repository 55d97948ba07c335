-- A catalogue elsewhere, whose datasets are taken over, and whose they become here.
create table harvest.source (
  id bigint generated always as identity,
  name_th text not null,
  name_en text not null,
  kind text not null,
  url text,
  -- Where objects go whose organisation the map does not name; without one those are refused by name.
  agency_id text,
  -- What an organisation is called there → our agency.
  agency_map jsonb not null default '{}',
  -- Every agency that this source may bring records to; null: the whole ministry.
  agencies text[],
  lands text not null default 'draft',
  take_files boolean not null default false,
  every_hours int,
  delay_ms int not null default 500,
  page_size int not null default 100,
  max_pages int not null default 5000,
  shrink_percent int not null default 20,
  enabled boolean not null default true,
  next_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null,
  changed_at timestamptz not null default now(),
  constraint source_pk primary key (id),
  constraint source_kind_is_known check (kind in ('ckan', 'dcat', 'data-json', 'ogc-records', 'template')),
  constraint source_has_an_address check ((kind = 'template') = (url is null)),
  constraint source_lands_somewhere check (lands in ('draft', 'published')),
  constraint source_names_are_not_empty check (length(trim(name_th)) > 0 and length(trim(name_en)) > 0),
  constraint source_is_polite check (delay_ms between 0 and 60000 and page_size between 1 and 1000 and max_pages between 1 and 100000 and shrink_percent between 0 and 100 and (every_hours is null or every_hours between 1 and 744))
);
create unique index source_address_is_unique on harvest.source (kind, url) where url is not null;
create unique index source_template_is_one_an_agency on harvest.source (agency_id) where kind = 'template';
create index source_due on harvest.source (next_at) where enabled and next_at is not null;

-- One harvest of a source, in steps that a killed worker's successor goes on with.
create table harvest.job (
  id bigint generated always as identity,
  source_id bigint not null,
  state text not null default 'queued',
  started_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  -- Where the listing goes on.
  cursor text,
  pages int not null default 0,
  listed int not null default 0,
  total int,
  complete boolean not null default false,
  missing int not null default 0,
  -- False when the listing has holes: then nothing that is missing is taken for gone.
  withdraws boolean not null default true,
  problem jsonb,
  decision jsonb,
  attempt int not null default 0,
  retry_at timestamptz,
  fence int not null default 0,
  worker text,
  leased_until timestamptz,
  constraint job_pk primary key (id),
  constraint job_source_exists foreign key (source_id) references harvest.source (id) on delete cascade,
  constraint job_state_is_known check (state in ('queued', 'listing', 'taking', 'filing', 'held', 'done', 'failed', 'cancelled'))
);
create unique index job_is_one_a_source on harvest.job (source_id) where state in ('queued', 'listing', 'taking', 'filing', 'held');
create index job_by_source on harvest.job (source_id, id desc);
create index job_to_work_on on harvest.job (id) where state in ('queued', 'listing', 'taking', 'filing');

-- What was ever taken: the same remote id is always the same dataset here.
create table harvest.object (
  source_id bigint not null,
  remote_id text not null,
  slug text not null,
  dataset_id bigint not null,
  digest text not null,
  resource_ids uuid[] not null default '{}',
  taken_at timestamptz not null default now(),
  last_job_id bigint not null,
  gone_at timestamptz,
  constraint object_pk primary key (source_id, remote_id),
  constraint object_source_exists foreign key (source_id) references harvest.source (id) on delete cascade
);
create index object_by_dataset on harvest.object (dataset_id);

-- What one job saw of one object and what became of it; the log of the job and, until it is taken, the object itself.
create table harvest.entry (
  job_id bigint not null,
  remote_id text not null,
  number int not null,
  title text not null,
  organisation text,
  digest text not null,
  record jsonb,
  outcome text,
  slug text,
  remarks jsonb not null default '[]',
  constraint entry_pk primary key (job_id, remote_id),
  constraint entry_job_exists foreign key (job_id) references harvest.job (id) on delete cascade,
  constraint entry_outcome_is_known check (outcome in ('created', 'changed', 'same', 'refused', 'withdrawn', 'missing'))
);
create index entry_to_take on harvest.entry (job_id, number) where outcome is null;
create index entry_by_outcome on harvest.entry (job_id, outcome, number);

-- Files of the source that are to lie here too.
create table harvest.file (
  job_id bigint not null,
  resource_id uuid not null,
  slug text not null,
  name text not null,
  url text not null,
  state text not null default 'waiting',
  bytes bigint,
  reason jsonb,
  constraint file_pk primary key (job_id, resource_id),
  constraint file_job_exists foreign key (job_id) references harvest.job (id) on delete cascade,
  constraint file_state_is_known check (state in ('waiting', 'taken', 'refused'))
);
create index file_to_take on harvest.file (job_id, resource_id) where state = 'waiting';

-- A source is seen by the whole ministry and by the agencies it may bring records to; what belongs to it, with it.
alter table harvest.source enable row level security;
alter table harvest.source force row level security;
create policy source_all on harvest.source for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or (agencies is not null and agencies <@ (select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
alter table harvest.job enable row level security;
alter table harvest.job force row level security;
create policy job_all on harvest.job for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry')) or source_id in (select s.id from harvest.source s));
alter table harvest.object enable row level security;
alter table harvest.object force row level security;
create policy object_all on harvest.object for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry')) or source_id in (select s.id from harvest.source s));
alter table harvest.entry enable row level security;
alter table harvest.entry force row level security;
create policy entry_all on harvest.entry for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry')) or job_id in (select j.id from harvest.job j));
alter table harvest.file enable row level security;
alter table harvest.file force row level security;
create policy file_all on harvest.file for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry')) or job_id in (select j.id from harvest.job j));

-- Which datasets came from elsewhere, and from where.
create view harvest.object_v1 as
select o.dataset_id, o.slug, o.source_id, o.remote_id, o.taken_at, o.gone_at
from harvest.object o;
