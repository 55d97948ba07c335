-- name: list_exchanges :many
select e.id as "id!", e.at as "at!", e.status as "status!", e.error_origin, e.problem, e.operation_id, e.purpose, e.case_ref, e.assurance as "assurance!", e.took_ms as "took_ms!", e.request_bytes as "request_bytes!", e.response_bytes as "response_bytes!",
  c.path as "consumer_path!", c.name_th as "consumer_th!", c.name_en as "consumer_en!", c.agency_id as "consumer_id!", p.path as provider_path, p.agency_id as provider_id,
  d.slug as service, d.title_th as service_th, d.title_en as service_en, a.number as agreement, e.agreement_version
from exchange.exchange e
join registry.system_v1 c on c.id = e.consumer_system_id
left join registry.system_v1 p on p.id = e.provider_system_id
left join registry.data_service_v1 d on d.id = e.service_id
left join sharing.agreement_words_v1 a on a.agreement_id = e.agreement_id and a.version = e.agreement_version
where ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]))
  and ($from::timestamptz is null or e.at >= $from::timestamptz) and ($to::timestamptz is null or e.at < $to::timestamptz)
  and ($before::timestamptz is null or (e.at, e.id) < ($before::timestamptz, $before_id::uuid))
  and ($service_id::bigint is null or e.service_id = $service_id::bigint)
  and ($consumer::text is null or c.path = $consumer::text)
  and ($provider::text is null or p.path = $provider::text)
  and ($agreement::text is null or a.number = $agreement::text)
  and ($problem::text is null or e.problem = $problem::text)
  and case $show::text when 'answered' then e.status < 400 when 'refused' then e.status >= 400 when 'consumer' then e.error_origin = 'consumer' when 'hub' then e.error_origin = 'hub'
    when 'provider' then e.error_origin = 'provider' when 'network' then e.error_origin = 'network' else true end
order by e.at desc, e.id desc
limit $limit::int;

-- name: find_exchange :maybe
-- @param from, to around the moment within the id, so that one partition is opened and not all.
select e.id as "id!", e.at as "at!", e.status as "status!", e.error_origin, e.problem, e.answer_note, e.operation_id, e.purpose, e.case_ref, e.assurance as "assurance!", e.took_ms as "took_ms!", e.upstream_ms, e.request_bytes as "request_bytes!",
  e.response_bytes as "response_bytes!", e.stream, e.seq, e.consumer_kid, e.provider_kid, e.gateway_kid as "gateway_kid!",
  c.path as "consumer_path!", c.name_th as "consumer_th!", c.name_en as "consumer_en!", c.agency_id as "consumer_id!", p.path as provider_path, p.agency_id as provider_id,
  d.slug as service, d.title_th as service_th, d.title_en as service_en, o.summary_th, o.summary_en, a.number as agreement, e.agreement_version, a.legal_basis_th, a.legal_basis_en, w.th as purpose_th, w.en as purpose_en,
  s.disclosure is not null as "is_personal!", s.disclosure, s.visible_from, s.reason_code, e.late_at, y.number as entry, y.leaf_index, y.appended_at
from exchange.exchange e
join registry.system_v1 c on c.id = e.consumer_system_id
left join registry.system_v1 p on p.id = e.provider_system_id
left join registry.data_service_v1 d on d.id = e.service_id
left join registry.operation_v1 o on o.service_id = e.service_id and o.version = d.version and o.operation_id = e.operation_id
left join sharing.agreement_words_v1 a on a.agreement_id = e.agreement_id and a.version = e.agreement_version
left join lateral (select x.value ->> 'th' as th, x.value ->> 'en' as en from jsonb_array_elements(a.purposes) x where x.value ->> 'code' = e.purpose limit 1) w on true
left join lateral (select u.disclosure, u.visible_from, u.reason_code from exchange.subject_use u where u.exchange_id = e.id order by u.visible_from desc nulls first limit 1) s on true
left join ledger.entry_v1 y on y.id = e.id
where e.id = $id::uuid and ($from::timestamptz is null or e.at between $from::timestamptz and $to::timestamptz)
  and ($agencies::text[] is null or c.agency_id = any ($agencies::text[]) or p.agency_id = any ($agencies::text[]));

-- name: find_first_day :one
-- The first day (UTC) of which there may be exchanges, through the gateway or direct.
select least(exchange.first_day(), (select (min(d.at) at time zone 'UTC')::date from edge.direct_exchange_v1 d)) as day;
