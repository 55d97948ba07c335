-- name: insert_reach :exec
insert into catalog.reach (agency_id, dataset_id) values ($agency_id::text, $dataset_id::bigint) on conflict do nothing;

-- name: delete_reach :exec
delete from catalog.reach where agency_id = $agency_id::text and dataset_id = $dataset_id::bigint;
