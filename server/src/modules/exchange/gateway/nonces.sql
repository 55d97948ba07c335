-- name: claim_nonces :many prepared
-- A transaction of its own that does not wait for the disk: evidence that is committed after it does.
with quick as (select set_config('synchronous_commit', 'off', true))
insert into exchange.nonce (seen, expires_at)
select n.seen, n.expires_at from quick, unnest($seen::uuid[], $expires_at::timestamptz[]) n (seen, expires_at) order by n.seen
on conflict (seen) do nothing
returning seen as "seen!";

-- name: sweep_nonces :exec
delete from exchange.nonce n where n.seen in (select o.seen from exchange.nonce o where o.expires_at < $before::timestamptz order by o.expires_at limit $most::int);
