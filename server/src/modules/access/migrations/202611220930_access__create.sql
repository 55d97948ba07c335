create table access.agreement (
  id bigint generated always as identity primary key, dataset_id bigint not null, consumer_agency_id text not null, purposes text[] not null check (cardinality(purposes) > 0),
  columns text[], row_filter jsonb, since date not null, until date not null, document_no text not null, state text not null default 'active' check (state in ('active', 'suspended', 'ended')),
  created_at timestamptz not null default now(), created_by text not null, changed_at timestamptz not null default now(), constraint agreement_ends_after_it_began check (until >= since));
create index agreement_by_consumer on access.agreement (consumer_agency_id, dataset_id) where state = 'active';
create index agreement_by_dataset on access.agreement (dataset_id) where state = 'active';
create table access.policy_version (id bigint generated always as identity primary key, sha256 text not null unique, policies jsonb not null, schema text not null, loaded_at timestamptz not null default now(), loaded_by text not null);
create table access.review_campaign (id bigint generated always as identity primary key, title_th text not null, title_en text not null, opens_on date not null, closes_on date not null, started_by text not null, closed_at timestamptz);
create table access.review_item (
  id bigint generated always as identity primary key, campaign_id bigint not null references access.review_campaign (id), reviewer_person_id uuid, unit_id bigint, account_id uuid not null, grant_kind text not null, grant_id bigint not null, what_th text not null, what_en text not null,
  decision text check (decision in ('keep', 'remove')), reason text, decided_by text, decided_at timestamptz, constraint review_item_is_unique unique (campaign_id, grant_kind, grant_id));
create view access.agreement_v1 as select a.id, a.dataset_id, a.consumer_agency_id, a.purposes, a.columns, a.since, a.until from access.agreement a where a.state = 'active' and (now() at time zone 'Asia/Bangkok')::date between a.since and a.until;
