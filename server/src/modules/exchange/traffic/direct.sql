-- name: list_direct_exchanges :many
-- Exchanges of edges among themselves, with the same narrowing as those through the gateway. Whose the error was is not signed, so it is not known.
select e.id as "id!", e.at as "at!", e.status as "status!", e.purpose as "purpose!", e.assurance as "assurance!", e.agreement_version, e.consumer_handed_in_at, e.provider_handed_in_at,
  c.path as "consumer_path!", c.name_th as "consumer_th!", c.name_en as "consumer_en!", c.agency_id as "consumer_id!", p.path as "provider_path!", p.agency_id as "provider_id!",
  d.slug as service, d.title_th as service_th, d.title_en as service_en, e.agreement_number as "agreement!"
from edge.direct_exchange_v1 e
join registry.system_v1 c on c.id = e.consumer_system_id
join registry.system_v1 p on p.id = e.provider_system_id
left join registry.data_service_v1 d on d.id = e.service_id
where ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
  and ($from::timestamptz is null or e.at >= $from::timestamptz) and ($to::timestamptz is null or e.at < $to::timestamptz)
  and ($before::timestamptz is null or (e.at, e.id) < ($before::timestamptz, $before_id::uuid))
  and ($service_id::bigint is null or e.service_id = $service_id::bigint)
  and ($consumer::text is null or c.path = $consumer::text)
  and ($provider::text is null or p.path = $provider::text)
  and ($agreement::text is null or e.agreement_number = $agreement::text)
  and (not $unmatched::boolean or e.consumer_handed_in_at is null or e.provider_handed_in_at is null)
  and case $show::text when 'answered' then e.status < 400 when 'refused' then e.status >= 400 else true end
order by e.at desc, e.id desc
limit $limit::int;

-- name: find_direct_exchange :maybe
select e.id as "id!", e.at as "at!", e.status as "status!", e.purpose as "purpose!", e.assurance as "assurance!", e.agreement_version, e.consumer_handed_in_at, e.provider_handed_in_at, e.consumer_kid as "consumer_kid!", e.provider_kid as "provider_kid!",
  c.path as "consumer_path!", c.name_th as "consumer_th!", c.name_en as "consumer_en!", c.agency_id as "consumer_id!", p.path as "provider_path!", p.agency_id as "provider_id!",
  d.slug as service, d.title_th as service_th, d.title_en as service_en, coalesce(d.is_personal, false) as "is_personal!", e.agreement_number as "agreement!", a.legal_basis_th, a.legal_basis_en, w.th as purpose_th, w.en as purpose_en,
  y.number as entry, y.leaf_index, y.appended_at
from edge.direct_exchange_v1 e
join registry.system_v1 c on c.id = e.consumer_system_id
join registry.system_v1 p on p.id = e.provider_system_id
left join registry.data_service_v1 d on d.id = e.service_id
left join sharing.agreement_words_v1 a on a.number = e.agreement_number and a.version = coalesce(e.agreement_version, 1)
left join lateral (select x.value ->> 'th' as th, x.value ->> 'en' as en from jsonb_array_elements(a.purposes) x where x.value ->> 'code' = e.purpose limit 1) w on true
left join ledger.entry_v1 y on y.id = e.id
where e.id = $id::uuid and ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]));

-- name: count_direct_exchanges :one
-- Direct exchanges of a while, and those that only one side handed in.
select count(*)::int as "direct!", (count(*) filter (where e.consumer_handed_in_at is null or e.provider_handed_in_at is null))::int as "unmatched!"
from edge.direct_exchange_v1 e
join registry.system_v1 c on c.id = e.consumer_system_id
join registry.system_v1 p on p.id = e.provider_system_id
where e.at >= $from::timestamptz and e.at <= $to::timestamptz
  and ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
  and ($service_id::bigint is null or e.service_id = $service_id::bigint);
