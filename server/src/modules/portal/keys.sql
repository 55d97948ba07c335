-- name: hold_key :exec
-- For this transaction, whoever asks may read what carries this id: they were given its address when they wrote it.
select set_config('portal.key', $id::uuid::text, true);

-- name: find_public_dataset :maybe
-- A dataset that everybody may find, by its name in addresses.
select d.id as "id!", d.agency_id as "agency_id!"
from catalog.record_v1 r
join catalog.dataset_v1 d on d.id = r.dataset_id
where d.slug = $slug::text and r.state = 'published' and r.audience = 'open' and d.level = 0;
