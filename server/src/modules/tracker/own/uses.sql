-- name: list_uses :many
-- Newest first, each person's rows by the index of references; an exchange leads to its own day by its moment. What is delayed or sealed is not there before its time.
select u.exchange_id as "id!", u.at as "at!", u.visible_from > u.at as "delayed!", e.status as "status!", e.purpose, e.assurance as "assurance!",
  c.agency_id as "asker_id!", ca.name_th as "asker_th!", ca.name_en as "asker_en!", c.name_th as "asker_system_th!", c.name_en as "asker_system_en!",
  pa.id as answerer_id, pa.name_th as answerer_th, pa.name_en as answerer_en, d.slug as service, d.title_th as service_th, d.title_en as service_en, o.summary_th, o.summary_en,
  a.number as agreement, a.legal_basis_th, a.legal_basis_en, w.th as purpose_th, w.en as purpose_en
from unnest($years::int[], $subjects::bytea[]) k (year, subject)
cross join lateral (
  select s.exchange_id, s.at, s.visible_from
  from exchange.subject_use_v1 s
  where s.key_year = k.year and s.subject = k.subject and s.visible_from <= now()
    and ($before::timestamptz is null or (s.at, s.exchange_id) < ($before::timestamptz, $before_id::uuid))
    and ($from::timestamptz is null or s.at >= $from::timestamptz) and ($to::timestamptz is null or s.at < $to::timestamptz)
    and ($agency::text is null or exists (
      select from exchange.exchange_v1 x join registry.system_v1 y on y.id = x.consumer_system_id where x.id = s.exchange_id and x.at = s.at and y.agency_id = $agency::text))
  order by s.at desc, s.exchange_id desc
  offset $skip::int
  limit $limit::int
) u
join exchange.exchange_v1 e on e.id = u.exchange_id and e.at = u.at
join registry.system_v1 c on c.id = e.consumer_system_id
join organisations.agency_v1 ca on ca.id = c.agency_id
left join registry.data_service_v1 d on d.id = e.service_id
left join registry.system_v1 p on p.id = d.system_id
left join organisations.agency_v1 pa on pa.id = p.agency_id
left join registry.operation_v1 o on o.service_id = e.service_id and o.version = d.version and o.operation_id = e.operation_id
left join sharing.agreement_words_v1 a on a.agreement_id = e.agreement_id and a.version = e.agreement_version
left join lateral (select x.value ->> 'th' as th, x.value ->> 'en' as en from jsonb_array_elements(a.purposes) x where x.value ->> 'code' = e.purpose limit 1) w on true
order by u.at desc, u.exchange_id desc
limit $limit::int;

-- name: count_uses :many
-- Which agencies asked, how often, and when last.
select c.agency_id as "agency_id!", ca.name_th as "name_th!", ca.name_en as "name_en!", count(*)::int as "uses!", max(s.at) as "last_at!"
from unnest($years::int[], $subjects::bytea[]) k (year, subject)
join exchange.subject_use_v1 s on s.key_year = k.year and s.subject = k.subject and s.visible_from <= now()
join exchange.exchange_v1 e on e.id = s.exchange_id and e.at = s.at
join registry.system_v1 c on c.id = e.consumer_system_id
join organisations.agency_v1 ca on ca.id = c.agency_id
where ($from::timestamptz is null or s.at >= $from::timestamptz) and ($to::timestamptz is null or s.at < $to::timestamptz)
group by c.agency_id, ca.name_th, ca.name_en
order by count(*) desc, c.agency_id;

-- name: find_first_use :maybe
-- Since when uses are kept at all.
select s.at as "at!" from exchange.subject_use_v1 s order by s.at limit 1;
