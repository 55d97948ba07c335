-- name: list_agreements_at :many
-- Agreements as of a moment with the terms that are shown, what changed last first. A version that is only drafted is its proposer's.
select s.id as "id!", s.number as "number!", s.consumer_agency_id as "consumer_agency_id!", s.provider_agency_id as "provider_agency_id!", s.consumer_system_id as "consumer_system_id!", s.service_id as "service_id!", s.event as "event!",
  s.state as "state!", s.version as "version!", s.in_force, s.force_state, s.in_review, s.review_state, s.step, s.due_on, s.requested_at, s.activated_at, s.changed_at as "changed_at!", t.terms as "terms!",
  (select e.agency_id from sharing.event e where e.agreement_id = s.id and e.version = s.in_review and e.what = 'drafted' limit 1) as proposer_id,
  (select array_agg(e.side order by e.number) from sharing.event e where e.agreement_id = s.id and e.version = s.in_review and e.number > s.step and e.number <= s.event and e.what in ('dpo-approved', 'signed')) as done_sides,
  (select e.side from sharing.event e where e.agreement_id = s.id and e.number <= s.event and e.what = 'suspended' order by e.number desc limit 1) as suspended_by,
  (select e.recorded_at from sharing.event e where e.agreement_id = s.id and e.number = s.step) as step_at,
  (select r.due_on from calendar.deadline_v1 r where r.room = 'sharing' and r.reference = 'renewal:' || s.id || ':' || s.in_force and r.set_at <= $at::timestamptz and (r.ended_at is null or r.ended_at > $at::timestamptz)) as renewal_due_on,
  c.path as "system_path!", c.name_th as "system_name_th!", c.name_en as "system_name_en!", c.state as "system_state!",
  d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.kind as "kind!", d.is_personal as "is_personal!", d.state as "service_state!", d.dataset_id, p.path as "provider_path!",
  l.closed_at, l.consumer_then, l.provider_then,
  (select f.path from registry.former_path_v1 f where f.system_id = s.consumer_system_id and f.until_at > coalesce(l.closed_at, $at::timestamptz) order by f.until_at limit 1) as path_then
from sharing.agreements_at($at::timestamptz) s
join lateral (select x.terms from sharing.terms x where x.agreement_id = s.id and x.version = s.version and x.number <= s.event order by x.number desc limit 1) t on true
join registry.system_v1 c on c.id = s.consumer_system_id
join registry.data_service_v1 d on d.id = s.service_id
join registry.system_v1 p on p.id = d.system_id
-- What is over keeps the parties and names of its last day.
left join lateral (
  select k.closed_at,
    coalesce((select x.successor_id from organisations.succession_v1 x where x.agency_id = a.consumer_agency_id and x.taken_at <= k.closed_at order by x.taken_at desc limit 1), a.consumer_agency_id) as consumer_then,
    coalesce((select x.successor_id from organisations.succession_v1 x where x.agency_id = o.agency_id and x.taken_at <= k.closed_at order by x.taken_at desc limit 1), o.agency_id) as provider_then
  from sharing.agreement a
  cross join lateral (select case when s.state = 'expired' then (((t.terms ->> 'validTo')::date + 1)::timestamp at time zone 'Asia/Bangkok') - interval '1 millisecond'
    else (select e.recorded_at from sharing.event e where e.agreement_id = s.id and e.version = s.version and e.state = s.state and e.number <= s.event order by e.number desc limit 1) end as closed_at) k
  cross join lateral (select coalesce((select x.agency_id from sharing.provider_change x where x.agreement_id = a.id and x.recorded_at <= k.closed_at order by x.recorded_at desc limit 1), a.provider_agency_id) as agency_id) o
  where a.id = s.id and s.state in ('expired', 'ended', 'refused', 'withdrawn')
) l on true
where ($number::text is null or s.number = $number::text)
  and ($agencies::text[] is null or s.consumer_agency_id = any ($agencies::text[]) or s.provider_agency_id = any ($agencies::text[]))
  and ($service_id::bigint is null or s.service_id = $service_id::bigint)
order by s.changed_at desc, s.id desc;

-- name: list_terms_at :many
-- The newest terms of each version, with where the version stands.
select distinct on (t.version) t.version as "version!", t.terms as "terms!", t.text as "text!", t.sha256 as "sha256!",
  (select e.state from sharing.event e where e.agreement_id = t.agreement_id and e.version = t.version and e.state is not null and e.recorded_at <= $at::timestamptz order by e.number desc limit 1) as "state!"
from sharing.terms t
join sharing.event e on e.agreement_id = t.agreement_id and e.number = t.number and e.recorded_at <= $at::timestamptz
where t.agreement_id = $agreement_id::bigint
order by t.version desc, t.number desc;

-- name: list_events_at :many
select e.number as "number!", e.version as "version!", e.what as "what!", e.side, e.agency_id, e.actor as "actor!", e.message, e.recorded_at as "recorded_at!"
from sharing.event e
where e.agreement_id = $agreement_id::bigint and e.recorded_at <= $at::timestamptz
order by e.number;

-- name: list_signatures_at :many
select s.version as "version!", s.side as "side!", s.name as "name!", s.post_th, s.post_en, s.signed_at as "signed_at!", s.sha256 as "sha256!", s.aal as "aal!", s.phishing_resistant as "phishing_resistant!", s.ial as "ial!", s.offer_id, s.kid
from sharing.signature s
where s.agreement_id = $agreement_id::bigint and s.signed_at <= $at::timestamptz
order by s.number;

-- name: list_ending :many
-- Agreements in force, or suspended, whose last day comes within so many days.
select v.id as "id!", v.number as "number!", v.version as "version!", v.valid_from as "valid_from!", v.valid_to as "valid_to!", s.consumer_agency_id as "consumer_agency_id!", s.provider_agency_id as "provider_agency_id!",
  s.in_review, s.review_state, d.state as "service_state!", d.successor
from sharing.agreement_v1 v
join sharing.agreements_at(now()) s on s.id = v.id
join registry.data_service_v1 d on d.id = v.service_id
where v.state in ('active', 'suspended') and v.valid_to <= $until::date
order by v.id;

-- name: list_just_expired :many
-- Agreements whose last day was over in the last week.
select v.id as "id!", v.number as "number!", v.version as "version!", v.valid_to as "valid_to!", s.consumer_agency_id as "consumer_agency_id!", s.provider_agency_id as "provider_agency_id!"
from sharing.agreement_v1 v
join sharing.agreements_at(now()) s on s.id = v.id
where v.state = 'expired' and v.valid_to >= $today::date - 7
order by v.id;

-- name: list_turning :many
-- Agreements that begin or have ended on a day.
select v.number as "number!" from sharing.agreement_v1 v where v.state in ('active', 'expired') and (v.valid_from = $day::date or v.valid_to = $day::date - 1) order by v.id;

-- name: list_agency_names :many
-- What agencies were called, the oldest first.
select n.agency_id as "agency_id!", n.from_on, n.name_th as "name_th!", n.name_en as "name_en!", n.abbr_th as "abbr_th!", n.abbr_en as "abbr_en!" from organisations.agency_name_v1 n order by n.from_on nulls first, n.id;
