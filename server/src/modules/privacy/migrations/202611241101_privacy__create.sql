-- Records of processing (PDPA B.E. 2562 section 39): what personal data an agency collects, for what, on which law, how long, how it is kept safe.
-- A record's versions are only added. Who the data protection officer of an agency is, is said of a post, never of a person.

create table privacy.record (
  id bigint generated always as identity constraint record_pk primary key,
  agency_id text not null,
  created_at timestamptz not null
);
create index record_by_agency on privacy.record (agency_id);

create table privacy.record_version (
  record_id bigint not null constraint record_version_is_of_a_record references privacy.record,
  version int not null constraint record_version_is_positive check (version > 0),
  state text not null constraint record_state_is_known check (state in ('current', 'ended')),
  title_th text not null constraint record_has_a_thai_title check (title_th ~ '\S'),
  title_en text not null constraint record_has_an_english_title check (title_en ~ '\S'),
  -- Codes of the purposes, as agreements and exchanges name them; their words stand in `content`.
  purposes text[] not null constraint record_names_a_purpose check (cardinality(purposes) > 0),
  dataset_ids bigint[] not null,
  service_ids bigint[] not null,
  -- Section 39 (1) to (8).
  content jsonb not null,
  reason text,
  actor text not null,
  account_id uuid,
  recorded_at timestamptz not null,
  constraint record_version_pk primary key (record_id, version),
  constraint changed_record_says_why check (version = 1 or reason ~ '\S')
);

-- The post whose holder is the agency's data protection officer (section 41); the newest holds, null names none.
create table privacy.officer_event (
  id bigint generated always as identity constraint officer_event_pk primary key,
  agency_id text not null,
  post_id bigint,
  document_no text not null constraint officer_has_a_document check (document_no ~ '\S'),
  actor text not null,
  recorded_at timestamptz not null
);
create index officer_event_by_agency on privacy.officer_event (agency_id, id desc);

create trigger records_never_change before update or delete on privacy.record for each row execute function kernel.refuse_change();
create trigger record_versions_never_change before update or delete on privacy.record_version for each row execute function kernel.refuse_change();
create trigger officer_events_never_change before update or delete on privacy.officer_event for each row execute function kernel.refuse_change();

create view privacy.record_v1 as
select r.id, r.agency_id, v.title_th, v.purposes, v.dataset_ids, v.service_ids, v.state
from privacy.record r
join lateral (select x.* from privacy.record_version x where x.record_id = r.id order by x.version desc limit 1) v on true;

create view privacy.officer_v1 as
select n.agency_id, n.post_id
from (select distinct on (e.agency_id) e.agency_id, e.post_id from privacy.officer_event e order by e.agency_id, e.id desc) n
where n.post_id is not null;
