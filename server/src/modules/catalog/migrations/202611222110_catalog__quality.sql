-- How good a record and its data are: 100 points in five parts, each lost one with its reason, and seven dimensions made of the same checks.
create table catalog.quality (
  dataset_id bigint not null,
  score float8 not null,
  grade text not null,
  -- {metadata: {points, of}, …} and {completeness: 0–100 or null, …}
  parts jsonb not null,
  dimensions jsonb not null,
  losses jsonb not null,
  -- What the current release says of its own content; read again only when its number changes.
  content jsonb,
  measured_at timestamptz not null default now(),
  constraint quality_pk primary key (dataset_id),
  constraint quality_record_exists foreign key (dataset_id) references catalog.record (dataset_id) on delete cascade,
  constraint quality_grade_is_known check (grade in ('A', 'B', 'C', 'D', 'F')),
  constraint quality_score_is_a_share check (score between 0 and 100)
);

-- What an address elsewhere answered when it was last asked. One refusal is no proof: it is asked again before it counts.
create table catalog.link_check (
  resource_id uuid not null,
  dataset_id bigint not null,
  url text not null,
  ok boolean not null,
  status int,
  -- Why not: a word of quality/link-problem.ts.
  problem text,
  failures int not null default 0,
  checked_at timestamptz not null,
  next_at timestamptz not null,
  constraint link_check_pk primary key (resource_id),
  constraint link_check_resource_exists foreign key (resource_id) references catalog.resource (id) on delete cascade,
  constraint link_check_says_why check (ok = (problem is null))
);
create index link_check_by_dataset on catalog.link_check (dataset_id);
create index link_check_due on catalog.link_check (next_at);
create index resource_links on catalog.resource (id) where kind = 'link';
create index dataset_by_title on catalog.dataset (md5(title_th));

alter table catalog.quality enable row level security;
alter table catalog.quality force row level security;
create policy quality_read on catalog.quality for select using (exists (select from catalog.record r where r.dataset_id = quality.dataset_id));
create policy quality_write on catalog.quality for all using (exists (select from catalog.record r where r.dataset_id = quality.dataset_id and catalog.works_on(r.agency_id)));
alter table catalog.link_check enable row level security;
alter table catalog.link_check force row level security;
create policy link_check_read on catalog.link_check for select using (exists (select from catalog.record r where r.dataset_id = link_check.dataset_id));
create policy link_check_write on catalog.link_check for all using (exists (select from catalog.record r where r.dataset_id = link_check.dataset_id and catalog.works_on(r.agency_id)));
