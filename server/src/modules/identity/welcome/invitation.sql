-- name: find_invitation :maybe
select i.id as "id!", i.purpose as "purpose!", i.account_id, a.user_name, a.kind, a.state
from identity.invitation i left join identity.account a on a.id = i.account_id
where i.code_hash = $code_hash::bytea and i.used_at is null and i.expires_at > now()
for update of i;

-- name: use_invitation :exec
update identity.invitation set used_at = now() where id = $id::uuid;

-- name: end_first_administrator_invitations :exec
update identity.invitation set used_at = now() where purpose = 'first-administrator' and used_at is null;

-- name: insert_first_administrator_invitation :one
insert into identity.invitation (purpose, code_hash, expires_at, made_by) values ('first-administrator', $code_hash::bytea, now() + interval '24 hours', $made_by::text) returning expires_at as "expires_at!";

-- name: has_operator :one
select exists (select from identity.role_grant_v1 g join identity.account a on a.id = g.account_id where g.role = 'operator' and g.agency_id is null and a.state = 'active' and not a.demo) as "has!";

-- name: has_demo_account :one
select exists (select from identity.account a where a.demo and a.state <> 'closed') as "has!";

-- name: insert_administrator :maybe
insert into identity.account (kind, person_id, user_name, display_name, state_changed_by, created_by)
values ('person', $person_id::uuid, $user_name::text, $display_name::text, $by::text, $by::text)
on conflict (user_name) do nothing
returning id as "id!";

-- name: insert_operator_grant :exec
insert into identity.role_grant (account_id, role, granted_by, reason) values ($account_id::uuid, 'operator', $by::text, 'first administrator');

-- name: take_up_account :maybe
update identity.account set state = 'active', user_name = coalesce(user_name, $user_name::text), state_changed_at = now(), state_changed_by = coalesce(user_name, $user_name::text)
where id = $id::uuid and state in ('invited', 'active') and coalesce(user_name, $user_name::text) is not null
returning id as "id!";

-- name: forget_strong_ways :exec
-- Whoever recovers lost them; what a thief may hold counts no more.
with passkeys as (update identity.passkey set removed_at = now() where account_id = $account_id::uuid and removed_at is null),
codes as (delete from identity.recovery_code where account_id = $account_id::uuid)
delete from identity.totp where account_id = $account_id::uuid;

-- name: insert_demo_account :maybe
insert into identity.account (kind, person_id, user_name, display_name, demo, state_changed_by, created_by)
values ('person', $person_id::uuid, $user_name::text, $display_name::text, true, $by::text, $by::text)
on conflict (user_name) do nothing
returning id as "id!";

-- name: insert_demo_grant :exec
insert into identity.role_grant (account_id, role, agency_id, granted_by, reason) values ($account_id::uuid, $role::text, $agency_id::text, $by::text, 'sample ministry');
