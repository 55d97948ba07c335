-- name: find_due_date :maybe
select e.due_on as "due_on!"
from plans.due_event e
where e.dataset_id = $dataset_id::bigint
order by e.effective_at desc, e.id desc
limit 1;

-- name: insert_due_event :exec
insert into plans.due_event (dataset_id, due_on, reason, actor, effective_at, recorded_at)
values ($dataset_id::bigint, $due_on::date, $reason::text, $actor::text, $now::timestamptz, $now::timestamptz);
