-- name: list_open_run_ids :many
select r.id as "id!" from linkage.run r where r.id = any ($ids::bigint[]) and r.finished_at is null;
