-- API tokens that count today, for whoever reviews rights; neither the token nor its hash.
create view identity.api_token_v1 as
select t.id, t.account_id, t.name, t.scopes, t.persona, t.created_at, t.expires_at, t.used_at
from identity.api_token t
where t.revoked_at is null and t.expires_at > now();
