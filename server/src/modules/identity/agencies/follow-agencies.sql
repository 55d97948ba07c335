-- name: move_grants :many
-- A right ends with its agency and begins anew with the successor, unless it is held there already: who was what, where and when stays readable.
with ended as (
  update identity.role_grant g set revoked_at = now(), revoked_by = 'saphan', reason = $document_no::text
  where g.agency_id = $from_id::text and g.revoked_at is null
  returning g.account_id, g.role, g.until
), given as (
  insert into identity.role_grant (account_id, role, agency_id, until, document_no, granted_by)
  select e.account_id, e.role, $into_id::text, e.until, $document_no::text, 'saphan' from ended e where e.until is null or e.until > now()
  on conflict (account_id, role, coalesce(agency_id, '')) where revoked_at is null do nothing
)
select distinct e.account_id as "account_id!" from ended e;

-- name: move_accounts :exec
update identity.account a set owner_agency_id = $into_id::text where a.owner_agency_id = $from_id::text;

-- name: move_targets :exec
update identity.scim_target t set agency_id = $into_id::text where t.agency_id = $from_id::text;

-- name: move_sessions :exec
-- Whoever acts for the agency right now goes on for its successor.
update identity.session s set persona = 'agency:' || $into_id::text where s.persona = 'agency:' || $from_id::text and s.state <> 'ended';

-- name: move_tokens :exec
update identity.api_token t set persona = 'agency:' || $into_id::text where t.persona = 'agency:' || $from_id::text and t.revoked_at is null;

-- name: end_grants :many
update identity.role_grant g set revoked_at = now(), revoked_by = 'saphan', reason = $document_no::text
where g.agency_id = $agency_id::text and g.revoked_at is null
returning g.account_id as "account_id!";

-- name: list_agency_grants :many
select a.display_name as "name!", g.role as "role!"
from identity.role_grant g
join identity.account a on a.id = g.account_id
where g.agency_id = $agency_id::text and g.revoked_at is null and (g.until is null or g.until > now())
order by a.display_name, g.role;

-- name: list_agency_programs :many
select a.display_name as "name!" from identity.account a where a.owner_agency_id = $agency_id::text and a.kind = 'service' and a.state <> 'closed' order by a.display_name;
