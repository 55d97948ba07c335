-- name: find_source_to_work_on :one
select s.id as "id!", s.kind as "kind!", coalesce(s.url, '') as "url!", s.agency_id, s.agency_map as "agency_map!", s.agencies, s.lands as "lands!", s.take_files as "take_files!",
  s.delay_ms as "delay_ms!", s.page_size as "page_size!", s.max_pages as "max_pages!", s.shrink_percent as "shrink_percent!"
from harvest.source s where s.id = $id::bigint;

-- name: start_due_jobs :many
-- A source whose last job is not over is looked at again at its next time.
with due as (
  update harvest.source s set next_at = now() + s.every_hours * interval '1 hour'
  where s.enabled and s.every_hours is not null and s.next_at <= now()
  returning s.id)
insert into harvest.job (source_id, started_by)
select d.id, 'saphan' from due d
where not exists (select from harvest.job j where j.source_id = d.id and j.state in ('queued', 'listing', 'taking', 'filing', 'held'))
returning id as "id!", source_id as "source_id!";

-- name: wake_workers :exec
select pg_notify('harvest', '');
