-- name: insert_record :one
insert into privacy.record (agency_id, created_at) values ($agency_id::text, $now::timestamptz) returning id as "id!";

-- name: lock_record :maybe
-- Changes of one record come one after another; an agency that was taken over is its successor now.
select r.id as "id!", coalesce((select s.successor_id from organisations.succession_v1 s where s.agency_id = r.agency_id order by s.taken_at desc limit 1), r.agency_id) as "agency_id!"
from privacy.record r
where r.id = $id::bigint
for update of r;

-- name: insert_record_version :maybe
-- Only on top of the version that was seen.
insert into privacy.record_version (record_id, version, state, title_th, title_en, purposes, dataset_ids, service_ids, content, reason, actor, account_id, recorded_at)
select $record_id::bigint, $seen::int + 1, $state::text, $title_th::text, $title_en::text, $purposes::text[], $dataset_ids::bigint[],
  coalesce($service_ids::bigint[], (select v.service_ids from privacy.record_version v where v.record_id = $record_id::bigint order by v.version desc limit 1), '{}'), $content::jsonb, $reason::text, $actor::text,
  $account_id::uuid, $now::timestamptz
where coalesce((select max(v.version) from privacy.record_version v where v.record_id = $record_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: find_last_version :maybe
select v.version as "version!", v.state as "state!", v.actor as "actor!", v.recorded_at as "recorded_at!" from privacy.record_version v where v.record_id = $record_id::bigint order by v.version desc limit 1;

-- name: find_post_agency :maybe
-- Whose a post is, while it stands.
select u.agency_id as "agency_id!" from organisations.post_v1 p join organisations.unit_v1 u on u.id = p.unit_id
where p.id = $post_id::bigint and (p.until is null or p.until >= (now() at time zone 'Asia/Bangkok')::date);

-- name: insert_officer_event :exec
insert into privacy.officer_event (agency_id, post_id, document_no, actor, recorded_at) values ($agency_id::text, $post_id::bigint, $document_no::text, $actor::text, $now::timestamptz);

-- name: find_officer :one
-- Whether a data protection officer of an agency holds the named post today, and whether it is this person.
select count(m.person_id) > 0 as "any!", coalesce(bool_or(m.person_id = $person_id::uuid), false) as "own!"
from privacy.officer_v1 o
join organisations.mandate_v1 m on m.post_id = o.post_id and m.source = 'appointment' and m.kind in ('holder', 'acting')
where o.agency_id = $agency_id::text;

-- name: list_current_purposes :many
-- Purposes of an agency's records in force that are among these codes, with the record that names each.
select distinct on (p.code) p.code as "code!", r.id as "record_id!", r.title_th as "title_th!"
from privacy.record_v1 r
cross join lateral unnest(r.purposes) as p (code)
where r.state = 'current' and p.code = any($codes::text[])
  and coalesce((select s.successor_id from organisations.succession_v1 s where s.agency_id = r.agency_id order by s.taken_at desc limit 1), r.agency_id) = $agency_id::text
order by p.code, r.id;
