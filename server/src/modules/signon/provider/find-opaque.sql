-- name: find_opaque_token :maybe
-- A token of our own API that counts now: client in use, grant not withdrawn, and the session it was issued in still alive.
select a.account_id, c.owner_account_id, a.payload ->> 'scope' as scope, v.id as session_id
from signon.artifact a
join signon.client c on c.id = a.client_id and c.state in ('sandbox', 'tested', 'approved', 'live')
left join signon.service_session s on s.provider_uid = a.payload ->> 'sessionUid' and s.client_id = a.client_id and s.ended_at is null
left join identity.session_v1 v on v.id = s.session_id
where a.kind in ('AccessToken', 'ClientCredentials') and a.id_hash = $id_hash::bytea and a.expires_at > now() and a.payload ->> 'aud' = $audience::text
  and (a.payload -> 'jkt' is null and a.payload -> 'x5t#S256' is null)
  and (a.payload ->> 'expiresWithSession' is distinct from 'true' or v.id is not null)
  and (a.grant_id is null or exists (select from signon.artifact g where g.kind = 'Grant' and g.id_hash = sha256(convert_to(a.grant_id, 'UTF8')) and g.expires_at > now()))
limit 1;
