-- name: insert_miss :exec
insert into tracker.miss (account_id, at) values ($account_id::uuid, now());

-- name: count_misses :one
select count(*)::int as "count!" from tracker.miss m where m.account_id = $account_id::uuid and m.at > now() - interval '1 hour';

-- name: forgive_miss :exec
delete from tracker.miss m where m.ctid = (select x.ctid from tracker.miss x where x.account_id = $account_id::uuid order by x.at desc limit 1);

-- name: keep_opening :exec
insert into tracker.opening (session_id, account_id, sealed, opened_at, expires_at)
values ($session_id::uuid, $account_id::uuid, $sealed::text, now(), now() + $minutes::int * interval '1 minute')
on conflict (session_id) do update set account_id = excluded.account_id, sealed = excluded.sealed, opened_at = excluded.opened_at, expires_at = excluded.expires_at;

-- name: find_opening :maybe
select o.sealed as "sealed!", o.expires_at as "expires_at!" from tracker.opening o where o.session_id = $session_id::uuid and o.account_id = $account_id::uuid and o.expires_at > now();

-- name: delete_opening :exec
delete from tracker.opening where session_id = $session_id::uuid;

-- name: delete_old :exec
with gone as (delete from tracker.opening where expires_at < now())
delete from tracker.miss where at < now() - interval '1 day';
