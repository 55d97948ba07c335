-- name: list_records_at :many
-- Records as one moment knew them, by agency and title; an agency that was taken over by then is its successor.
select r.id as "id!", coalesce(s.successor_id, r.agency_id) as "agency_id!", v.version as "version!", v.state as "state!", v.title_th as "title_th!", v.title_en as "title_en!", v.purposes as "purposes!",
  v.dataset_ids as "dataset_ids!", v.service_ids as "service_ids!", v.content as "content!", v.actor as "actor!", v.recorded_at as "recorded_at!"
from privacy.record r
join lateral (select x.* from privacy.record_version x where x.record_id = r.id and x.recorded_at <= $at::timestamptz order by x.version desc limit 1) v on true
left join lateral (select q.successor_id from organisations.succession_v1 q where q.agency_id = r.agency_id and q.taken_at <= $at::timestamptz order by q.taken_at desc limit 1) s on true
where ($id::bigint is null or r.id = $id::bigint)
  and ($agency::text is null or coalesce(s.successor_id, r.agency_id) = $agency::text)
  and ($state::text is null or v.state = $state::text)
  and ($purpose::text is null or $purpose::text = any(v.purposes))
order by v.state, 2, v.title_th collate "th-x-icu", r.id;

-- name: list_versions_at :many
select v.version as "version!", v.state as "state!", v.reason, v.actor as "actor!", v.recorded_at as "recorded_at!", v.content as "content!"
from privacy.record_version v
where v.record_id = $record_id::bigint and v.recorded_at <= $at::timestamptz
order by v.version desc;

-- name: list_named_datasets :many
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!" from catalog.dataset_v1 d where d.id = any($ids::bigint[]) order by d.title_th collate "th-x-icu";

-- name: list_officers :many
-- Whoever holds the posts that agencies named for their data protection officer.
select o.agency_id as "agency_id!", o.post_id as "post_id!", p.title_th as "title_th!", p.title_en,
  coalesce((select array_agg(n.given_th || ' ' || n.family_th order by n.family_th) from organisations.mandate_v1 m join organisations.person_v1 n on n.id = m.person_id
    where m.post_id = o.post_id and m.source = 'appointment' and m.kind in ('holder', 'acting')), '{}') as "holders!"
from privacy.officer_v1 o
join organisations.post_v1 p on p.id = o.post_id;

-- name: list_posts :many
select p.id as "id!", u.agency_id as "agency_id!", p.title_th as "title_th!", p.title_en
from organisations.post_v1 p
join organisations.unit_v1 u on u.id = p.unit_id
where (p.until is null or p.until >= (now() at time zone 'Asia/Bangkok')::date) and ($agencies::text[] is null or u.agency_id = any($agencies::text[]))
order by u.agency_id, p.title_th collate "th-x-icu", p.id
limit 1000;
