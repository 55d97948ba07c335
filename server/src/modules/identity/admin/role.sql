-- name: lock_operator_grants :many
-- Everybody who is a system administrator now; locked, so that two of them cannot go at once, each counting on the other.
select g.id as "id!", g.account_id as "account_id!"
from identity.role_grant g
join identity.account a on a.id = g.account_id
where g.role = 'operator' and g.agency_id is null and g.revoked_at is null and g.since <= now() and (g.until is null or g.until > now()) and a.state = 'active'
order by g.id
for update of g;

-- name: insert_grant :maybe
insert into identity.role_grant (account_id, role, agency_id, until, document_no, granted_by)
values ($account_id::uuid, $role::text, $agency_id::text, $until::timestamptz, $document_no::text, $by::text)
on conflict (account_id, role, coalesce(agency_id, '')) where revoked_at is null do nothing
returning id as "id!", since as "since!";

-- name: end_past_grant :exec
-- A grant that ran out makes room for a new one.
update identity.role_grant set revoked_at = until, revoked_by = $by::text
where account_id = $account_id::uuid and role = $role::text and agency_id is not distinct from $agency_id::text and revoked_at is null and until <= now();

-- name: find_grant :maybe
select g.id as "id!", g.account_id as "account_id!", g.role as "role!", g.agency_id from identity.role_grant g where g.id = $id::bigint and g.revoked_at is null;

-- name: revoke_grant :exec
update identity.role_grant set revoked_at = now(), revoked_by = $by::text, reason = $reason::text where id = $id::bigint;
