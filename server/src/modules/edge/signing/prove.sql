-- name: find_edge_key :maybe prepared
-- A key of a system by its name; whether it counts now is for the caller to see.
select k.system_id as "system_id!", s.path as "path!", s.state as "state!", k.jwk as "jwk!", k.algorithm as "algorithm!", k.not_before as "not_before!", k.not_after as "not_after!", k.revoked_at
from registry.system_key_v1 k
join registry.system_v1 s on s.id = k.system_id
where k.kid = $kid::text;

-- name: note_nonce :maybe prepared
insert into edge.edge_nonce (kid, nonce, expires_at) values ($kid::text, $nonce::text, $expires_at::timestamptz) on conflict do nothing returning true as fresh;

-- name: sweep_nonces :exec
delete from edge.edge_nonce n where n.expires_at < $before::timestamptz;
