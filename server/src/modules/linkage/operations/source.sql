-- name: insert_source :one
insert into linkage.source (dataset_id, kind, name, config, summary, created_by)
values ($dataset_id::bigint, $kind::text, $name::text, $config::jsonb, $summary::text, $created_by::text)
returning id as "id!";

-- name: find_source :maybe
-- A source in use; a retired one fetches nothing more.
select s.id as "id!", s.dataset_id as "dataset_id!", s.kind as "kind!", s.config as "config!", s.summary as "summary!", s.mark
from linkage.source s
where s.id = $id::bigint and ($dataset_id::bigint is null or s.dataset_id = $dataset_id::bigint) and s.retired_at is null;

-- name: find_and_share_source :maybe
-- Whoever starts a run holds the source against being retired meanwhile.
select s.id as "id!", s.retired_at
from linkage.source s
where s.id = $id::bigint and s.dataset_id = $dataset_id::bigint
for share;

-- name: select_and_lock_source :maybe
select s.id as "id!", s.kind as "kind!", s.name, s.config as "config!", s.retired_at
from linkage.source s
where s.id = $id::bigint and s.dataset_id = $dataset_id::bigint
for update;

-- name: change_source :exec
-- New settings forget what the last fetch under the old ones remembered.
update linkage.source
set name = $name::text, config = $config::jsonb, summary = $summary::text, changed_at = now(), changed_by = $changed_by::text,
  revision = case when $new_settings::boolean then revision + 1 else revision end,
  mark = case when $new_settings::boolean then null else mark end
where id = $id::bigint;

-- name: retire_source :exec
update linkage.source set retired_at = now(), retired_by = $retired_by::text, retired_reason = $reason::text where id = $id::bigint;

-- name: cancel_waiting_runs_of_source :many
update linkage.run
set cancel_asked = true, state = 'cancelled', finished_at = now(), idempotency_key = null
where source_id = $source_id::bigint and state in ('queued', 'retry_wait')
returning id as "id!", dataset_id as "dataset_id!";

-- name: list_sources :many
-- Sources of a dataset in the order they were set up; retired ones when asked for.
select s.id as "id!", s.kind as "kind!", s.name, s.summary as "summary!", s.config as "config!", s.created_at as "created_at!", s.created_by as "created_by!", s.changed_at,
  s.last_fetched_at, s.retired_at, s.retired_by, s.retired_reason, s.reading as "reading!", s.full_read_at, s.parts_since_full as "parts_since_full!",
  l.id as last_run_id, l.state as last_run_state, l.finished_at as last_run_finished_at
from linkage.source s
left join lateral (
  select r.id, r.state, r.finished_at from linkage.run r
  where r.source_id = s.id and r.state in ('published', 'held', 'no_change', 'rejected', 'failed', 'superseded') order by r.id desc limit 1) l on true
where s.dataset_id = $dataset_id::bigint
  and ($id::bigint is null or s.id = $id::bigint)
  and ($retired::boolean or s.retired_at is null)
order by s.id;

-- name: note_fetched :exec
-- A failed, held or rejected run leaves the mark alone, so that the next one fetches the same rows again; so does one that fetched under earlier settings.
update linkage.source s
set last_fetched_at = now(), mark = case when r.source_revision = s.revision then coalesce(r.mark, s.mark) else s.mark end,
  full_read_at = case when r.source_revision = s.revision and r.reach ->> 'scope' = 'all' then now() else s.full_read_at end,
  -- One partition says nothing of the others.
  parts_since_full = case when r.source_revision <> s.revision or r.reach is null or r.partition is not null then s.parts_since_full when r.reach ->> 'scope' = 'all' then 0 else s.parts_since_full + 1 end
from linkage.run r where r.id = $run_id::bigint and s.id = r.source_id;
