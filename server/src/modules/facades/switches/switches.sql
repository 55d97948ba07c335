-- name: list_switches :many
select distinct on (s.name) s.name as "name!", s.is_open as "is_open!", s.sunset_on, s.reason as "reason!", s.actor as "actor!", s.recorded_at as "recorded_at!"
from facades.switch s
order by s.name, s.id desc;

-- name: insert_switch :exec
insert into facades.switch (name, is_open, sunset_on, reason, actor, recorded_at)
values ($name::text, $is_open::boolean, $sunset_on::date, $reason::text, $actor::text, $recorded_at::timestamptz);
