-- The dataset record: what it is called and which agency owns it. What state it is in is derived by `plans`.
create table catalog.dataset (
  id bigint generated always as identity,
  slug text not null,
  agency_id text not null,
  title_th text not null,
  title_en text not null,
  description_th text,
  description_en text,
  synthetic boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text not null,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  constraint dataset_pk primary key (id),
  constraint dataset_slug_is_unique unique (slug),
  constraint dataset_slug_has_its_form check (slug ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(slug) between 2 and 63),
  constraint dataset_titles_are_not_empty check (length(trim(title_th)) > 0 and length(trim(title_en)) > 0)
);
create index dataset_by_agency on catalog.dataset (agency_id, id);

create view catalog.dataset_v1 as
select d.id, d.slug, d.agency_id, d.title_th, d.title_en, d.description_th, d.description_en, d.synthetic, d.created_at, d.archived_at
from catalog.dataset d;

-- A new value whenever any record changes, so that readers may keep the list of titles until it does.
create table catalog.revision (
  only_one boolean not null default true,
  value uuid not null default gen_random_uuid(),
  constraint revision_pk primary key (only_one),
  constraint revision_is_one_row check (only_one)
);
insert into catalog.revision default values;

create function catalog.renew_revision() returns trigger language plpgsql as $$
begin
  update catalog.revision set value = gen_random_uuid();
  return null;
end $$;
create trigger dataset_change_renews_revision after insert or update or delete on catalog.dataset
  for each statement execute function catalog.renew_revision();

create view catalog.revision_v1 as
select r.value from catalog.revision r;
