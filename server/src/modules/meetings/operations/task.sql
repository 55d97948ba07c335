-- name: insert_task :one
insert into meetings.task (meeting_id, item, title, agency_id, person_id, plan_slug, project_id, actor, recorded_at)
values ($meeting_id::bigint, $item::text, $title::text, $agency_id::text, $person_id::uuid, $plan_slug::text, $project_id::bigint, $actor::text, $now::timestamptz)
returning id as "id!";

-- name: insert_task_datasets :exec
insert into meetings.task_dataset (task_id, dataset_id) select $task_id::bigint, d.id from unnest($dataset_ids::bigint[]) as d (id);

-- name: lock_task :maybe
select t.id as "id!" from meetings.task t where t.id = $id::bigint for no key update;

-- name: insert_task_event :exec
insert into meetings.task_event (task_id, kind, note, due_on, earlier_moves, actor, recorded_at)
values ($task_id::bigint, $kind::text, $note::text, $due_on::date, $earlier_moves::jsonb, $actor::text, $now::timestamptz);
