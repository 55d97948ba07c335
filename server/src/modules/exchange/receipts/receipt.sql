-- name: find_evidence :maybe
-- What was signed in one exchange, with the keys and whose they are. The id says its moment, which leads to one day's partition.
select e.id, c.agency_id as consumer_agency_id, p.agency_id as provider_agency_id, e.request_base, e.request_signature, e.response_base, e.response_signature, e.gateway_base, e.gateway_signature,
  (select k.jwk from registry.system_key_v1 k where k.system_id = e.consumer_system_id and k.kid = e.consumer_kid order by k.id desc limit 1) as consumer_jwk,
  (select k.jwk from registry.system_key_v1 k where k.system_id = e.provider_system_id and k.kid = e.provider_kid order by k.id desc limit 1) as provider_jwk,
  (select k.public_jwk from exchange.signing_key k where k.kid = e.gateway_kid) as gateway_jwk
from exchange.exchange e
join registry.system_v1 c on c.id = e.consumer_system_id
left join registry.system_v1 p on p.id = e.provider_system_id
where e.id = $id::uuid
  and e.at between uuid_extract_timestamp($id::uuid) - interval '1 second' and uuid_extract_timestamp($id::uuid) + interval '1 second';
