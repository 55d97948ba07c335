-- name: find_direct_agreement :maybe
-- Who and what an agreement is between, whatever has become of it since.
select a.number as "number!", a.version as "version!", a.terms_sha256 as "terms_sha256!", a.consumer_system_id as "consumer_system_id!", a.service_id as "service_id!", d.system_id as "provider_system_id!", d.slug as "slug!"
from sharing.agreement_v1 a
join registry.data_service_v1 d on d.id = a.service_id
where a.number = $number::text;

-- name: insert_direct_exchange :maybe
insert into edge.direct_exchange (id, at, consumer_system_id, provider_system_id, service_id, agreement_number, agreement_version, purpose, status, consumer_kid, provider_kid, request_base, request_signature, response_base, response_signature, recorded_at)
values ($id::uuid, $at::timestamptz, $consumer_system_id::bigint, $provider_system_id::bigint, $service_id::bigint, $agreement_number::text, $agreement_version::int, $purpose::text, $status::int, $consumer_kid::text, $provider_kid::text,
  $request_base::text, $request_signature::text, $response_base::text, $response_signature::text, $now::timestamptz)
on conflict do nothing
returning id;

-- name: is_same_exchange :maybe
select true as same from edge.direct_exchange d where d.id = $id::uuid and d.request_signature = $request_signature::text and d.response_signature = $response_signature::text;

-- name: note_hand_in :exec
insert into edge.hand_in (exchange_id, system_id, recorded_at) values ($exchange_id::uuid, $system_id::bigint, $now::timestamptz) on conflict do nothing;
