-- Where an agreement stands is read from its newest events, by index, never from its whole story: notes and talk may grow as they like.
create index event_newest_of_version on sharing.event (agreement_id, version desc, number desc);
create index event_states on sharing.event (agreement_id, version, number desc) include (recorded_at, state, what) where state is not null;
create index event_activations on sharing.event (agreement_id, version desc) include (recorded_at) where what = 'activated';
create index event_requests on sharing.event (agreement_id, recorded_at) where what = 'requested';
create index event_moments on sharing.event (agreement_id, recorded_at desc);
-- Agreements of a party, and of a service.
create index agreement_of_consumer on sharing.agreement (consumer_agency_id);
create index agreement_of_provider on sharing.agreement (provider_agency_id);
create index agreement_of_service on sharing.agreement (service_id);

-- The service of an agreement went to another agency with its dataset: from then on that agency is the provider. Of mergers the succession of agencies tells.
create table sharing.provider_change (
  agreement_id bigint not null constraint provider_change_is_of_an_agreement references sharing.agreement,
  recorded_at timestamptz not null,
  agency_id text not null,
  reason text not null constraint provider_change_says_why check (reason ~ '\S'),
  constraint provider_change_pk primary key (agreement_id, recorded_at)
);
create trigger provider_changes_never_change before update or delete on sharing.provider_change for each row execute function kernel.refuse_change();

-- Every agreement at a moment, as known by then: the version in force, the one under way, and by which day the next step is due. Each is looked up by itself, so that whoever asks for one reads one.
create or replace function sharing.agreements_at(at timestamptz)
returns table (
  id bigint, number text, consumer_agency_id text, provider_agency_id text, consumer_system_id bigint, service_id bigint, event int, state text, version int,
  in_force int, force_state text, in_review int, review_state text, step int, due_on date, requested_at timestamptz, activated_at timestamptz, changed_at timestamptz
) language sql stable as $$
select a.id, a.number, coalesce(c.successor_id, a.consumer_agency_id), coalesce(p.successor_id, o.agency_id), a.consumer_system_id, a.service_id, k.event,
  case
    when f.state in ('active', 'suspended') and (agreements_at.at at time zone 'Asia/Bangkok')::date > (t.terms ->> 'validTo')::date then 'expired'
    when f.state = 'active' and (agreements_at.at at time zone 'Asia/Bangkok')::date < (t.terms ->> 'validFrom')::date then 'not-yet'
    else coalesce(f.state, r.state)
  end,
  coalesce(v.in_force, n.version), v.in_force, f.state, w.version, w.state, w.number,
  case when w.version is not null then (
    select coalesce((select m.was_on from calendar.deadline_move_v1 m where m.deadline_id = d.id and m.at > agreements_at.at order by m.change_id limit 1), d.due_on)
    from calendar.deadline_v1 d where d.room = 'sharing' and d.reference = 'agreement:' || a.id || ':' || w.number) end,
  q.requested_at, v.activated_at, m.changed_at
from sharing.agreement a
left join lateral (select s.successor_id from organisations.succession_v1 s where s.agency_id = a.consumer_agency_id and s.taken_at <= agreements_at.at order by s.taken_at desc limit 1) c on true
cross join lateral (select coalesce((select x.agency_id from sharing.provider_change x where x.agreement_id = a.id and x.recorded_at <= agreements_at.at order by x.recorded_at desc limit 1), a.provider_agency_id) as agency_id) o
left join lateral (select s.successor_id from organisations.succession_v1 s where s.agency_id = o.agency_id and s.taken_at <= agreements_at.at order by s.taken_at desc limit 1) p on true
cross join lateral (select e.number as event from sharing.event e where e.agreement_id = a.id and e.recorded_at <= agreements_at.at order by e.number desc limit 1) k
cross join lateral (select e.recorded_at as changed_at from sharing.event e where e.agreement_id = a.id and e.recorded_at <= agreements_at.at order by e.recorded_at desc limit 1) m
cross join lateral (select e.version from sharing.event e where e.agreement_id = a.id and e.recorded_at <= agreements_at.at order by e.version desc limit 1) n
cross join lateral (select max(e.version) as in_force, max(e.recorded_at) as activated_at from sharing.event e where e.agreement_id = a.id and e.what = 'activated' and e.recorded_at <= agreements_at.at) v
cross join lateral (select min(e.recorded_at) as requested_at from sharing.event e where e.agreement_id = a.id and e.what = 'requested' and e.recorded_at <= agreements_at.at) q
cross join lateral (select e.state from sharing.event e where e.agreement_id = a.id and e.version = n.version and e.state is not null and e.recorded_at <= agreements_at.at order by e.number desc limit 1) r
left join lateral (select e.state from sharing.event e where e.agreement_id = a.id and e.version = v.in_force and e.state is not null and e.recorded_at <= agreements_at.at order by e.number desc limit 1) f on true
-- Taking a request up is no new step: its working days go on.
left join lateral (
  select n.version, r.state, (
    select e.number from sharing.event e where e.agreement_id = a.id and e.version = n.version and e.state is not null and e.what <> 'taken-up' and e.recorded_at <= agreements_at.at order by e.number desc limit 1) as number
  where r.state in ('draft', 'requested', 'owner-review', 'dpo-review', 'signing')
) w on true
left join lateral (select x.terms from sharing.terms x where x.agreement_id = a.id and x.version = v.in_force and x.number <= k.event order by x.number desc limit 1) t on true
$$;

-- The same for the gateway: one row an agreement, the version in force, or the newest while none is. Days are those of Bangkok.
create or replace view sharing.agreement_v1 as
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
cross join lateral (
  select coalesce(
    (select e.version from sharing.event e where e.agreement_id = a.id and e.what = 'activated' order by e.version desc limit 1),
    (select e.version from sharing.event e where e.agreement_id = a.id order by e.version desc limit 1)) as version
) v
join lateral (select e.state from sharing.event e where e.agreement_id = a.id and e.version = v.version and e.state is not null order by e.number desc limit 1) s on true
join lateral (select x.terms, x.sha256 from sharing.terms x where x.agreement_id = a.id and x.version = v.version order by x.number desc limit 1) t on true;
