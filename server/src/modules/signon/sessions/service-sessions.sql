-- name: upsert_service_session :exec prepared
insert into signon.service_session (session_id, client_id, account_id, provider_uid, sid, sub, grant_id)
values ($session_id::uuid, $client_id::text, $account_id::uuid, $provider_uid::text, $sid::text, $sub::text, $grant_id::text)
on conflict (session_id, client_id) do update
set provider_uid = excluded.provider_uid, sid = excluded.sid, sub = excluded.sub, grant_id = excluded.grant_id, seen_at = now(), ended_at = null;

-- name: end_service_sessions :many
-- Of one session, of one account or of one client; each is told once.
with ended as (
  update signon.service_session s
  set ended_at = now()
  where s.ended_at is null
    and (s.session_id = $session_id::uuid or s.account_id = $account_id::uuid or s.client_id = $client_id::text or s.sid = $sid::text)
  returning s.client_id, s.account_id, s.sid, s.provider_uid, s.grant_id
), told as (
  insert into signon.logout_delivery (client_id, account_id, sid, why)
  select e.client_id, e.account_id, e.sid, $why::text
  from ended e join signon.client c on c.id = e.client_id
  where c.metadata ? 'backchannel_logout_uri'
)
select e.client_id as "client_id!", e.provider_uid as "provider_uid!", e.grant_id from ended e;

-- name: list_provider_uids :many
select distinct s.provider_uid as "provider_uid!"
from signon.service_session s
where s.session_id = $session_id::uuid;

-- name: wake_logout_sender :exec
select pg_notify('signon_logout', '');
