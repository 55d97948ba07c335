-- name: lock_strong_ways :one
-- The account's row is locked: of two removals at once the second sees what the first left.
select (select count(*) from identity.passkey p where p.account_id = a.id and p.removed_at is null) + (select count(*) from identity.totp t where t.account_id = a.id and t.confirmed_at is not null) as "count!"
from identity.account a where a.id = $account_id::uuid for update;

-- name: insert_challenge :one
insert into identity.challenge (kind, account_id, session_id, data, expires_at)
values ($kind::text, $account_id::uuid, $session_id::uuid, $data::jsonb, now() + interval '5 minutes')
returning id as "id!";

-- name: take_challenge :maybe
-- Answered once, whether rightly or not.
update identity.challenge set used_at = now()
where id = $id::uuid and kind = $kind::text and session_id is not distinct from $session_id::uuid and used_at is null and expires_at > now()
returning data as "data!", account_id;

-- name: delete_old_challenges :exec
delete from identity.challenge where expires_at < now() - interval '1 hour';

-- name: find_passkey :maybe
select p.id as "id!", p.account_id as "account_id!", p.public_key as "public_key!", p.counter as "counter!", p.transports as "transports!", a.demo as "demo!"
from identity.passkey p join identity.account a on a.id = p.account_id
where p.id = $id::text and p.removed_at is null and a.state = 'active' and a.kind = 'person';

-- name: use_passkey :maybe
-- Two answers with the same count cannot both be right.
update identity.passkey set counter = $counter::bigint, used_at = now() where id = $id::text and removed_at is null and (counter < $counter::bigint or (counter = 0 and $counter::bigint = 0)) returning id as "id!";

-- name: insert_passkey :maybe
insert into identity.passkey (id, account_id, public_key, counter, transports, device_bound, name)
values ($id::text, $account_id::uuid, $public_key::bytea, $counter::bigint, $transports::text[], $device_bound::boolean, $name::text)
on conflict (id) do nothing
returning id as "id!", name as "name!", device_bound as "device_bound!", created_at as "created_at!", used_at;

-- name: list_passkeys :many
select p.id as "id!", p.name as "name!", p.device_bound as "device_bound!", p.created_at as "created_at!", p.used_at, p.transports as "transports!"
from identity.passkey p
where p.account_id = $account_id::uuid and p.removed_at is null
order by p.created_at, p.id;

-- name: remove_one_passkey :maybe
update identity.passkey set removed_at = now() where id = $id::text and account_id = $account_id::uuid and removed_at is null returning id as "id!";
