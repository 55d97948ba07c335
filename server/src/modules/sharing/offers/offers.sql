-- name: list_standing_offers :many
-- What the owner of a service agreed to beforehand, the newest first; those that ended or ran out stay on the list.
select o.id as "id!", o.service_id as "service_id!", o.agency_id as "agency_id!", o.terms as "terms!", o.sha256 as "sha256!", o.valid_to as "valid_to!", o.signer as "signer!", o.actor as "actor!", o.recorded_at as "recorded_at!", e.recorded_at as ended_at
from sharing.offer o
left join sharing.offer_end e on e.offer_id = o.id
where o.service_id = $service_id::bigint
order by o.id desc;

-- name: insert_offer :one
insert into sharing.offer (service_id, agency_id, terms, text, sha256, valid_to, signer, actor, account_id, recorded_at)
values ($service_id::bigint, $agency_id::text, $terms::jsonb, $text::text, $sha256::text, $valid_to::date, $signer::jsonb, $actor::text, $account_id::uuid, $now::timestamptz) returning id as "id!";

-- name: find_standing_offer :maybe
select o.id as "id!", o.service_id as "service_id!", s.agency_id as "agency_id!", e.recorded_at as ended_at
from sharing.offer o
join registry.data_service_v1 d on d.id = o.service_id
join registry.system_v1 s on s.id = d.system_id
left join sharing.offer_end e on e.offer_id = o.id
where o.id = $id::bigint;

-- name: insert_offer_end :maybe
insert into sharing.offer_end (offer_id, reason, actor, recorded_at) values ($offer_id::bigint, $reason::text, $actor::text, $now::timestamptz) on conflict on constraint offer_end_pk do nothing returning offer_id as "offer_id!";
