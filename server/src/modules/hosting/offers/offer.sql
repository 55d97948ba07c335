-- name: find_offer :maybe prepared
select o.dataset_id as "dataset_id!", d.slug as "slug!", o.kind as "kind!", v.version as "version!", v.contract_version as "contract_version!", v.columns as "columns!", v.key_columns as "key_columns!",
  v.conditions as "conditions!", v.group_columns as "group_columns!", v.suppress_below as "suppress_below!"
from hosting.offer o
join catalog.dataset_v1 d on d.id = o.dataset_id
join lateral (select * from hosting.offer_version w where w.service_id = o.service_id order by w.version desc limit 1) v on true
where o.service_id = $service_id::bigint;

-- name: find_served_release :maybe prepared
-- The head of the dataset; never a withdrawn release.
select r.id as "id!", r.number as "number!", r.content_hash as "content_hash!" from lake.current_release_v1 r where r.dataset_id = $dataset_id::bigint;

-- name: find_offer_version :maybe
select o.dataset_id as "dataset_id!", d.slug as "slug!", o.kind as "kind!", v.version as "version!", v.contract_version as "contract_version!", v.columns as "columns!", v.key_columns as "key_columns!",
  v.conditions as "conditions!", v.group_columns as "group_columns!", v.suppress_below as "suppress_below!"
from hosting.offer o
join catalog.dataset_v1 d on d.id = o.dataset_id
join hosting.offer_version v on v.service_id = o.service_id and v.version = $version::int
where o.service_id = $service_id::bigint;
