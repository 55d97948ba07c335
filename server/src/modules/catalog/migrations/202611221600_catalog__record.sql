-- The record of a dataset by the government's metadata standard. Title, description, agency and level stay on the dataset; all else is here.
alter table catalog.dataset add column uid uuid not null default gen_random_uuid();
create unique index dataset_uid_is_unique on catalog.dataset (uid);

create or replace view catalog.dataset_v1 as
select d.id, d.slug, d.agency_id, d.title_th, d.title_en, d.description_th, d.description_en, d.synthetic, d.created_at, d.archived_at, d.level, d.personal, d.uid
from catalog.dataset d;

create table catalog.record (
  dataset_id bigint not null,
  -- As the dataset has them: the row-level policy asks no other table.
  agency_id text not null,
  level smallint not null,
  state text not null default 'draft',
  audience text not null default 'internal',
  -- Fields of `definitions/catalogue/`, by their keys; codes where the field has a vocabulary.
  doc jsonb not null default '{}',
  tags text[] not null default '{}',
  version int not null default 1,
  -- Rises with every resource, so that adding one never counts the others.
  next_position int not null default 1,
  submitted_by text,
  checked_by text,
  approved_by text,
  published_at timestamptz,
  changed_at timestamptz not null default now(),
  constraint record_pk primary key (dataset_id),
  constraint record_dataset_exists foreign key (dataset_id) references catalog.dataset (id) on delete cascade,
  constraint record_state_is_known check (state in ('draft', 'submitted', 'checked', 'approved', 'published', 'archived')),
  constraint record_audience_is_known check (audience in ('open', 'government', 'internal')),
  constraint record_doc_is_an_object check (jsonb_typeof(doc) = 'object'),
  constraint published_record_says_since_when check (state <> 'published' or published_at is not null)
);
create index record_by_change on catalog.record (changed_at, dataset_id);
create index record_by_agency on catalog.record (agency_id, changed_at, dataset_id);
create index record_in_hand on catalog.record (state, changed_at) where state in ('submitted', 'checked', 'approved');

-- A whole document for every save; what changed between two is told by comparing them.
create table catalog.record_version (
  dataset_id bigint not null,
  version int not null,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  role text not null,
  what text not null,
  state text not null,
  doc jsonb not null,
  detail jsonb not null default '{}',
  constraint record_version_pk primary key (dataset_id, version),
  constraint record_version_record_exists foreign key (dataset_id) references catalog.record (dataset_id) on delete cascade
);

create table catalog.record_comment (
  id bigint generated always as identity,
  dataset_id bigint not null,
  version int not null,
  -- A field of the definition that the comment is about, or null.
  field text,
  body text not null,
  author text not null,
  role text not null,
  at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  settled_by text,
  constraint record_comment_pk primary key (id),
  constraint record_comment_record_exists foreign key (dataset_id) references catalog.record (dataset_id) on delete cascade,
  constraint record_comment_is_not_empty check (length(trim(body)) > 0)
);
create index record_comment_by_dataset on catalog.record_comment (dataset_id, id);

-- A file kept here or an address elsewhere. The formats of a release are not rows: they follow from the release.
create table catalog.resource (
  id uuid not null default gen_random_uuid(),
  dataset_id bigint not null,
  kind text not null,
  name_th text not null,
  name_en text not null,
  description text,
  format text not null,
  media_type text,
  url text not null,
  bytes bigint,
  sha256 text,
  position int not null,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint resource_pk primary key (id),
  constraint resource_record_exists foreign key (dataset_id) references catalog.record (dataset_id) on delete cascade,
  constraint resource_kind_is_known check (kind in ('file', 'link'))
);
create index resource_by_dataset on catalog.resource (dataset_id, position);

-- What the current release says of itself, written when a release is published or withdrawn.
create table catalog.release_facts (
  dataset_id bigint not null,
  number int not null,
  published_at timestamptz not null,
  row_count bigint not null,
  bytes bigint not null,
  content_hash text not null,
  temporal_from date,
  temporal_to date,
  bbox float8[],
  provinces text[] not null default '{}',
  columns jsonb not null default '[]',
  constraint release_facts_pk primary key (dataset_id),
  constraint release_facts_record_exists foreign key (dataset_id) references catalog.record (dataset_id) on delete cascade,
  constraint bbox_has_four_sides check (bbox is null or cardinality(bbox) = 4)
);

-- Found by whoever may: everybody published open ones, officers also those of the government, the owner and the whole ministry all of theirs.
alter table catalog.record enable row level security;
alter table catalog.record force row level security;
create policy record_read on catalog.record for select using (
  (state = 'published' and audience = 'open' and level = 0)
  or (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or (state = 'published' and audience <> 'internal' and level <= 1 and (select current_setting('saphan.reach', true) = 'request'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));
create policy record_write on catalog.record for all using (
  (select current_setting('saphan.reach', true) in ('house', 'ministry'))
  or agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]));

-- What belongs to a record is seen with it; versions and comments only by those who work on it.
create function catalog.works_on(agency text) returns boolean language sql stable as $$
  select coalesce(current_setting('saphan.reach', true) in ('house', 'ministry'), false)
    or coalesce(agency = any(string_to_array(current_setting('saphan.agencies', true), ',')), false)
$$;
alter table catalog.resource enable row level security;
alter table catalog.resource force row level security;
create policy resource_read on catalog.resource for select using (exists (select from catalog.record r where r.dataset_id = resource.dataset_id));
create policy resource_write on catalog.resource for all using (exists (select from catalog.record r where r.dataset_id = resource.dataset_id and catalog.works_on(r.agency_id)));
alter table catalog.release_facts enable row level security;
alter table catalog.release_facts force row level security;
create policy release_facts_read on catalog.release_facts for select using (exists (select from catalog.record r where r.dataset_id = release_facts.dataset_id));
create policy release_facts_write on catalog.release_facts for all using (exists (select from catalog.record r where r.dataset_id = release_facts.dataset_id and catalog.works_on(r.agency_id)));
alter table catalog.record_version enable row level security;
alter table catalog.record_version force row level security;
create policy record_version_all on catalog.record_version for all using (exists (select from catalog.record r where r.dataset_id = record_version.dataset_id and catalog.works_on(r.agency_id)));
alter table catalog.record_comment enable row level security;
alter table catalog.record_comment force row level security;
create policy record_comment_all on catalog.record_comment for all using (exists (select from catalog.record r where r.dataset_id = record_comment.dataset_id and catalog.works_on(r.agency_id)));

-- Every dataset has a record from its first moment, whoever made it.
create function catalog.begin_record() returns trigger language plpgsql as $$
begin
  insert into catalog.record (dataset_id, agency_id, level, state, audience, changed_at)
  values (new.id, new.agency_id, new.level, case when new.archived_at is null then 'draft' else 'archived' end,
    case new.level when 0 then 'open' when 1 then 'government' else 'internal' end, new.changed_at);
  return null;
end $$;
create trigger dataset_begins_its_record after insert on catalog.dataset for each row execute function catalog.begin_record();

create function catalog.follow_dataset() returns trigger language plpgsql as $$
begin
  update catalog.record r
  set agency_id = new.agency_id, level = new.level, changed_at = clock_timestamp(), state = case when new.archived_at is null then r.state else 'archived' end
  where r.dataset_id = new.id;
  return null;
end $$;
create trigger record_follows_its_dataset after update on catalog.dataset for each row execute function catalog.follow_dataset();

insert into catalog.record (dataset_id, agency_id, level, state, audience, changed_at)
select d.id, d.agency_id, d.level, case when d.archived_at is null then 'draft' else 'archived' end,
  case d.level when 0 then 'open' when 1 then 'government' else 'internal' end, d.changed_at
from catalog.dataset d;

create view catalog.record_v1 as
select r.dataset_id, d.uid, d.slug, r.agency_id, r.level, r.state, r.audience, r.doc, r.tags, r.version, r.published_at, r.changed_at
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id;

create view catalog.resource_v1 as
select s.id, s.dataset_id, s.kind, s.name_th, s.name_en, s.description, s.format, s.media_type, s.url, s.bytes, s.sha256, s.position, s.metadata, s.created_at, s.changed_at
from catalog.resource s;

create view catalog.release_facts_v1 as
select f.dataset_id, f.number, f.published_at, f.row_count, f.bytes, f.content_hash, f.temporal_from, f.temporal_to, f.bbox, f.provinces, f.columns
from catalog.release_facts f;
