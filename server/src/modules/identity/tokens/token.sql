-- name: find_api_token :maybe
-- The use of a token is noted once a minute at most.
with found as (
  select t.id, t.account_id, t.scopes, t.persona, t.used_at from identity.api_token t
  where t.hash = $hash::bytea and t.revoked_at is null and t.expires_at > now()),
noted as (update identity.api_token u set used_at = now() from found f where u.id = f.id and (f.used_at is null or f.used_at < now() - interval '1 minute'))
select f.id as "id!", f.account_id as "account_id!", f.scopes as "scopes!", f.persona as "persona!" from found f;

-- name: insert_api_token :maybe
-- Through another token of the account, no longer than that one lives; none when that one has ended.
insert into identity.api_token (hash, hint, account_id, name, scopes, persona, expires_at, created_by, made_by)
select $hash::bytea, $hint::text, $account_id::uuid, $name::text, $scopes::text[], $persona::text, least(now() + $days::int * interval '1 day', m.expires_at), $created_by::text, m.id
from (values ($made_by::uuid)) asked (made_by)
left join identity.api_token m on m.id = asked.made_by and m.account_id = $account_id::uuid and m.revoked_at is null and m.expires_at > now()
where asked.made_by is null or m.id is not null
returning id as "id!", expires_at as "expires_at!";

-- name: list_api_tokens :many
select t.id as "id!", t.name as "name!", t.hint as "hint!", t.scopes as "scopes!", t.created_at as "created_at!", t.expires_at as "expires_at!", t.used_at
from identity.api_token t
where t.account_id = $account_id::uuid and t.revoked_at is null
order by t.created_at desc, t.id;

-- name: revoke_one_api_token :maybe
-- With every token that was issued through it.
with recursive gone as (
  select t.id from identity.api_token t where t.id = $id::uuid and t.account_id = $account_id::uuid and t.revoked_at is null
  union
  select t.id from gone g join identity.api_token t on t.made_by = g.id),
ended as (update identity.api_token u set revoked_at = now() from gone g where u.id = g.id and u.revoked_at is null returning u.id)
select g.id as "id!" from gone g where g.id = $id::uuid;
