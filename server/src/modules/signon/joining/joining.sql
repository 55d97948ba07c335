-- name: list_agency_limits :many
select l.agency_id as "agency_id!", l.max_clients as "max_clients!", l.redirect_hosts as "redirect_hosts!", l.auth_methods as "auth_methods!", l.scopes as "scopes!",
  (select count(*) from signon.client c where c.agency_id = l.agency_id and not c.metadata ? 'saphan_key_times')::int as "clients!"
from signon.agency_limit l
where $everything::boolean or l.agency_id = any($agencies::text[])
order by l.agency_id;

-- name: upsert_agency_limit :exec
insert into signon.agency_limit (agency_id, max_clients, redirect_hosts, auth_methods, scopes)
values ($agency_id::text, $max_clients::int, $redirect_hosts::text[], $auth_methods::text[], $scopes::text[])
on conflict (agency_id) do update set max_clients = excluded.max_clients, redirect_hosts = excluded.redirect_hosts, auth_methods = excluded.auth_methods, scopes = excluded.scopes;

-- name: insert_registration_token :one
insert into signon.registration_token (agency_id, token_hash, expires_at, created_by)
select l.agency_id, $token_hash::bytea, now() + make_interval(days => $days::int), $created_by::text
from signon.agency_limit l where l.agency_id = $agency_id::text
returning id as "id!", expires_at as "expires_at!";

-- name: list_registration_tokens :many
select t.id as "id!", t.agency_id as "agency_id!", t.expires_at as "expires_at!", t.created_at as "created_at!", t.created_by as "created_by!", t.revoked_at, t.revoked_by,
  (select count(*) from signon.client c where c.created_by = 'registration:' || t.id)::int as "clients!"
from signon.registration_token t
where $everything::boolean or t.agency_id = any($agencies::text[])
order by t.id desc
limit 200;

-- name: revoke_registration_token :maybe
update signon.registration_token t
set revoked_at = now(), revoked_by = $by::text
where t.id = $id::bigint and t.revoked_at is null
returning t.agency_id as "agency_id!", t.token_hash as "token_hash!";

-- name: find_registration_token :maybe
select t.id as "id!", t.agency_id as "agency_id!"
from signon.registration_token t
where t.token_hash = $token_hash::bytea and t.revoked_at is null and t.expires_at > now();

-- name: upsert_registered_client :exec
-- What a program registers stands in the sandbox; whoever changes its own record keeps state, agency and approval.
insert into signon.client (id, agency_id, name_th, name_en, home_url, state, metadata, secret_hash, created_by)
values ($id::text, $agency_id::text, $name_th::text, $name_en::text, $home_url::text, 'sandbox', $metadata::jsonb, $secret_hash::text, $created_by::text)
on conflict (id) do update set name_th = excluded.name_th, name_en = excluded.name_en, home_url = excluded.home_url, metadata = excluded.metadata, changed_at = now(),
  secret_hash = coalesce(client.secret_hash, excluded.secret_hash),
  state = case when client.state = 'tested' and client.metadata is distinct from excluded.metadata then 'sandbox' else client.state end;

-- name: retire_registered_client :exec
update signon.client c set state = 'suspended', changed_at = now() where c.id = $id::text;
