-- name: insert_source :one
insert into linkage.source (dataset_id, kind, config, summary, created_by)
values ($dataset_id::bigint, $kind::text, $config::jsonb, $summary::text, $created_by::text)
returning id as "id!", created_at as "created_at!";

-- name: find_source :maybe
select s.id as "id!", s.dataset_id as "dataset_id!", s.kind as "kind!", s.config as "config!", s.summary as "summary!", s.mark
from linkage.source s
where s.id = $id::bigint and ($dataset_id::bigint is null or s.dataset_id = $dataset_id::bigint) and s.retired_at is null;

-- name: list_sources :many
select s.id as "id!", s.kind as "kind!", s.summary as "summary!", s.created_at as "created_at!", s.last_fetched_at
from linkage.source s
where s.dataset_id = $dataset_id::bigint and s.retired_at is null
order by s.id;

-- name: note_fetched :exec
-- A failed run leaves the mark alone, so that the next one fetches the same bytes again.
update linkage.source s set mark = coalesce(r.mark, s.mark), last_fetched_at = now()
from linkage.run r where r.id = $run_id::bigint and s.id = r.source_id;
