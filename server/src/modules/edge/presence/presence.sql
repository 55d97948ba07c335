-- name: note_presence :exec prepared
insert into edge.presence (system_id, instance, kid, version, clock_offset_s, services, direct_url, first_seen_at, last_seen_at)
values ($system_id::bigint, $instance::text, $kid::text, $version::text, $clock_offset_s::int, $services::text[], $direct_url::text, $now::timestamptz, $now::timestamptz)
on conflict (system_id, instance) do update
set kid = excluded.kid, version = excluded.version, clock_offset_s = excluded.clock_offset_s, services = excluded.services, direct_url = excluded.direct_url, last_seen_at = excluded.last_seen_at;

-- name: list_edges :many
-- Edges of these agencies' systems, or of all, the one seen last first.
select s.path as "path!", s.name_th as "name_th!", s.name_en as "name_en!", s.agency_id as "agency_id!", p.instance as "instance!", p.kid as "kid!", p.version as "version!", p.clock_offset_s as "clock_offset_s!", p.services as "services!", p.direct_url, p.first_seen_at as "first_seen_at!", p.last_seen_at as "last_seen_at!"
from registry.system_v1 s
join edge.presence p on p.system_id = s.id
where ($agencies::text[] is null or s.agency_id = any($agencies::text[]))
order by s.path, p.last_seen_at desc;

-- name: list_newest_edges :many
-- The edge of each active system that was heard of last, and what it answers. One that was not heard of for a week was given up, and is no alarm.
select distinct on (s.path) s.path as "system!", p.services as "services!", p.clock_offset_s as "clock_offset_s!", p.last_seen_at as "last_seen_at!"
from registry.system_v1 s
join edge.presence p on p.system_id = s.id
where s.state = 'active' and p.last_seen_at > $since::timestamptz
order by s.path, p.last_seen_at desc
limit 1000;

-- name: sweep_presence :exec
delete from edge.presence p where p.last_seen_at < $before::timestamptz;
