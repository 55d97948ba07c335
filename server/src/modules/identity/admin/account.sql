-- name: find_account :maybe
select a.id as "id!", a.kind as "kind!", a.person_id, a.user_name, a.display_name as "display_name!", a.state as "state!", a.state_reason, a.owner_agency_id,
  a.source as "source!", a.demo as "demo!", a.created_at as "created_at!"
from identity.account a
where a.id = $id::uuid;

-- name: find_place_of_account :maybe
-- Whether the account serves one of some agencies, and whether it serves anything beyond them. One just made by whoever asks belongs to them.
select
  coalesce(a.owner_agency_id = any($agencies::text[]), false)
    or exists (select from organisations.mandate_v1 m where m.person_id = a.person_id and m.agency_id = any($agencies::text[]))
    or exists (select from identity.role_grant_v1 g where g.account_id = a.id and g.agency_id = any($agencies::text[]))
    or (a.created_by = $by::text and a.state = 'invited') as "within!",
  coalesce(a.owner_agency_id <> all($agencies::text[]), false)
    or exists (select from organisations.mandate_v1 m where m.person_id = a.person_id and m.agency_id <> all($agencies::text[]))
    or exists (select from identity.role_grant_v1 g where g.account_id = a.id and coalesce(g.agency_id <> all($agencies::text[]), true)) as "beyond!"
from identity.account a
where a.id = $id::uuid;

-- name: list_accounts :many
select a.id as "id!", a.kind as "kind!", a.person_id, a.user_name, a.display_name as "display_name!", a.state as "state!", a.state_reason, a.owner_agency_id,
  a.source as "source!", a.demo as "demo!", a.created_at as "created_at!"
from identity.account a
where ($after::uuid is null or a.id < $after::uuid)
  and ($kind::text is null or a.kind = $kind::text)
  and ($state::text is null or a.state = $state::text)
  and ($q::text is null or concat_ws(' ', a.user_name, a.display_name) ilike '%' || replace(replace(replace($q::text, '\', '\\'), '%', '\%'), '_', '\_') || '%')
  and ($agencies::text[] is null
    or a.owner_agency_id = any($agencies::text[])
    or (a.created_by = $by::text and a.state = 'invited')
    or exists (select from organisations.mandate_v1 m where m.person_id = a.person_id and m.agency_id = any($agencies::text[]))
    or exists (select from identity.role_grant_v1 g where g.account_id = a.id and g.agency_id = any($agencies::text[])))
order by a.id desc
limit $limit::int;

-- name: list_grants_of_account :many
select g.id as "id!", g.role as "role!", g.agency_id, g.since as "since!", g.until
from identity.role_grant_v1 g
where g.account_id = $account_id::uuid
order by g.id;

-- name: list_sessions_of_account :many
select s.id as "id!", s.aal as "aal!", s.methods as "methods!", s.authenticated_at as "authenticated_at!", s.seen_at as "seen_at!", s.agent, host(s.address) as address
from identity.session_v1 s
where s.account_id = $account_id::uuid
order by s.seen_at desc;

-- name: list_tokens_of_account :many
select t.id as "id!", t.name as "name!", t.hint as "hint!", t.scopes as "scopes!", t.expires_at as "expires_at!", t.used_at
from identity.api_token t
where t.account_id = $account_id::uuid and t.revoked_at is null and t.expires_at > now()
order by t.id desc;

-- name: list_sign_ins_of_account :many
select e.at as "at!", e.outcome as "outcome!", e.methods as "methods!", e.client_id, e.agent
from identity.sign_in_event e
where e.account_id = $account_id::uuid
order by e.id desc
limit 50;

-- name: insert_account :maybe
insert into identity.account (kind, person_id, user_name, display_name, state, state_changed_by, demo, external_id, source, owner_agency_id, created_by)
values ($kind::text, $person_id::uuid, $user_name::text, $display_name::text, $state::text, $by::text, $demo::boolean, $external_id::text, $source::text, $owner_agency_id::text, $by::text)
on conflict do nothing
returning id as "id!";

-- name: find_account_of_person :maybe
select a.id as "id!" from identity.account a where a.person_id = $person_id::uuid and a.state <> 'closed' limit 1;

-- name: rename_account :exec
update identity.account set display_name = $display_name::text where id = $id::uuid;

-- name: set_account_state :maybe
update identity.account set state = $state::text, state_reason = $reason::text, state_changed_at = now(), state_changed_by = $by::text
where id = $id::uuid and state = any($from::text[])
returning id as "id!";

-- name: has_way_in :one
select exists (select from identity.password p where p.account_id = $id::uuid) or exists (select from identity.passkey k where k.account_id = $id::uuid and k.removed_at is null)
  or exists (select from identity.upstream_link l where l.account_id = $id::uuid) as "has!";

-- name: end_open_invitations :exec
update identity.invitation set expires_at = now() where account_id = $account_id::uuid and used_at is null and expires_at > now();

-- name: insert_invitation :one
insert into identity.invitation (account_id, purpose, code_hash, expires_at, made_by)
values ($account_id::uuid, $purpose::text, $code_hash::bytea, now() + $hours::int * interval '1 hour', $by::text)
returning expires_at as "expires_at!";
