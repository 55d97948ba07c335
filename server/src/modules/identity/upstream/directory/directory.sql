-- name: find_directory_account :maybe
select a.id as "id!", a.state as "state!", a.state_reason, a.display_name as "display_name!", a.person_id as "person_id!"
from identity.account a
where a.source = 'ldap:' || $upstream_id::text and a.external_id = $external_id::text and a.state <> 'closed'
for update;

-- name: open_directory_account :exec
-- Entered by the directory's password: nobody needs an invitation.
update identity.account set state = 'active', state_changed_at = now(), state_changed_by = $by::text where id = $id::uuid and state = 'invited';

-- name: is_user_name_free :one
select not exists (select from identity.account a where a.user_name = $user_name::text) as "free!";

-- name: list_gone :many
-- Open accounts of a directory that a whole look through it did not meet.
select a.id as "id!", count(*) over () as "gone!", (select count(*) from identity.account o where o.source = a.source and o.state in ('active', 'invited')) as "open!"
from identity.account a
where a.source = 'ldap:' || $upstream_id::text and a.state in ('active', 'invited') and a.external_id <> all ($seen::text[]);

-- name: note_look :exec
update identity.upstream set looked_at = now(), last_error = $error::text where id = $id::text;
