-- name: find_release_facts :maybe
select d.id as "dataset_id!", d.slug as "slug!", d.agency_id as "agency_id!", d.title_th as "title_th!", d.title_en as "title_en!", r.number as "number!", r.row_count as "row_count!", r.content_hash as "content_hash!", r.data_as_of
from lake.release_v1 r
join catalog.dataset_v1 d on d.id = r.dataset_id
where r.dataset_id = $dataset_id::bigint and r.number = $number::int;

-- name: find_service_facts :maybe
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.state as "state!", d.version, d.sunset_on, s.agency_id as "agency_id!"
from registry.data_service_v1 d
join registry.system_v1 s on s.id = d.system_id
where d.id = $service_id::bigint;

-- name: find_agreement_facts :maybe
select a.number as "number!", a.version as "version!", a.valid_from, a.valid_to, c.agency_id as "consumer_id!", c.path as "consumer_path!", p.agency_id as "provider_id!", d.slug as "service!"
from sharing.agreement_v1 a
join registry.system_v1 c on c.id = a.consumer_system_id
join registry.data_service_v1 d on d.id = a.service_id
join registry.system_v1 p on p.id = d.system_id
where a.id = $agreement_id::bigint;

-- name: list_just_expired :many
-- Whose last day is over: nobody ends them, the calendar does.
select a.number as "number!", a.version as "version!", a.valid_from, a.valid_to, c.agency_id as "consumer_id!", c.path as "consumer_path!", p.agency_id as "provider_id!", d.slug as "service!"
from sharing.agreement_v1 a
join registry.system_v1 c on c.id = a.consumer_system_id
join registry.data_service_v1 d on d.id = a.service_id
join registry.system_v1 p on p.id = d.system_id
where a.state = 'expired' and a.valid_to >= $today::date - 7;

-- name: take_minutes :one
-- The minutes that nobody summed up yet: of the first time, none; never more than six hours at once. The row stays locked until they are told.
with mark as (
  insert into events.summary_mark (one, minute) values (true, date_trunc('minute', $until::timestamptz)) on conflict on constraint summary_mark_pk do update set minute = summary_mark.minute
  returning minute
)
select m.minute as "from!", greatest(m.minute, least(date_trunc('minute', $until::timestamptz), m.minute + interval '6 hours')) as "to!" from mark m;

-- name: move_mark :exec
update events.summary_mark set minute = $to::timestamptz;

-- name: count_minutes :many
select date_trunc('minute', e.at) as "minute!", a.number as "number!", d.slug as "service!", c.agency_id as "consumer_id!", c.path as "consumer_path!", p.agency_id as "provider_id!",
  count(*)::int as "exchanges!", count(*) filter (where e.status < 400)::int as "answered!", count(*) filter (where e.status >= 400)::int as "refused!", coalesce(sum(e.response_bytes), 0)::bigint as "bytes!", max(e.took_ms) as "slowest!"
from exchange.exchange_v1 e
join sharing.agreement_v1 a on a.id = e.agreement_id
join registry.data_service_v1 d on d.id = a.service_id
join registry.system_v1 c on c.id = e.consumer_system_id
join registry.system_v1 p on p.id = d.system_id
where e.at >= $from::timestamptz and e.at < $to::timestamptz
group by 1, a.number, d.slug, c.agency_id, c.path, p.agency_id
order by 1, a.number;
