-- name: find_moved_service :maybe
-- A service that is going away, or went, and which takes its place.
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.state as "state!", d.sunset_on, d.successor
from registry.data_service_v1 d where d.id = $id::bigint;

-- name: list_coming_sunsets :many
-- Services whose announced last day comes within so many days.
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.state as "state!", d.sunset_on as "sunset_on!", d.successor, d.deprecated_at as "deprecated_at!"
from registry.data_service_v1 d
where d.state = 'deprecated' and d.sunset_on between $today::date and $until::date
order by d.id;

-- name: change_provider :many
-- Of what is open or in force, and of what may be renewed.
with moved as (
  insert into sharing.provider_change (agreement_id, recorded_at, agency_id, reason)
  select s.id, $now::timestamptz, $agency_id::text, $reason::text
  from sharing.agreements_at($now::timestamptz) s
  where s.service_id = $service_id::bigint and s.provider_agency_id <> $agency_id::text and s.state not in ('ended', 'refused', 'withdrawn')
  on conflict on constraint provider_change_pk do nothing
  returning agreement_id
)
select a.number as "number!" from moved m join sharing.agreement a on a.id = m.agreement_id order by a.id;
