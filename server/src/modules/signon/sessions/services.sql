-- name: list_live_clients :many
select c.id as "id!", c.name_th as "name_th!", c.name_en as "name_en!", c.agency_id, c.home_url
from signon.client c
where c.state = 'live' and c.home_url is not null and c.tier <> 'first-party'
order by c.name_th
limit 500;

-- name: list_consents :many
select a.client_id as "client_id!", c.name_th as "name_th!", c.name_en as "name_en!", a.payload ->> 'openid' as scope, a.created_at as "created_at!"
from signon.artifact a join signon.client c on c.id = a.client_id
where a.kind = 'Consent' and a.account_id = $account_id::text and a.expires_at > now()
order by a.created_at desc;

-- name: end_service_sessions_of :exec
-- Of one person with one client.
with ended as (
  update signon.service_session s
  set ended_at = now()
  where s.account_id = $account_id::uuid and s.client_id = $client_id::text and s.ended_at is null
  returning s.client_id, s.account_id, s.sid
)
insert into signon.logout_delivery (client_id, account_id, sid, why)
select e.client_id, e.account_id, e.sid, $why::text
from ended e join signon.client c on c.id = e.client_id
where c.metadata ? 'backchannel_logout_uri';

-- name: list_service_sessions :many
select s.session_id as "session_id!", s.client_id as "client_id!", c.name_th as "name_th!", c.name_en as "name_en!", s.started_at as "started_at!", s.seen_at as "seen_at!", s.ended_at,
  d.delivered_at as told_at, d.status as told_status
from signon.service_session s
join signon.client c on c.id = s.client_id
left join lateral (select l.delivered_at, l.status from signon.logout_delivery l where l.client_id = s.client_id and l.sid = s.sid order by l.id desc limit 1) d on true
where s.account_id = $account_id::uuid and (s.ended_at is null or s.ended_at > now() - interval '1 day')
order by s.started_at desc
limit 500;
