-- name: list_trusted_agreements :many
-- Agreements that the system is a party of and that are or may soon be in force.
select a.number as "number!", a.version as "version!", a.state as "state!", c.path as "consumer!", d.slug as "service!", a.operations, a.fields, a.row_filter, a.purposes, a.needs_case as "needs_case!", a.min_assurance as "min_assurance!",
  a.valid_from as "valid_from!", a.valid_to as "valid_to!", a.terms_sha256 as "terms_sha256!"
from sharing.agreement_v1 a
join registry.data_service_v1 d on d.id = a.service_id
join registry.system_v1 c on c.id = a.consumer_system_id
where $system_id::bigint in (a.consumer_system_id, d.system_id) and a.state in ('active', 'not-yet', 'suspended')
order by a.number;

-- name: list_trusted_services :many
-- Services of the system and those of its agreements.
select d.slug as "slug!", s.path as "system!", d.kind as "kind!", d.state as "state!", d.is_personal as "is_personal!", d.min_assurance as "min_assurance!", d.timeout_ms as "timeout_ms!", d.limit_bytes as "limit_bytes!", d.subject_selectors as "subject_selectors!",
  coalesce((select jsonb_agg(jsonb_build_object('operationId', o.operation_id, 'method', o.method, 'pathTemplate', o.path_template) order by o.path_template, o.method)
    from registry.operation_v1 o where o.service_id = d.id and o.version = d.version), '[]'::jsonb) as "operations!"
from registry.data_service_v1 d
join registry.system_v1 s on s.id = d.system_id
where d.state <> 'draft' and (d.system_id = $system_id::bigint
  or d.id in (select a.service_id from sharing.agreement_v1 a where a.consumer_system_id = $system_id::bigint and a.state in ('active', 'not-yet', 'suspended')))
order by d.slug;

-- name: list_trusted_systems :many
-- The system itself and whoever it has an agreement with; where their edges take direct calls.
with party as (
  select $system_id::bigint as id
  union
  select a.consumer_system_id from sharing.agreement_v1 a join registry.data_service_v1 d on d.id = a.service_id where d.system_id = $system_id::bigint and a.state in ('active', 'not-yet', 'suspended')
  union
  select d.system_id from sharing.agreement_v1 a join registry.data_service_v1 d on d.id = a.service_id where a.consumer_system_id = $system_id::bigint and a.state in ('active', 'not-yet', 'suspended'))
select s.id as "id!", s.path as "path!", s.state as "state!", s.name_th as "name_th!", s.name_en as "name_en!",
  array(select distinct p.direct_url from edge.presence p where p.system_id = s.id and p.direct_url is not null and p.last_seen_at > $seen_since::timestamptz order by p.direct_url) as "direct!"
from party x
join registry.system_v1 s on s.id = x.id
order by s.path;

-- name: list_trusted_keys :many
-- Their keys, ended ones too: whoever holds an old answer can verify it, and a revocation is told by its moment.
select s.path as "system!", k.kid as "kid!", k.jwk as "jwk!", k.algorithm as "algorithm!", k.not_before as "not_before!", k.not_after as "not_after!", k.revoked_at
from registry.system_key_v1 k
join registry.system_v1 s on s.id = k.system_id
where k.system_id = any($system_ids::bigint[])
order by s.path, k.kid;
