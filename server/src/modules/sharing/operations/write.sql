-- name: next_number :one
-- The next of a year; agreements of one year are numbered one after another.
insert into sharing.counter as c (year, last) values ($year::int, 1) on conflict on constraint counter_pk do update set last = c.last + 1 returning c.last as "last!";

-- name: insert_agreement :one
insert into sharing.agreement (number, consumer_agency_id, provider_agency_id, consumer_system_id, service_id, created_at)
values ($number::text, $consumer_agency_id::text, $provider_agency_id::text, $consumer_system_id::bigint, $service_id::bigint, $now::timestamptz) returning id as "id!";

-- name: lock_agreement :maybe
-- Changes of one agreement come one after another.
select a.id as "id!" from sharing.agreement a where a.number = $number::text for update;

-- name: insert_event :maybe
-- Only on top of the event that was seen.
insert into sharing.event (agreement_id, number, version, what, state, side, agency_id, actor, account_id, message, facts, recorded_at)
select $agreement_id::bigint, $seen::int + 1, $version::int, $what::text, $state::text, $side::text, $agency_id::text, $actor::text, $account_id::uuid, $message::text, $facts::jsonb, $now::timestamptz
where coalesce((select max(e.number) from sharing.event e where e.agreement_id = $agreement_id::bigint), 0) = $seen::int
returning number as "number!";

-- name: find_last_event :maybe
select e.number as "number!", e.what as "what!", e.actor as "actor!", e.recorded_at as "recorded_at!" from sharing.event e where e.agreement_id = $agreement_id::bigint order by e.number desc limit 1;

-- name: insert_terms :exec
insert into sharing.terms (agreement_id, number, version, terms, text, sha256) values ($agreement_id::bigint, $number::int, $version::int, $terms::jsonb, $text::text, $sha256::text);

-- name: find_terms :maybe
select t.terms as "terms!", t.text as "text!", t.sha256 as "sha256!" from sharing.terms t where t.agreement_id = $agreement_id::bigint and t.version = $version::int order by t.number desc limit 1;

-- name: insert_signature :maybe
insert into sharing.signature (agreement_id, version, side, number, sha256, name, account_id, person_id, post_th, post_en, aal, phishing_resistant, ial, authenticated_at, offer_id, kid, key_signature, signed_at)
values ($agreement_id::bigint, $version::int, $side::text, $number::int, $sha256::text, $name::text, $account_id::uuid, $person_id::uuid, $post_th::text, $post_en::text, $aal::int, $phishing_resistant::boolean, $ial::int,
  $authenticated_at::timestamptz, $offer_id::bigint, $kid::text, $key_signature::text, $now::timestamptz)
on conflict on constraint signature_pk do nothing
returning side as "side!";

-- name: find_responsible :one
-- Whether somebody is responsible in an agency today, by appointment to a post, and whether it is this person.
select count(*) > 0 as "any!", coalesce(bool_or(m.person_id = $person_id::uuid), false) as "own!"
from organisations.mandate_v1 m
join organisations.post_v1 p on p.id = m.post_id and p.responsible
where m.agency_id = $agency_id::text and m.source = 'appointment' and m.kind in ('holder', 'acting');

-- name: find_officer_post :maybe
select o.post_id as "post_id!" from privacy.officer_v1 o where o.agency_id = $agency_id::text;

-- name: find_signing_person :maybe
-- Whoever signs for an agency today by the responsible post they hold, the longest in office first.
select m.person_id as "person_id!", n.given_th || ' ' || n.family_th as "name!"
from organisations.mandate_v1 m
join organisations.post_v1 p on p.id = m.post_id and p.responsible
join organisations.person_v1 n on n.id = m.person_id
where m.agency_id = $agency_id::text and m.source = 'appointment' and m.kind in ('holder', 'acting')
order by m.since, m.person_id
limit 1;
