-- Sharing agreements: let one system of an agency use one data service of another. What was done and what was agreed are only added.
-- A state stands in the event that brought it about; what a day makes of it (not yet, expired) is read from the terms and the calendar.

create table sharing.counter (
  -- Year of the Buddhist era.
  year int not null constraint counter_pk primary key,
  last int not null
);

create table sharing.agreement (
  id bigint generated always as identity constraint agreement_pk primary key,
  number text not null constraint agreement_number_is_unique unique constraint agreement_number_is_well_formed check (number ~ '^SA-25[0-9]{2}-[0-9]{4,}$'),
  consumer_agency_id text not null,
  provider_agency_id text not null,
  consumer_system_id bigint not null,
  service_id bigint not null,
  created_at timestamptz not null
);
create index agreement_by_service on sharing.agreement (service_id);
create index agreement_by_system on sharing.agreement (consumer_system_id);

create table sharing.event (
  agreement_id bigint not null constraint event_is_of_an_agreement references sharing.agreement,
  number int not null constraint event_number_is_positive check (number > 0),
  version int not null constraint event_version_is_positive check (version > 0),
  what text not null constraint event_is_known check (what in (
    'drafted', 'changed', 'requested', 'taken-up', 'sent-back', 'owner-approved', 'dpo-approved', 'refused', 'withdrawn', 'signed', 'activated', 'replaced', 'suspended', 'resumed', 'ended', 'noted')),
  -- State of the version after it; null where it stays.
  state text constraint event_state_is_known check (state in ('draft', 'requested', 'owner-review', 'dpo-review', 'signing', 'active', 'replaced', 'suspended', 'ended', 'refused', 'withdrawn')),
  side text constraint event_side_is_known check (side in ('consumer', 'provider', 'secretariat')),
  agency_id text,
  actor text not null,
  account_id uuid,
  message text,
  facts jsonb not null,
  recorded_at timestamptz not null,
  constraint event_pk primary key (agreement_id, number),
  constraint event_says_why check (what not in ('sent-back', 'refused', 'withdrawn', 'suspended', 'resumed', 'ended', 'noted') or message ~ '\S')
);
create index event_by_time on sharing.event (recorded_at);

-- What is agreed, as one event said it; the newest of a version holds. `text` is what is signed, `sha256` its hash.
create table sharing.terms (
  agreement_id bigint not null,
  number int not null,
  version int not null,
  terms jsonb not null,
  text text not null,
  sha256 text not null constraint terms_hash_is_of_the_text check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  constraint terms_pk primary key (agreement_id, number),
  constraint terms_are_of_an_event foreign key (agreement_id, number) references sharing.event
);
create index terms_by_version on sharing.terms (agreement_id, version, number desc);

-- What the owner of a service agrees to beforehand: a request within it needs nobody's answer.
create table sharing.offer (
  id bigint generated always as identity constraint offer_pk primary key,
  service_id bigint not null,
  agency_id text not null,
  terms jsonb not null,
  text text not null,
  sha256 text not null constraint offer_hash_is_of_the_text check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  valid_to date not null,
  signer jsonb not null,
  actor text not null,
  account_id uuid,
  recorded_at timestamptz not null
);
create index offer_by_service on sharing.offer (service_id, id desc);

create table sharing.offer_end (
  offer_id bigint not null constraint offer_end_pk primary key constraint offer_end_is_of_an_offer references sharing.offer,
  reason text not null constraint offer_end_says_why check (reason ~ '\S'),
  actor text not null,
  recorded_at timestamptz not null
);

-- A party's signature under the hash of a version's terms: who, how surely, when; from a standing offer, or also by the key of the party's system.
create table sharing.signature (
  agreement_id bigint not null,
  version int not null,
  side text not null constraint signature_side_is_known check (side in ('consumer', 'provider')),
  number int not null,
  sha256 text not null,
  name text not null,
  account_id uuid,
  person_id uuid,
  post_th text,
  post_en text,
  aal int not null,
  phishing_resistant boolean not null,
  ial int not null,
  authenticated_at timestamptz,
  offer_id bigint constraint signature_is_of_an_offer references sharing.offer,
  kid text,
  key_signature text,
  signed_at timestamptz not null,
  constraint signature_pk primary key (agreement_id, version, side),
  constraint signature_is_of_an_event foreign key (agreement_id, number) references sharing.event,
  constraint key_signature_names_its_key check ((kid is null) = (key_signature is null))
);

create trigger agreements_never_change before update or delete on sharing.agreement for each row execute function kernel.refuse_change();
create trigger events_never_change before update or delete on sharing.event for each row execute function kernel.refuse_change();
create trigger terms_never_change before update or delete on sharing.terms for each row execute function kernel.refuse_change();
create trigger offers_never_change before update or delete on sharing.offer for each row execute function kernel.refuse_change();
create trigger offer_ends_never_change before update or delete on sharing.offer_end for each row execute function kernel.refuse_change();
create trigger signatures_never_change before update or delete on sharing.signature for each row execute function kernel.refuse_change();

-- The gateways hear that what they rest on changed.
create function sharing.tell_gateways() returns trigger language plpgsql as $$
begin
  perform pg_notify('exchange_trust', '');
  return null;
end $$;
create trigger agreements_are_told after insert on sharing.agreement for each statement execute function sharing.tell_gateways();
create trigger events_are_told after insert on sharing.event for each statement execute function sharing.tell_gateways();
create trigger terms_are_told after insert on sharing.terms for each statement execute function sharing.tell_gateways();

-- One row an agreement: the version in force, or the newest while none is. Days are those of Bangkok.
create view sharing.agreement_v1 as
select a.id, a.number, v.version,
  case
    when s.state in ('active', 'suspended') and (now() at time zone 'Asia/Bangkok')::date > (t.terms ->> 'validTo')::date then 'expired'
    when s.state = 'active' and (now() at time zone 'Asia/Bangkok')::date < (t.terms ->> 'validFrom')::date then 'not-yet'
    else s.state
  end as state,
  a.consumer_system_id, a.service_id,
  array(select x.value from jsonb_array_elements_text(t.terms -> 'operations') with ordinality as x (value, n) order by x.n) as operations,
  case when jsonb_typeof(t.terms -> 'fields') = 'array' then array(select x.value ->> 'name' from jsonb_array_elements(t.terms -> 'fields') with ordinality as x (value, n) order by x.n) end as fields,
  nullif(t.terms -> 'rowFilter', 'null') as row_filter,
  array(select x.value ->> 'code' from jsonb_array_elements(t.terms -> 'purposes') with ordinality as x (value, n) order by x.n) as purposes,
  t.terms #>> '{legalBasis,code}' as legal_basis, t.terms #>> '{legalBasis,th}' as legal_basis_th, t.terms #>> '{legalBasis,en}' as legal_basis_en,
  (t.terms ->> 'quotaPerDay')::int as quota_per_day, (t.terms ->> 'ratePerSecond')::int as rate_per_second, (t.terms ->> 'needsCase')::boolean as needs_case, (t.terms ->> 'minAssurance')::int as min_assurance,
  (t.terms ->> 'validFrom')::date as valid_from, (t.terms ->> 'validTo')::date as valid_to, t.sha256 as terms_sha256,
  t.terms #>> '{disclosure,kind}' as disclosure, (t.terms #>> '{disclosure,days}')::int as disclosure_days, t.terms #>> '{disclosure,reason}' as disclosure_reason
from sharing.agreement a
join lateral (select coalesce(max(e.version) filter (where e.what = 'activated'), max(e.version)) as version from sharing.event e where e.agreement_id = a.id) v on v.version is not null
join lateral (select e.state from sharing.event e where e.agreement_id = a.id and e.version = v.version and e.state is not null order by e.number desc limit 1) s on true
join lateral (select x.terms, x.sha256 from sharing.terms x where x.agreement_id = a.id and x.version = v.version order by x.number desc limit 1) t on true;

-- Every agreement at a moment, as known by then: the version in force, the one under way, and by which day the next step is due.
create function sharing.agreements_at(at timestamptz)
returns table (
  id bigint, number text, consumer_agency_id text, provider_agency_id text, consumer_system_id bigint, service_id bigint, event int, state text, version int,
  in_force int, force_state text, in_review int, review_state text, step int, due_on date, requested_at timestamptz, activated_at timestamptz, changed_at timestamptz
) language sql stable as $$
with known as (
  select e.agreement_id, max(e.number) as event, max(e.recorded_at) as changed_at, max(e.version) as newest, max(e.version) filter (where e.what = 'activated') as in_force,
    min(e.recorded_at) filter (where e.what = 'requested') as requested_at, max(e.recorded_at) filter (where e.what = 'activated') as activated_at
  from sharing.event e where e.recorded_at <= at group by e.agreement_id
), stood as (
  select distinct on (e.agreement_id, e.version) e.agreement_id, e.version, e.state, e.number
  from sharing.event e where e.recorded_at <= at and e.state is not null order by e.agreement_id, e.version, e.number desc
)
select a.id, a.number, coalesce(c.successor_id, a.consumer_agency_id), coalesce(p.successor_id, a.provider_agency_id), a.consumer_system_id, a.service_id, k.event,
  case
    when f.state in ('active', 'suspended') and (agreements_at.at at time zone 'Asia/Bangkok')::date > (t.terms ->> 'validTo')::date then 'expired'
    when f.state = 'active' and (agreements_at.at at time zone 'Asia/Bangkok')::date < (t.terms ->> 'validFrom')::date then 'not-yet'
    else coalesce(f.state, r.state)
  end,
  coalesce(k.in_force, k.newest), k.in_force, f.state, w.version, w.state, w.number,
  case when w.version is not null then (
    select coalesce((select v.was_on from calendar.deadline_move_v1 v where v.deadline_id = d.id and v.at > agreements_at.at order by v.change_id limit 1), d.due_on)
    from calendar.deadline_v1 d where d.room = 'sharing' and d.reference = 'agreement:' || a.id || ':' || w.number) end,
  k.requested_at, k.activated_at, k.changed_at
from known k
join sharing.agreement a on a.id = k.agreement_id
join stood r on r.agreement_id = k.agreement_id and r.version = k.newest
left join stood f on f.agreement_id = k.agreement_id and f.version = k.in_force
left join stood w on w.agreement_id = k.agreement_id and w.version = k.newest and w.state in ('draft', 'requested', 'owner-review', 'dpo-review', 'signing')
left join lateral (select x.terms from sharing.terms x where x.agreement_id = k.agreement_id and x.version = k.in_force and x.number <= k.event order by x.number desc limit 1) t on true
left join lateral (select s.successor_id from organisations.succession_v1 s where s.agency_id = a.consumer_agency_id and s.taken_at <= agreements_at.at order by s.taken_at desc limit 1) c on true
left join lateral (select s.successor_id from organisations.succession_v1 s where s.agency_id = a.provider_agency_id and s.taken_at <= agreements_at.at order by s.taken_at desc limit 1) p on true
$$;
