-- name: list_run_lives :many
select r.id as "id!", r.dataset_id as "dataset_id!", r.created_at as "created_at!", r.finished_at
from linkage.run r
where r.id = any ($ids::bigint[]);
