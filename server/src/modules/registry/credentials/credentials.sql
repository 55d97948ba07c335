-- name: list_client_keys :many
-- Keys that count now or will; one that was replaced counts until its overlap ends.
select k.kid as "kid!", k.jwk as "jwk!", k.not_before as "not_before!", least(k.not_after, k.revoked_at) as "until!"
from registry.system_key_v1 k
where k.system_id = $system_id::bigint and k.not_after > $now::timestamptz and (k.revoked_at is null or k.revoked_at > $now::timestamptz)
order by k.id;
