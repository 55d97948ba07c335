-- name: list_agreements_at :many
-- Agreements as of a moment with the terms that are shown, what changed last first. A version that is only drafted is its proposer's.
select s.id as "id!", s.number as "number!", s.consumer_agency_id as "consumer_agency_id!", s.provider_agency_id as "provider_agency_id!", s.consumer_system_id as "consumer_system_id!", s.service_id as "service_id!", s.event as "event!",
  s.state as "state!", s.version as "version!", s.in_force, s.force_state, s.in_review, s.review_state, s.step, s.due_on, s.requested_at, s.activated_at, s.changed_at as "changed_at!", t.terms as "terms!",
  (select e.agency_id from sharing.event e where e.agreement_id = s.id and e.version = s.in_review and e.what = 'drafted' limit 1) as proposer_id,
  (select array_agg(e.side order by e.number) from sharing.event e where e.agreement_id = s.id and e.version = s.in_review and e.number > s.step and e.number <= s.event and e.what in ('dpo-approved', 'signed')) as done_sides,
  (select e.side from sharing.event e where e.agreement_id = s.id and e.number <= s.event and e.what = 'suspended' order by e.number desc limit 1) as suspended_by,
  c.path as "system_path!", c.name_th as "system_name_th!", c.name_en as "system_name_en!", c.state as "system_state!",
  d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.kind as "kind!", d.is_personal as "is_personal!", d.state as "service_state!", d.dataset_id, p.path as "provider_path!"
from sharing.agreements_at($at::timestamptz) s
join lateral (select x.terms from sharing.terms x where x.agreement_id = s.id and x.version = s.version and x.number <= s.event order by x.number desc limit 1) t on true
join registry.system_v1 c on c.id = s.consumer_system_id
join registry.data_service_v1 d on d.id = s.service_id
join registry.system_v1 p on p.id = d.system_id
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
select v.number as "number!", v.version as "version!", v.valid_to as "valid_to!", s.consumer_agency_id as "consumer_agency_id!", s.provider_agency_id as "provider_agency_id!"
from sharing.agreement_v1 v
join sharing.agreements_at(now()) s on s.id = v.id
where v.state in ('active', 'suspended') and v.valid_to <= $until::date
order by v.id;

-- name: list_turning :many
-- Agreements that begin or have ended on a day.
select v.number as "number!" from sharing.agreement_v1 v where v.state in ('active', 'expired') and (v.valid_from = $day::date or v.valid_to = $day::date - 1) order by v.id;
