-- name: put_challenge :exec
insert into registry.key_challenge (system_id, kid, nonce, expires_at) values ($system_id::bigint, $kid::text, $nonce::text, $expires_at::timestamptz)
on conflict on constraint key_challenge_pk do update set nonce = excluded.nonce, expires_at = excluded.expires_at;

-- name: take_challenge :maybe
-- Used once.
delete from registry.key_challenge c where c.system_id = $system_id::bigint and c.kid = $kid::text returning c.nonce as "nonce!", c.expires_at as "expires_at!";

-- name: insert_system_key :maybe
insert into registry.system_key (system_id, kid, jwk, algorithm, custody, not_before, not_after, proof, note, actor, recorded_at)
values ($system_id::bigint, $kid::text, $jwk::jsonb, $algorithm::text, $custody::text, $not_before::timestamptz, $not_after::timestamptz, $proof::text, $note::text, $actor::text, $now::timestamptz)
on conflict on constraint system_key_is_known_once do nothing
returning id as "id!";

-- name: insert_key_end :exec
insert into registry.system_key_end (key_id, what, ends_at, reason, actor, recorded_at)
values ($key_id::bigint, $what::text, $ends_at::timestamptz, $reason::text, $actor::text, $now::timestamptz);

-- name: list_keys :many
select k.id as "id!", k.kid as "kid!", k.jwk as "jwk!", k.algorithm as "algorithm!", k.custody as "custody!", v.not_before as "not_before!", v.not_after as "not_after!", v.revoked_at as "revoked_at",
  k.not_after as "said_not_after!", e.reason as "reason", k.note as "note", k.actor as "actor!", k.recorded_at as "recorded_at!", s.path as "path!"
from registry.system_key k
join registry.system s on s.id = k.system_id
join registry.system_key_v1 v on v.id = k.id
left join lateral (select e.reason from registry.system_key_end e where e.key_id = k.id order by (e.what = 'revoked') desc, e.ends_at limit 1) e on true
where ($system_id::bigint is null or k.system_id = $system_id::bigint) and ($kid::text is null or k.kid = $kid::text)
order by k.id desc;
