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
