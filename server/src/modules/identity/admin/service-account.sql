-- name: insert_service_token :one
insert into identity.api_token (hash, hint, account_id, name, scopes, expires_at, created_by)
values ($hash::bytea, $hint::text, $account_id::uuid, $name::text, $scopes::text[], now() + $days::int * interval '1 day', $by::text)
returning id as "id!", expires_at as "expires_at!";

-- name: adopt_imported_accounts :many
-- From now on they are the directory's; numbers that files gave mean nothing to it.
update identity.account set source = $source::text, external_id = null
where kind = 'person' and source = 'import:' || $agency_id::text and state <> 'closed'
returning id as "id!";

-- name: list_adoptable :many
select a.id as "id!", a.display_name as "display_name!", a.user_name, (count(*) over ())::int as "total!"
from identity.account a
where a.kind = 'person' and a.source = 'import:' || $agency_id::text and a.state <> 'closed'
order by a.user_name, a.id
limit $limit::int;
