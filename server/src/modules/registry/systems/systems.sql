-- name: insert_system :maybe
insert into registry.system (path, code, created_at) values ($path::text, $code::text, $now::timestamptz)
on conflict on constraint system_path_is_unique do nothing
returning id as "id!";

-- name: lock_system :maybe
-- One change of a system at a time.
select s.id as "id!" from registry.system s where s.path = $path::text for update;

-- name: insert_system_version :maybe
-- Only on top of the version that was seen.
insert into registry.system_version (system_id, version, agency_id, name_th, name_en, kind, state, min_assurance, client_id, contact, reason, actor, recorded_at)
select $system_id::bigint, $seen::int + 1, $agency_id::text, $name_th::text, $name_en::text, $kind::text, $state::text, $min_assurance::int, $client_id::text, $contact::text,
  $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from registry.system_version v where v.system_id = $system_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: find_system :maybe
select s.id as "id!", s.path as "path!", s.code as "code!", v.agency_id as "agency_id!", v.version as "version!", v.name_th as "name_th!", v.name_en as "name_en!", v.kind as "kind!", v.state as "state!",
  v.min_assurance as "min_assurance!", v.client_id as "client_id", v.contact as "contact", v.actor as "actor!", v.recorded_at as "recorded_at!"
from registry.system s
join lateral (select * from registry.system_version w where w.system_id = s.id order by w.version desc limit 1) v on true
where s.path = $path::text or s.id = $id::bigint;

-- name: list_systems :many
select s.id as "id!", s.path as "path!", s.code as "code!", v.agency_id as "agency_id!", v.version as "version!", v.name_th as "name_th!", v.name_en as "name_en!", v.kind as "kind!", v.state as "state!",
  v.min_assurance as "min_assurance!", v.client_id as "client_id", k.keys as "keys!", k.ends_at as "ends_at", d.services as "services!"
from registry.system s
join lateral (select * from registry.system_version w where w.system_id = s.id order by w.version desc limit 1) v on true
left join lateral (
  select count(*)::int as keys, max(k.not_after) as ends_at from registry.system_key_v1 k
  where k.system_id = s.id and k.not_before <= $now::timestamptz and k.not_after > $now::timestamptz and (k.revoked_at is null or k.revoked_at > $now::timestamptz)
) k on true
left join lateral (select count(*)::int as services from registry.data_service_v1 d where d.system_id = s.id and d.state <> 'retired') d on true
where ($id::bigint is null or s.id = $id::bigint)
  and ($agency_id::text is null or v.agency_id = $agency_id::text)
  and ($state::text is null or v.state = $state::text)
  and ($kind::text is null or v.kind in ($kind::text, 'both'))
order by v.agency_id, v.name_th collate "th-x-icu", s.id;

-- name: list_system_history :many
-- Newest first: what was said of the system, and what happened to its keys.
select h.at as "at!", h.actor as "actor!", h.what as "what!", h.kid as "kid", h.reason as "reason"
from (
  select v.recorded_at as at, v.actor, case when v.version = 1 then 'created' when v.state <> p.state then v.state else 'changed' end as what, null::text as kid, v.reason
  from registry.system_version v left join registry.system_version p on p.system_id = v.system_id and p.version = v.version - 1
  where v.system_id = $system_id::bigint
  union all
  select k.recorded_at, k.actor, 'key-added', k.kid, k.note from registry.system_key k where k.system_id = $system_id::bigint
  union all
  select e.recorded_at, e.actor, 'key-' || e.what, k.kid, e.reason from registry.system_key_end e join registry.system_key k on k.id = e.key_id where k.system_id = $system_id::bigint
) h
order by h.at desc
limit 500;

-- name: list_services_of :many
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.state as "state!"
from registry.data_service_v1 d
where d.system_id = $system_id::bigint
order by d.title_th collate "th-x-icu";
