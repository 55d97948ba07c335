-- name: find_reading :maybe
-- How the source of a run is read, what the last reading reached, and what this run has fetched already.
select s.reading as "reading!", s.mark, s.full_read_at, s.parts_since_full as "parts_since_full!", r.read_all as "read_all!", r.reach, r.partition,
  (select last.release_number from linkage.run last where last.source_id = s.id and last.state = 'published' order by last.id desc limit 1) as last_release,
  coalesce(r.nominal_at, r.created_at) as "wanted_at!"
from linkage.run r
join linkage.source s on s.id = r.source_id
where r.id = $run_id::bigint;

-- name: note_reach :maybe
update linkage.run set reach = $reach::jsonb, partition = $partition::jsonb where id = $id::bigint and fence = $fence::int returning id as "id!";

-- name: mark_raw_part :exec
update linkage.raw set part = true where id = $id::bigint;

-- name: is_raw_part :one
select w.part as "part!" from linkage.raw w where w.id = $id::bigint;

-- name: ask_read_all :exec
update linkage.run set read_all = true where id = $id::bigint and state = 'queued';

-- name: change_reading :exec
-- Another way of reading begins anew: what the last fetch remembered belongs to the former way.
update linkage.source
set reading = $reading::jsonb, revision = revision + 1, mark = null, parts_since_full = 0, full_read_at = null, changed_at = now(), changed_by = $changed_by::text
where id = $id::bigint;

-- name: note_tried :exec
-- A held run was fetched, but what it brought is nobody's yet: the source goes on from where it stood.
update linkage.source s
set last_fetched_at = now()
from linkage.run r where r.id = $run_id::bigint and s.id = r.source_id;
