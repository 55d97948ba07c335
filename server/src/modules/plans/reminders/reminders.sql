-- name: list_due :many
-- What is not linked and due by a day, as it stands now.
select s.dataset_id as "dataset_id!", s.due_on as "due_on!", s.step as "step!", d.agency_id as "agency_id!"
from plans.last_standing s
join catalog.dataset_v1 d on d.id = s.dataset_id and d.archived_at is null
where not s.linked and s.due_on <= $until::date
order by d.agency_id, s.due_on, s.dataset_id;

-- name: list_told_stages :many
-- Stages told of due dates that still hold.
select t.dataset_id as "dataset_id!", t.stage as "stage!"
from plans.reminder_stage t
join plans.last_standing s on s.dataset_id = t.dataset_id and s.due_on = t.due_on
where not s.linked;

-- name: insert_reminder :maybe
insert into plans.reminder (agency_id, audience, on_day, told_at)
values ($agency_id::text, $audience::text, $on_day::date, $now::timestamptz)
on conflict on constraint reminder_is_told_once_a_day do nothing
returning id as "id!";

-- name: insert_stages :exec
insert into plans.reminder_stage (dataset_id, due_on, stage, reminder_id)
select x.dataset_id, x.due_on, x.stage, $reminder_id::bigint
from jsonb_to_recordset($stages::jsonb) as x (dataset_id bigint, due_on date, stage text)
on conflict do nothing;

-- name: list_open_reminders :many
select r.id as "id!", r.agency_id, r.audience as "audience!", r.on_day as "on_day!"
from plans.reminder r
where r.settled_at is null
order by r.id;

-- name: settle_reminders :exec
update plans.reminder set settled_at = $now::timestamptz where id = any ($ids::bigint[]) and settled_at is null;

-- name: list_reminders :many
-- Who was told what of an agency by a moment, newest first.
select r.on_day as "on_day!", r.audience as "audience!", r.told_at as "told_at!", case when r.settled_at <= $at::timestamptz then r.settled_at end as settled_at,
  (select count(distinct t.dataset_id)::int from plans.reminder_stage t where t.reminder_id = r.id) as "datasets!"
from plans.reminder r
where r.agency_id = $agency_id::text and r.told_at <= $at::timestamptz
order by r.id desc
limit $limit::int;
