-- A step lasts until the next state; that somebody took a request up begins none.
-- Every agreement at a moment, as known by then: the version in force, the one under way, and by which day the next step is due.
create or replace function sharing.agreements_at(at timestamptz)
returns table (
  id bigint, number text, consumer_agency_id text, provider_agency_id text, consumer_system_id bigint, service_id bigint, event int, state text, version int,
  in_force int, force_state text, in_review int, review_state text, step int, due_on date, requested_at timestamptz, activated_at timestamptz, changed_at timestamptz
) language sql stable as $$
with known as (
  select e.agreement_id, max(e.number) as event, max(e.recorded_at) as changed_at, max(e.version) as newest, max(e.version) filter (where e.what = 'activated') as in_force,
    min(e.recorded_at) filter (where e.what = 'requested') as requested_at, max(e.recorded_at) filter (where e.what = 'activated') as activated_at
  from sharing.event e where e.recorded_at <= at group by e.agreement_id
), stood as (
  -- Taking a request up is no new step: its working days go on.
  select distinct on (e.agreement_id, e.version) e.agreement_id, e.version, e.state,
    max(e.number) filter (where e.what <> 'taken-up') over (partition by e.agreement_id, e.version) as number
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
