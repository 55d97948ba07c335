-- name: list_clients :many
-- Members (agencies) with their subsystems (active systems).
select a.id as "agency_id!", a.name_en as "agency_en!", s.code, s.name_en
from organisations.agency_v1 a
join registry.system_v1 s on s.agency_id = a.id and s.state = 'active'
order by a.id, s.code;

-- name: list_operations :many
-- Operations of the open services of a system; with a consumer only what its agreements let it call.
select d.slug as "slug!", o.method as "method!", o.path_template as "path_template!"
from registry.system_v1 p
join registry.data_service_v1 d on d.system_id = p.id and d.state in ('live', 'deprecated')
join registry.operation_v1 o on o.service_id = d.id and o.version = d.version
where p.path = $provider::text and p.state = 'active'
  and ($consumer::text is null or exists (
    select from sharing.agreement_v1 g
    join registry.system_v1 c on c.id = g.consumer_system_id
    where g.service_id = d.id and g.state = 'active' and c.path = $consumer::text and (g.operations is null or o.operation_id = any (g.operations))))
order by d.slug, o.path_template, o.method;

-- name: list_agreements_between :many
-- Agreements by which a system may use a service, newest first.
select g.number as "number!", g.purposes as "purposes!", g.needs_case as "needs_case!"
from sharing.agreement_v1 g
join registry.system_v1 c on c.id = g.consumer_system_id
join registry.data_service_v1 d on d.id = g.service_id
join registry.system_v1 p on p.id = d.system_id
where g.state = 'active' and c.path = $consumer::text and d.slug = $slug::text and ($provider::text is null or p.path = $provider::text)
order by g.id desc;
