-- name: find_scim_user :maybe
select u.id as "id!", u.person_id as "person_id!", u.external_id, u.user_name, u.display_name as "display_name!", u.state as "state!", u.state_reason,
  u.given_name as "given_name!", u.family_name as "family_name!", u.email, u.created as "created!", u.modified as "modified!", u.roles as "roles!"
from identity.scim_user u
where u.id = $id::uuid and u.source = $source::text;

-- name: list_scim_users :one
-- One page of what passes the filter, with how many pass; user_name and external_id only let an index find what the filter would.
with found as (
  select u.id, u.person_id, u.external_id, u.user_name, u.display_name, u.state, u.state_reason, u.given_name, u.family_name, u.email, u.created, u.modified, u.roles
  from identity.scim_user u
  where u.source = $source::text and ($user_name::text is null or u.user_name = $user_name::text) and ($external_id::text is null or u.external_id = $external_id::text)
    and ($test::jsonb is null or identity.scim_matches(u.attributes, $test::jsonb)))
select (select count(*) from found)::int as "total!",
  coalesce((select jsonb_agg(to_jsonb(p) order by p.id) from (select * from found f order by f.id offset $skip::int limit $count::int) p), '[]') as "page!";

-- name: select_and_lock_scim_account :maybe
select a.id as "id!" from identity.account a where a.id = $id::uuid and a.source = $source::text and a.state <> 'closed' for update;

-- name: is_taken :one
select exists (select from identity.account a where a.user_name = $user_name::text and a.id is distinct from $id::uuid) as "user_name!",
  exists (select from identity.account a where a.source = $source::text and a.external_id = $external_id::text and a.id is distinct from $id::uuid) as "external_id!";

-- name: set_scim_account :exec
update identity.account set user_name = $user_name::text, external_id = $external_id::text, display_name = $display_name::text, changed_at = now() where id = $id::uuid;
