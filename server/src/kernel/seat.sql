-- name: take_seat :exec
insert into kernel.worker (name, host, pid, version, supervised) values ($name::text, $host::text, $pid::int, $version::text, $supervised::boolean);

-- name: forget_old_seats :exec
delete from kernel.worker where beat_at < now() - interval '30 days';

-- name: end_lost_seats :exec
-- A process of this machine that is gone said nothing when it went.
update kernel.worker set ended_at = beat_at where host = $host::text and ended_at is null and pid = any ($pids::int[]);

-- name: list_seats_of_host :many
select w.pid as "pid!" from kernel.worker w where w.host = $host::text and w.ended_at is null;

-- name: beat_seat :maybe
update kernel.worker set beat_at = now(), memory_mb = $memory_mb::int, disk_free_bytes = $disk_free_bytes::bigint
where name = $name::text returning drain_then;

-- name: leave_seat :exec
update kernel.worker set ended_at = now(), beat_at = now() where name = $name::text;

-- name: ask_drain :maybe
update kernel.worker set drain_asked_at = now(), drain_asked_by = $by::text, drain_reason = $reason::text, drain_then = $then::text, start_asked_at = null
where name = $name::text and ended_at is null and drain_asked_at is null returning name as "name!";

-- name: take_back_drain :maybe
-- As long as it has not ended it simply goes on.
update kernel.worker set drain_asked_at = null, drain_asked_by = null, drain_reason = null, drain_then = null
where name = $name::text and ended_at is null and drain_asked_at is not null returning name as "name!";

-- name: ask_start :maybe
update kernel.worker set start_asked_at = now()
where name = $name::text and ended_at is not null and drain_then = 'stay' and supervised and start_asked_at is null returning name as "name!";

-- name: is_start_asked :maybe
select w.start_asked_at is not null as "asked!" from kernel.worker w where w.host = $host::text and w.pid = $pid::int order by w.started_at desc limit 1;
