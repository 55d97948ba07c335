-- name: insert_reckoned_days :many
-- Days by rule or from definitions/calendar; one that is there, withdrawn or not, stays as a person left it.
insert into calendar.day_off (day, kind, name_th, name_en, source, declared_by, confirmed_at, confirmed_by)
select x.day, x.kind, x.name_th, x.name_en, x.source, 'saphan', case when x.kind = 'fixed' then now() end, case when x.kind = 'fixed' then 'saphan' end
from jsonb_to_recordset($days::jsonb) as x (day date, kind text, name_th text, name_en text, source text)
on conflict on constraint day_off_is_named_once do nothing
returning id as "id!", day as "day!";

-- name: insert_declared_day :maybe
insert into calendar.day_off (day, kind, name_th, name_en, source, declared_by, confirmed_at, confirmed_by)
values ($day::date, 'declared', $name_th::text, $name_en::text, $source::text, $by::text, now(), $by::text)
on conflict on constraint day_off_is_named_once do nothing
returning id as "id!";

-- name: select_and_lock_day :maybe
select d.id as "id!", d.day as "day!", d.confirmed_at, d.withdrawn_at from calendar.day_off d where d.id = $id::bigint for update;

-- name: confirm_day :exec
update calendar.day_off set confirmed_at = now(), confirmed_by = $by::text, source = $source::text where id = $id::bigint;

-- name: withdraw_day :exec
update calendar.day_off set withdrawn_at = now(), withdrawn_by = $by::text, withdrawn_reason = $reason::text where id = $id::bigint;
