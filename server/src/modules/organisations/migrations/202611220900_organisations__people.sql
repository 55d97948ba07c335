create extension if not exists btree_gist with schema public;
create table organisations.unit (
  id bigint generated always as identity constraint unit_pk primary key,
  agency_id text not null constraint unit_agency_exists references organisations.agency (id),
  parent_id bigint constraint unit_parent_exists references organisations.unit (id),
  code text not null, name_th text not null, name_en text not null,
  since date not null, until date,
  constraint unit_code_is_unique_per_agency unique (agency_id, code),
  constraint unit_ends_after_it_began check (until is null or until >= since)
);
create index unit_by_parent on organisations.unit (parent_id);
create table organisations.person (
  id uuid constraint person_pk primary key default uuidv7(),
  given_th text not null, family_th text not null, given_en text, family_en text,
  email text, phone text, created_at timestamptz not null default now(), created_by text not null
);
create table organisations.post (
  id bigint generated always as identity constraint post_pk primary key,
  unit_id bigint not null constraint post_unit_exists references organisations.unit (id),
  title_th text not null, title_en text not null,
  responsible boolean not null default false,           -- head or data owner: the unit may not be without one
  roles text[] not null default '{}',                   -- what its holder may be: steward, reader …
  since date not null, until date
);
create index post_by_unit on organisations.post (unit_id);
create table organisations.appointment (
  id bigint generated always as identity constraint appointment_pk primary key,
  post_id bigint not null constraint appointment_post_exists references organisations.post (id),
  person_id uuid not null constraint appointment_person_exists references organisations.person (id),
  kind text not null constraint appointment_kind_is_known check (kind in ('holder', 'acting', 'on-behalf')), -- ครองตำแหน่ง, รักษาราชการแทน, ปฏิบัติราชการแทน
  since date not null, until date,
  document_no text not null, document_on date not null,
  successor_id bigint constraint appointment_successor_exists references organisations.appointment (id),
  created_at timestamptz not null default now(), created_by text not null,
  ended_at timestamptz, ended_by text, ended_reason text,
  constraint appointment_ends_after_it_began check (until is null or until >= since),
  constraint acting_has_an_end check (kind = 'holder' or until is not null),
  constraint one_holder_a_post exclude using gist (post_id with =, daterange(since, until, '[]') with &&) where (kind = 'holder')
);
create index appointment_by_person on organisations.appointment (person_id);
create table organisations.delegation (
  id bigint generated always as identity constraint delegation_pk primary key,
  from_post_id bigint not null references organisations.post (id),
  to_person_id uuid not null references organisations.person (id),
  powers text[] not null constraint delegation_names_powers check (cardinality(powers) > 0), -- policy names, e.g. linkage.decide-run
  since date not null, until date not null, document_no text not null, document_on date not null,
  created_at timestamptz not null default now(), created_by text not null, revoked_at timestamptz, revoked_by text,
  constraint delegation_ends_after_it_began check (until >= since)
);
create index delegation_by_person on organisations.delegation (to_person_id);
create table organisations.representation (
  id bigint generated always as identity constraint representation_pk primary key,
  person_id uuid not null references organisations.person (id),
  juristic_no text not null constraint juristic_no_has_13_digits check (juristic_no ~ '^\d{13}$'),
  name_th text not null, since date not null, until date, document_no text not null
);
-- Safety net of the rule "no unit without a responsible person": checked at commit, so that a successor may come in the same transaction.
create function organisations.assert_unit_has_responsible() returns trigger language plpgsql as $$
declare unit bigint;
begin
  select p.unit_id into unit from organisations.post p where p.id = coalesce(new.post_id, old.post_id) and p.responsible;
  if unit is null or current_setting('saphan.closing_unit', true) = unit::text then return null; end if;
  -- every day from today for as long as somebody was appointed before must stay covered: an open end, or a next appointment
  if not exists (
    select from organisations.appointment a join organisations.post p on p.id = a.post_id
    where p.unit_id = unit and p.responsible and a.ended_at is null and a.since <= current_date and (a.until is null or a.until > current_date or a.successor_id is not null))
  then raise exception 'unit % would be without a responsible person', unit using errcode = 'check_violation', constraint = 'unit_has_a_responsible_person', hint = 'Appoint a successor in the same change.';
  end if;
  return null;
end $$;
create constraint trigger unit_has_a_responsible_person after update or delete on organisations.appointment
  deferrable initially deferred for each row execute function organisations.assert_unit_has_responsible();
create view organisations.unit_v1 as select u.id, u.agency_id, u.parent_id, u.code, u.name_th, u.name_en, u.since, u.until from organisations.unit u;
create view organisations.person_v1 as select p.id, p.given_th, p.family_th, p.given_en, p.family_en, p.email from organisations.person p;
create view organisations.post_v1 as select p.id, p.unit_id, p.title_th, p.title_en, p.responsible, p.roles, p.since, p.until from organisations.post p;
-- Valid today in Bangkok: an appointment ends by itself because nobody asks this view tomorrow with yesterday's date.
create view organisations.mandate_v1 as
select a.id, 'appointment' as source, a.person_id, a.post_id, p.unit_id, u.agency_id, a.kind, p.title_th, p.title_en, p.roles, '{}'::text[] as powers, a.since, a.until, a.document_no
from organisations.appointment a join organisations.post p on p.id = a.post_id join organisations.unit u on u.id = p.unit_id
where a.ended_at is null and (now() at time zone 'Asia/Bangkok')::date between a.since and coalesce(a.until, 'infinity')
union all
select d.id, 'delegation', d.to_person_id, d.from_post_id, p.unit_id, u.agency_id, 'delegate', p.title_th, p.title_en, '{}', d.powers, d.since, d.until, d.document_no
from organisations.delegation d join organisations.post p on p.id = d.from_post_id join organisations.unit u on u.id = p.unit_id
where d.revoked_at is null and (now() at time zone 'Asia/Bangkok')::date between d.since and d.until;
create view organisations.representation_v1 as select r.id, r.person_id, r.juristic_no, r.name_th from organisations.representation r
where (now() at time zone 'Asia/Bangkok')::date between r.since and coalesce(r.until, 'infinity');
