-- name: move_agreements :many
-- The successor uses what the former agency might use, by the same document; what it owns itself needs none any more.
update access.agreement a
set consumer_agency_id = $into_id::text, changed_at = now(), state = case when d.agency_id in ($from_id::text, $into_id::text) then 'ended' else a.state end
from catalog.dataset_v1 d
where d.id = a.dataset_id and a.consumer_agency_id = $from_id::text and a.state <> 'ended'
returning a.id as "id!", a.dataset_id as "dataset_id!", a.reaches as "reaches!", a.state as "state!";

-- name: end_own_agreements :many
-- Datasets of the former agency that the successor used by an agreement are its own now.
update access.agreement a
set state = 'ended', changed_at = now()
from catalog.dataset_v1 d
where d.id = a.dataset_id and a.consumer_agency_id = $into_id::text and a.state <> 'ended' and d.agency_id in ($from_id::text, $into_id::text)
returning a.id as "id!";

-- name: list_agency_agreements :many
select d.title_th as "th!", d.title_en as "en!"
from access.agreement a
join catalog.dataset_v1 d on d.id = a.dataset_id
where a.consumer_agency_id = $agency_id::text and a.state <> 'ended'
order by d.title_th;
