-- name: find_worker :maybe
select w.name as "name!" from kernel.worker_v1 w where w.name = $name::text;
