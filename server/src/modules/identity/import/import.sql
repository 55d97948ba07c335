-- name: list_accounts_to_import :many
-- Accounts that some rows of a file name, by user name or by the number that an earlier file of the agency gave them.
select a.id as "id!", a.user_name, a.external_id, a.source as "source!", a.state as "state!", a.display_name as "display_name!", a.person_id, p.given_th, p.family_th, p.email
from identity.account a
left join organisations.person_v1 p on p.id = a.person_id
where a.user_name = any($user_names::text[]) or (a.source = $source::text and a.external_id = any($external_ids::text[]));

-- name: insert_imported_accounts :many
insert into identity.account (kind, person_id, user_name, display_name, state, state_changed_by, external_id, source, owner_agency_id, created_by)
select 'person', g.person_id, g.user_name, g.display_name, 'invited', $by::text, g.external_id, $source::text, $agency_id::text, $by::text
from jsonb_to_recordset($accounts::jsonb) as g (person_id uuid, user_name text, display_name text, external_id text)
returning id as "id!";

-- name: set_imported_account :exec
update identity.account set display_name = $display_name::text, external_id = coalesce($external_id::text, external_id), changed_at = now() where id = $id::uuid;

-- name: list_people_of_numbers :many
-- Whose the citizen ids of some lines are, by every version of the key.
select v.line as "line!", i.person_id as "person_id!"
from unnest($lines::int[], $versions::smallint[], $refs::bytea[]) v(line, version, ref)
join identity.identifier i on i.kind = 'th-pid' and i.key_version = v.version and i.ref = v.ref;

-- name: list_people_with_a_number :many
select distinct i.person_id as "person_id!" from identity.identifier i where i.kind = 'th-pid' and i.person_id = any($person_ids::uuid[]);

-- name: insert_numbers :exec
insert into identity.identifier (person_id, kind, key_version, ref, vault, ial, issuer, verified_at)
select n.person_id, 'th-pid', $version::smallint, n.ref, n.vault, $ial::smallint, $issuer::text, now() from unnest($person_ids::uuid[], $refs::bytea[], $vaults::text[]) n(person_id, ref, vault);

-- name: list_roles_held :many
select g.account_id as "account_id!", g.role as "role!" from identity.role_grant_v1 g where g.agency_id = $agency_id::text and g.account_id = any($account_ids::uuid[]);

-- name: insert_imported_grants :many
insert into identity.role_grant (account_id, role, agency_id, granted_by)
select a.id, $role::text, $agency_id::text, $by::text from identity.account a where a.user_name = any($user_names::text[])
on conflict (account_id, role, coalesce(agency_id, '')) where revoked_at is null do nothing
returning account_id as "account_id!";
