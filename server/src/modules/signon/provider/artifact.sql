-- name: upsert_artifact :exec prepared
-- What may change of an artifact is its payload; whether it was consumed stays.
insert into signon.artifact (kind, id_hash, payload, grant_id, uid, user_code, account_id, client_id, expires_at)
values ($kind::text, $id_hash::bytea, $payload::jsonb, $grant_id::text, $uid::text, $user_code::text, $account_id::text, $client_id::text, now() + make_interval(secs => $seconds::float8))
on conflict (kind, id_hash) do update
set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, user_code = coalesce(excluded.user_code, artifact.user_code),
  account_id = excluded.account_id, client_id = excluded.client_id, expires_at = excluded.expires_at;

-- name: insert_replay :maybe
-- A proof is seen once: the second insert gives no row.
insert into signon.artifact (kind, id_hash, payload, expires_at)
values ('ReplayDetection', $id_hash::bytea, $payload::jsonb, now() + make_interval(secs => $seconds::float8))
on conflict (kind, id_hash) do update set payload = excluded.payload, expires_at = excluded.expires_at where artifact.expires_at < now()
returning true as "fresh!";

-- name: find_artifact :maybe prepared
-- Expired ones as well: the provider tells "expired" from "unknown".
select a.payload as "payload!", extract(epoch from a.consumed_at)::float8 as consumed, extract(epoch from now() - a.consumed_at)::float8 as consumed_for
from signon.artifact a
where a.kind = $kind::text and a.id_hash = $id_hash::bytea;

-- name: find_artifact_by_uid :maybe prepared
select a.payload as "payload!"
from signon.artifact a
where a.kind = $kind::text and a.uid = $uid::text and a.expires_at > now();

-- name: find_artifact_by_user_code :maybe
select a.payload as "payload!"
from signon.artifact a
where a.kind = $kind::text and a.user_code = $user_code::text;

-- name: consume_artifact :maybe prepared
-- Atomic: of two at the same moment one gets the row, unless reuse has a leeway.
update signon.artifact a
set consumed_at = coalesce(a.consumed_at, now())
where a.kind = $kind::text and a.id_hash = $id_hash::bytea and (a.consumed_at is null or $again::boolean)
returning true as "consumed!";

-- name: delete_artifact :exec prepared
delete from signon.artifact a where a.kind = $kind::text and a.id_hash = $id_hash::bytea;

-- name: delete_artifacts_of_grant :exec
delete from signon.artifact a where a.kind = $kind::text and a.grant_id = $grant_id::text;

-- name: delete_artifacts_of_account :exec
-- What was issued until then; what the person agreed to stays.
delete from signon.artifact a where a.account_id = $account_id::text and a.kind <> 'Consent' and a.created_at <= $until::timestamptz;

-- name: delete_artifacts_between :exec
-- What one client holds of one person, the consent included.
delete from signon.artifact a where a.account_id = $account_id::text and a.client_id = $client_id::text;

-- name: delete_artifacts_of_client :exec
delete from signon.artifact a where a.client_id = $client_id::text;

-- name: delete_provider_sessions :exec
-- Everything issued in a provider session is bound to it and ends with it.
delete from signon.artifact a where a.kind = 'Session' and a.uid = any($uids::text[]);

-- name: delete_expired_artifacts :many
-- A while after they ended, so that "expired" can still be told from "unknown".
delete from signon.artifact a
where (a.kind, a.id_hash) in (select e.kind, e.id_hash from signon.artifact e where e.expires_at < now() - interval '10 minutes' limit $limit::int)
returning true as "gone!";
