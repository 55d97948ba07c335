-- name: list_agency_systems :many
-- Systems of an agency that have not ended, locked for the move.
select s.id as "id!", s.path as "path!", s.code as "code!", v.version as "version!", v.name_th as "name_th!", v.name_en as "name_en!", v.kind as "kind!", v.state as "state!", v.min_assurance as "min_assurance!", v.client_id, v.contact
from registry.system s
join lateral (select * from registry.system_version w where w.system_id = s.id order by w.version desc limit 1) v on v.agency_id = $agency_id::text and v.state <> 'ended'
order by s.id
for update of s;

-- name: is_path_taken :one
-- By a system, or as the former path of one.
select exists (select from registry.system s where s.path = $path::text) or exists (select from registry.former_path f where f.path = $path::text) as "taken!";

-- name: keep_former_path :exec
insert into registry.former_path (path, system_id, until_at, reason) values ($path::text, $system_id::bigint, $now::timestamptz, $reason::text);

-- name: move_system :exec
update registry.system s set path = $path::text, code = $code::text where s.id = $id::bigint;

-- name: end_keys :many
-- Keys of a system that count now or later end now: its new name is proved by new ones.
with ended as (
  insert into registry.system_key_end (key_id, what, ends_at, reason, actor, recorded_at)
  select k.id, 'replaced', $now::timestamptz, $reason::text, $actor::text, $now::timestamptz
  from registry.system_key_v1 k where k.system_id = $system_id::bigint and k.not_after > $now::timestamptz and k.revoked_at is null
  returning key_id
)
select k.kid as "kid!" from ended e join registry.system_key k on k.id = e.key_id order by k.id;

-- name: list_services_of_datasets :many
-- Services of an agency that answer from datasets that go to another; what an edge answers stays with its edge.
select d.id as "id!", d.slug as "slug!", s.code as "code!", s.path as "path!", v.name_th as "name_th!", v.name_en as "name_en!", v.min_assurance as "min_assurance!"
from registry.data_service d
join registry.data_service_v1 t on t.id = d.id and t.state <> 'retired' and t.upstream_url is distinct from 'edge:'
join registry.system s on s.id = d.system_id
join lateral (select * from registry.system_version w where w.system_id = s.id order by w.version desc limit 1) v on v.agency_id = $agency_id::text
join catalog.dataset_v1 c on c.id = d.dataset_id and c.slug = any ($datasets::text[])
order by d.id;

-- name: find_offering_system :maybe
select s.id as "id!", s.path as "path!" from registry.system_v1 s where s.path = $path::text and s.agency_id = $agency_id::text and s.state = 'active' and s.kind <> 'consumer';

-- name: hand_service_over :exec
update registry.data_service d set system_id = $system_id::bigint where d.id = $id::bigint;

-- name: list_system_holdings :many
select s.name_th as "th!", s.name_en as "en!" from registry.system_v1 s where s.agency_id = $agency_id::text and s.state <> 'ended' order by s.name_th;

-- name: list_service_holdings :many
-- Services that answer from these datasets.
select d.title_th as "th!", d.title_en as "en!"
from registry.data_service_v1 d
join registry.system_v1 s on s.id = d.system_id and s.agency_id = $agency_id::text
join catalog.dataset_v1 c on c.id = d.dataset_id and c.slug = any ($datasets::text[])
where d.state <> 'retired' and d.upstream_url is distinct from 'edge:'
order by d.title_th;

-- name: find_former_path :maybe
select f.now_path as "now_path!", f.system_id as "system_id!", f.until_at as "until_at!", f.reason as "reason!" from registry.former_path_v1 f where f.path = $path::text;
