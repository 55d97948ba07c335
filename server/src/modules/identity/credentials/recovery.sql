-- name: use_recovery_code :maybe
update identity.recovery_code set used_at = now() where account_id = $account_id::uuid and hash = $hash::bytea and used_at is null returning account_id as "account_id!";

-- name: delete_recovery_codes :exec
delete from identity.recovery_code where account_id = $account_id::uuid;

-- name: insert_recovery_codes :exec
insert into identity.recovery_code (account_id, hash) select $account_id::uuid, h.hash from unnest($hashes::bytea[]) h(hash);
