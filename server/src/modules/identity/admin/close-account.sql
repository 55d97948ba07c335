-- name: close_account :maybe
-- Its number in the directory it came from is free again; its user name never is.
update identity.account set state = 'closed', state_reason = $reason::text, state_changed_at = now(), state_changed_by = $by::text, external_id = null
where id = $id::uuid and state <> 'closed'
returning id as "id!";

-- name: end_rights_of_account :one
-- Tokens and roles that were open; how many of each.
with tokens as (update identity.api_token set revoked_at = now() where account_id = $id::uuid and revoked_at is null returning id),
grants as (update identity.role_grant set revoked_at = now(), revoked_by = $by::text, reason = $reason::text where account_id = $id::uuid and revoked_at is null returning id)
select (select count(*) from tokens)::int as "tokens!", (select count(*) from grants)::int as "grants!";

-- name: forget_ways_in :exec
-- No secret outlives its account, and the subject of another provider may belong to a new one.
with p as (delete from identity.password where account_id = $id::uuid),
k as (delete from identity.passkey where account_id = $id::uuid),
t as (delete from identity.totp where account_id = $id::uuid),
r as (delete from identity.recovery_code where account_id = $id::uuid),
d as (delete from identity.known_device where account_id = $id::uuid)
delete from identity.upstream_link where account_id = $id::uuid;
