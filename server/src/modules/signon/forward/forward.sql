-- name: find_forward_site :maybe
select f.host as "host!", f.client_id as "client_id!", f.min_aal as "min_aal!", c.agency_id
from signon.forward_site f
join signon.client c on c.id = f.client_id and c.state in ('sandbox', 'tested', 'approved', 'live')
where f.host = $host::text and f.enabled;

-- name: list_forward_sites :many
select f.host as "host!", f.client_id as "client_id!", c.name_th as "name_th!", c.name_en as "name_en!", f.upstream_url as "upstream_url!", f.min_aal as "min_aal!", f.enabled as "enabled!"
from signon.forward_site f join signon.client c on c.id = f.client_id
order by f.host;

-- name: upsert_forward_site :exec
insert into signon.forward_site (host, client_id, upstream_url, min_aal, enabled)
values ($host::text, $client_id::text, $upstream_url::text, $min_aal::smallint, $enabled::boolean)
on conflict (host) do update set client_id = excluded.client_id, upstream_url = excluded.upstream_url, min_aal = excluded.min_aal, enabled = excluded.enabled;

-- name: delete_forward_site :maybe
delete from signon.forward_site f where f.host = $host::text returning f.client_id as "client_id!";

-- name: find_forward_session :maybe
-- Who holds this cookie on this host, while the session of ours in which it was given lives.
select a.account_id as "account_id!", a.payload ->> 'sub' as "sub!", v.aal as "aal!", v.phishing_resistant as "phishing_resistant!", v.ial as "ial!", v.persona as "persona!", n.display_name as "display_name!",
  p.given_th, p.family_th, m.agency_id
from signon.artifact a
join signon.service_session s on s.provider_uid = a.payload ->> 'providerUid' and s.client_id = a.client_id and s.ended_at is null
join identity.session_v1 v on v.id = s.session_id
join identity.account_v1 n on n.id = v.account_id and n.id::text = a.account_id
left join organisations.person_v1 p on p.id = n.person_id
left join organisations.mandate_v1 m on m.person_id = n.person_id and v.persona = m.source || ':' || m.id
where a.kind = 'ForwardSession' and a.id_hash = $id_hash::bytea and a.client_id = $client_id::text and a.payload ->> 'host' = $host::text and a.expires_at > now();

-- name: take_forward_way :maybe
-- Single use: whoever comes back takes it along.
delete from signon.artifact a
where a.kind = 'ForwardWay' and a.id_hash = $id_hash::bytea and a.expires_at > now()
returning a.payload as "payload!";

-- name: insert_forward_artifact :exec
insert into signon.artifact (kind, id_hash, payload, account_id, client_id, expires_at)
values ($kind::text, $id_hash::bytea, $payload::jsonb, $account_id::text, $client_id::text, now() + make_interval(secs => $seconds::float8));

-- name: delete_forward_session :exec
delete from signon.artifact a where a.kind = 'ForwardSession' and a.id_hash = $id_hash::bytea;
