-- name: find_service :maybe
-- A data service with whose it is and, where it is answered from a release, its columns.
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.kind as "kind!", d.state as "state!", d.is_personal as "is_personal!", d.classification as "classification!",
  d.min_assurance as "min_assurance!", d.version, s.path as "path!", s.agency_id as "agency_id!", o.columns
from registry.data_service_v1 d
join registry.system_v1 s on s.id = d.system_id
left join hosting.offer_v1 o on o.service_id = d.id
where ($slug::text is null or d.slug = $slug::text) and ($id::bigint is null or d.id = $id::bigint);

-- name: list_service_operations :many
select o.operation_id as "operation_id!", o.method as "method!", o.path_template as "path_template!", o.summary_th as "summary_th!", o.summary_en as "summary_en!"
from registry.operation_v1 o
where o.service_id = $service_id::bigint and o.version = $version::int
order by o.path_template, o.method;

-- name: find_system :maybe
select s.id as "id!", s.path as "path!", s.agency_id as "agency_id!", s.kind as "kind!", s.state as "state!", s.min_assurance as "min_assurance!" from registry.system_v1 s where s.path = $path::text;

-- name: list_consuming_systems :many
-- Systems of some agencies that may consume, with how many of their keys count now.
select s.id as "id!", s.path as "path!", s.name_th as "name_th!", s.name_en as "name_en!", s.state as "state!", s.agency_id as "agency_id!",
  (select count(*) from registry.system_key_v1 k where k.system_id = s.id and k.not_before <= now() and k.not_after > now() and (k.revoked_at is null or k.revoked_at > now()))::int as "keys!"
from registry.system_v1 s
where s.agency_id = any($agencies::text[]) and s.kind in ('consumer', 'both') and s.state = 'active'
order by s.name_th collate "th-x-icu", s.id;

-- name: find_key :maybe
-- A key of a system of one side that counts now.
select k.jwk as "jwk!", k.algorithm as "algorithm!"
from registry.system_key_v1 k
where k.kid = $kid::text and k.system_id = $system_id::bigint and k.not_before <= now() and k.not_after > now() and (k.revoked_at is null or k.revoked_at > now());

-- name: find_provider_system :maybe
select d.system_id as "system_id!" from registry.data_service_v1 d where d.id = $service_id::bigint;
