-- name: find_quarantine :maybe
select r.id as "id!", r.quarantine_key, r.dataset_id as "dataset_id!", c.body as "contract!", w.name as raw_name
from linkage.run r
join linkage.contract c on c.id = r.contract_id
left join linkage.raw w on w.id = r.raw_id
where r.id = $id::bigint;

-- name: list_replayed :many
select p.line as "line!" from linkage.replayed p where p.run_id = $run_id::bigint;
