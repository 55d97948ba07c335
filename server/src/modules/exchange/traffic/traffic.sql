-- name: list_moments :many
-- Exchanges by moment of so many seconds; those without any are there too, so that a pause is seen.
with span as (
  select to_timestamp(floor(extract(epoch from $to::timestamptz) / $seconds::int) * $seconds::int) as last
), moment as (
  select s.last - n * ($seconds::int * interval '1 second') as at from span s cross join generate_series(0, $count::int - 1) n
), counted as (
  select to_timestamp(floor(extract(epoch from e.at) / $seconds::int) * $seconds::int) as at, count(*) filter (where e.status < 400)::int as answered, count(*) filter (where e.status >= 400)::int as refused
  from exchange.exchange e
  join registry.system_v1 c on c.id = e.consumer_system_id
  left join registry.system_v1 p on p.id = e.provider_system_id
  where e.at >= $to::timestamptz - $count::int * ($seconds::int * interval '1 second') and e.at <= $to::timestamptz
    and ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
    and ($service_id::bigint is null or e.service_id = $service_id::bigint)
  group by 1
)
select m.at as "at!", coalesce(c.answered, 0) as "answered!", coalesce(c.refused, 0) as "refused!"
from moment m left join counted c on c.at = m.at
order by m.at;

-- name: list_services :many
-- What each service answered in a while: errors by whose they were, and how long callers waited.
select d.slug, d.title_th, d.title_en, p.agency_id, count(*)::int as "exchanges!", count(*) filter (where e.status < 400)::int as "answered!",
  count(*) filter (where e.error_origin = 'consumer')::int as "by_consumer!", count(*) filter (where e.error_origin = 'hub')::int as "by_hub!", count(*) filter (where e.error_origin = 'provider')::int as "by_provider!",
  count(*) filter (where e.error_origin = 'network')::int as "by_network!", coalesce(sum(e.response_bytes), 0)::bigint as "bytes!",
  percentile_disc(0.5) within group (order by e.took_ms) as "p50!", percentile_disc(0.95) within group (order by e.took_ms) as "p95!", percentile_disc(0.99) within group (order by e.took_ms) as "p99!",
  percentile_disc(0.95) within group (order by e.upstream_ms) as upstream_p95
from exchange.exchange e
join registry.system_v1 c on c.id = e.consumer_system_id
left join registry.system_v1 p on p.id = e.provider_system_id
left join registry.data_service_v1 d on d.id = e.service_id
where e.at >= $from::timestamptz and e.at <= $to::timestamptz
  and ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
  and ($service_id::bigint is null or e.service_id = $service_id::bigint)
group by d.slug, d.title_th, d.title_en, p.agency_id
order by count(*) desc, d.slug nulls last
limit 200;

-- name: list_consumers :many
-- Who asked, how often it went wrong, and by which problem most.
select c.path as "path!", c.name_th as "name_th!", c.name_en as "name_en!", c.agency_id as "agency_id!", count(*)::int as "exchanges!", count(*) filter (where e.status >= 400)::int as "refused!",
  mode() within group (order by e.problem) as problem, max(e.at) as "last_at!"
from exchange.exchange e
join registry.system_v1 c on c.id = e.consumer_system_id
left join registry.system_v1 p on p.id = e.provider_system_id
where e.at >= $from::timestamptz and e.at <= $to::timestamptz
  and ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
  and ($service_id::bigint is null or e.service_id = $service_id::bigint)
group by c.path, c.name_th, c.name_en, c.agency_id
order by count(*) filter (where e.status >= 400) desc, count(*) desc, c.path
limit 200;

-- name: find_service_id :maybe
select d.id as "id!" from registry.data_service_v1 d where d.slug = $slug::text;

-- name: list_agreement_uses :many
-- Who uses the data of whom, by agreement: uses by day were counted as they happened, so a long while costs no more than a short one.
select a.number as "number!", a.version as "version!", a.state as "state!", a.quota_per_day, c.path as "path!", c.name_th as "system_th!", c.name_en as "system_en!", c.agency_id as "consumer_id!", p.agency_id as "provider_id!",
  d.slug as "service!", d.title_th as "service_th!", d.title_en as "service_en!", t.slug as dataset, t.title_th as dataset_th, t.title_en as dataset_en, a.legal_basis_th, a.legal_basis_en, a.purposes as "purposes!", a.valid_to,
  coalesce(u.uses, 0)::bigint as "uses!", greatest(u.last_on, x.last_on) as last_on, coalesce(u.today, 0)::bigint as "today!", coalesce(x.uses, 0)::bigint as "direct!", coalesce(x.unmatched, 0)::bigint as "unmatched!"
from sharing.agreement_v1 a
join registry.system_v1 c on c.id = a.consumer_system_id
join registry.data_service_v1 d on d.id = a.service_id
join registry.system_v1 p on p.id = d.system_id
left join catalog.dataset_v1 t on t.id = d.dataset_id
left join lateral (
  select sum(q.used) as uses, max(q.day) as last_on, sum(q.used) filter (where q.day = $today::date) as today
  from exchange.quota_use q where q.agreement_id = a.id and q.day > $today::date - $days::int
) u on true
left join lateral (
  select count(*) as uses, count(*) filter (where e.consumer_handed_in_at is null or e.provider_handed_in_at is null) as unmatched, max((e.at at time zone 'Asia/Bangkok')::date) as last_on
  from edge.direct_exchange_v1 e where e.agreement_number = a.number and e.at >= ($today::date - $days::int + 1)::timestamp at time zone 'Asia/Bangkok'
) x on true
where ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
  and case $side::text when 'consumer' then $agencies::text[] is null or c.agency_id = any ($agencies::text[]) when 'provider' then $agencies::text[] is null or p.agency_id = any ($agencies::text[]) else true end
  and ($service::text is null or d.slug = $service::text) and ($dataset::text is null or t.slug = $dataset::text)
  and a.state in ('active', 'suspended', 'expired', 'ended', 'not-yet')
order by coalesce(u.uses, 0) + coalesce(x.uses, 0) desc, a.number
limit 500;
