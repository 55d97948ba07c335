-- name: find_password :maybe
select p.hash as "hash!", p.must_change as "must_change!" from identity.password p where p.account_id = $account_id::uuid;

-- name: set_password :exec
insert into identity.password (account_id, hash) values ($account_id::uuid, $hash::text)
on conflict (account_id) do update set hash = excluded.hash, changed_at = now(), must_change = false;
