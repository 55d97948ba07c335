-- name: insert_offer :exec
insert into hosting.offer (service_id, dataset_id, kind, created_at) values ($service_id::bigint, $dataset_id::bigint, $kind::text, $now::timestamptz);

-- name: insert_offer_version :maybe
-- Only on top of the version that was seen.
insert into hosting.offer_version (service_id, version, contract_version, columns, key_columns, conditions, group_columns, suppress_below, reason, actor, recorded_at)
select $service_id::bigint, $seen::int + 1, $contract_version::int, $columns::jsonb, $key_columns::text[], $conditions::jsonb, $group_columns::text[], $suppress_below::int, $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from hosting.offer_version v where v.service_id = $service_id::bigint), 0) = $seen::int
on conflict on constraint offer_version_pk do nothing
returning version as "version!";

-- name: find_hosted_service :maybe
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.hosted_kind as "kind!", d.state as "state!", y.agency_id as "agency_id!", t.id as "dataset_id!", t.slug as "dataset!",
  t.title_th as "dataset_th!", t.title_en as "dataset_en!"
from registry.data_service_v1 d
join registry.system_v1 y on y.id = d.system_id
join catalog.dataset_v1 t on t.id = d.dataset_id
where d.slug = $slug::text and d.kind = 'hosted';

-- name: list_hosted_services :many
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.hosted_kind as "kind!", d.state as "state!"
from registry.data_service_v1 d
where d.dataset_id = $dataset_id::bigint and d.kind = 'hosted'
order by d.id;

-- name: find_releasing_system :maybe
select y.path as "path!", y.state as "state!" from registry.system_v1 y where y.agency_id = $agency_id::text and y.code = $code::text order by y.id limit 1;

-- name: list_taken_slugs :many
select d.slug as "slug!" from registry.data_service_v1 d where d.slug = $slug::text or d.slug like $slug::text || '-%';

-- name: find_last_offer :maybe
-- Who said the newest version, and when: told to whoever comes too late.
select v.version as "version!", v.actor as "actor!", v.reason, v.recorded_at as "recorded_at!" from hosting.offer_version v where v.service_id = $service_id::bigint order by v.version desc limit 1;

-- name: find_newest_set :maybe
select s.state as "state!", s.release_number as "release_number!", s.rows as "rows!", s.problem, r.row_count as of
from hosting.served_set s
left join lake.release_v1 r on r.id = s.release_id
where s.service_id = $service_id::bigint
order by s.id desc
limit 1;

-- name: list_outdated_offers :many
-- Offers of a dataset whose columns are those of another contract than the current release's.
select o.service_id as "service_id!", d.slug as "slug!", d.state as "state!"
from hosting.offer o
join registry.data_service_v1 d on d.id = o.service_id
join lake.current_release_v1 r on r.dataset_id = o.dataset_id
join lateral (select w.contract_version from hosting.offer_version w where w.service_id = o.service_id order by w.version desc limit 1) v on true
where o.dataset_id = $dataset_id::bigint and v.contract_version <> r.contract_version and d.state <> 'retired';
