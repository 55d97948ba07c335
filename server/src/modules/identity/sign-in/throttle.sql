-- name: list_blocks :many prepared
select t.key as "key!", ceil(extract(epoch from t.blocked_until - clock_timestamp()))::int as "seconds!"
from identity.throttle t
where t.key = any ($keys::text[]) and t.blocked_until > clock_timestamp();

-- name: count_attempts :many prepared
-- An attempt counts as failed until it succeeded, so that many at once are no way around. An hour without one forgets.
insert into identity.throttle as t (key, failures, window_from)
select k.key, 1, now() from unnest($keys::text[], $free::int[]) k(key, free) order by k.key
on conflict (key) do update set failures = case when t.window_from < now() - interval '1 hour' then 1 else t.failures + 1 end, window_from = now(),
  blocked_until = case when t.window_from >= now() - interval '1 hour' and t.failures + 1 >= (select k.free from unnest($keys::text[], $free::int[]) k(key, free) where k.key = t.key)
    then clock_timestamp() + least(power(2, least(t.failures + 1 - (select k.free from unnest($keys::text[], $free::int[]) k(key, free) where k.key = t.key), 10)), 900) * interval '1 second' end
returning t.key as "key!", t.failures as "failures!";

-- name: forgive_attempt :exec prepared
-- A success takes its own count back and forgets what this pair of name and network did wrong before.
with gone as (delete from identity.throttle where key = $pair::text),
  back as (select t.key from identity.throttle t where t.key = any ($keys::text[]) order by t.key for update)
update identity.throttle t set failures = greatest(t.failures - 1, 0), blocked_until = case when t.failures <= 1 then null else t.blocked_until end from back b where t.key = b.key;

-- name: delete_old_throttles :exec
delete from identity.throttle where window_from < now() - interval '1 day';
