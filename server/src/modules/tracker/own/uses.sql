-- name: find_uses :many
-- Newest first, each key's rows by the index of references; what is delayed or sealed is not there before its time.
select u.exchange_id as "id!", u.at as "at!", u.visible_from > u.at as "delayed!"
from unnest($years::int[], $subjects::bytea[]) k (year, subject)
cross join lateral (
  select s.exchange_id, s.at, s.visible_from
  from exchange.subject_use_v1 s
  where s.key_year = k.year and s.subject = k.subject and s.visible_from <= now()
    and ($before::timestamptz is null or (s.at, s.exchange_id) < ($before::timestamptz, $before_id::uuid))
    and ($from::timestamptz is null or s.at >= $from::timestamptz) and ($to::timestamptz is null or s.at < $to::timestamptz)
    and ($agency::text is null or s.consumer_system_id in (select y.id from registry.system_v1 y where y.agency_id = $agency::text))
  order by s.at desc, s.exchange_id desc
  limit $limit::int
) u
order by u.at desc, u.exchange_id desc
limit $limit::int;

-- name: list_exchanges_in_words :many
-- Few ids with their moments: the planner reads these values and opens the partitions of their days alone.
select e.id as "id!", e.at as "at!", e.status as "status!", e.purpose, e.assurance as "assurance!",
  c.agency_id as "asker_id!", ca.name_th as "asker_th!", ca.name_en as "asker_en!", c.name_th as "asker_system_th!", c.name_en as "asker_system_en!",
  pa.id as answerer_id, pa.name_th as answerer_th, pa.name_en as answerer_en, d.title_th as service_th, d.title_en as service_en, o.summary_th, o.summary_en,
  a.number as agreement, a.legal_basis_th, a.legal_basis_en, w.th as purpose_th, w.en as purpose_en
from exchange.exchange_v1 e
join registry.system_v1 c on c.id = e.consumer_system_id
join organisations.agency_v1 ca on ca.id = c.agency_id
left join registry.data_service_v1 d on d.id = e.service_id
left join registry.system_v1 p on p.id = d.system_id
left join organisations.agency_v1 pa on pa.id = p.agency_id
left join registry.operation_v1 o on o.service_id = e.service_id and o.version = d.version and o.operation_id = e.operation_id
left join sharing.agreement_words_v1 a on a.agreement_id = e.agreement_id and a.version = e.agreement_version
left join lateral (select x.value ->> 'th' as th, x.value ->> 'en' as en from jsonb_array_elements(a.purposes) x where x.value ->> 'code' = e.purpose limit 1) w on true
where e.id = any ($ids::uuid[]) and e.at = any ($ats::timestamptz[]);

-- name: count_uses :many
-- Which agencies asked, how often, and when last.
with own as (
  select s.consumer_system_id, count(*) as uses, max(s.at) as last_at
  from unnest($years::int[], $subjects::bytea[]) k (year, subject)
  join exchange.subject_use_v1 s on s.key_year = k.year and s.subject = k.subject and s.visible_from <= now()
  where ($from::timestamptz is null or s.at >= $from::timestamptz) and ($to::timestamptz is null or s.at < $to::timestamptz)
  group by s.consumer_system_id
)
select c.agency_id as "agency_id!", a.name_th as "name_th!", a.name_en as "name_en!", sum(o.uses)::int as "uses!", max(o.last_at) as "last_at!"
from own o
join registry.system_v1 c on c.id = o.consumer_system_id
join organisations.agency_v1 a on a.id = c.agency_id
group by c.agency_id, a.name_th, a.name_en
order by sum(o.uses) desc, c.agency_id;

-- name: find_first_year :maybe
-- The oldest calendar year of which uses are kept.
select k.year as "year!"
from (select distinct extract(year from n)::int as year from generate_series(now() - interval '20 years', now() + interval '1 day', interval '1 month') n) k
where exists (select from exchange.subject_use_v1 s where s.key_year = k.year)
order by k.year limit 1;
