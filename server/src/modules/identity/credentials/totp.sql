-- name: find_totp :maybe
select t.secret as "secret!", t.confirmed_at, t.last_step as "last_step!" from identity.totp t where t.account_id = $account_id::uuid;

-- name: use_totp_step :maybe
-- A step is used once: of two requests with the same code one changes a row.
update identity.totp set last_step = $step::bigint where account_id = $account_id::uuid and last_step < $step::bigint returning account_id as "account_id!";

-- name: upsert_totp :maybe
insert into identity.totp (account_id, secret) values ($account_id::uuid, $secret::text)
on conflict (account_id) do update set secret = excluded.secret, last_step = 0 where identity.totp.confirmed_at is null
returning account_id as "account_id!";

-- name: confirm_one_totp :maybe
update identity.totp set confirmed_at = now(), last_step = $step::bigint where account_id = $account_id::uuid and confirmed_at is null returning account_id as "account_id!";

-- name: delete_totp :maybe
delete from identity.totp where account_id = $account_id::uuid and confirmed_at is not null returning account_id as "account_id!";
