-- name: list_agency_tasks :many
-- Tasks of resolutions that an agency has and nobody closed.
select t.title as "title!"
from meetings.task t
where coalesce((select s.successor_id from organisations.succession_v1 s where s.agency_id = t.agency_id order by s.taken_at desc limit 1), t.agency_id) = $agency_id::text
  and not exists (select from meetings.task_event e where e.task_id = t.id and e.kind in ('closed', 'withdrawn'))
order by t.id;
