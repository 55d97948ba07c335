-- name: find_device_request :maybe
-- A code that waits for its answer.
select a.client_id as "client_id!", a.payload as "payload!", a.expires_at as "expires_at!"
from signon.artifact a
where a.kind = 'DeviceCode' and a.user_code = $user_code::text and a.expires_at > now()
  and a.payload ->> 'accountId' is null and a.payload ->> 'error' is null and a.consumed_at is null;

-- name: answer_device_request :maybe
-- Once: of two answers at the same moment one counts.
update signon.artifact a
set payload = a.payload || $answer::jsonb, account_id = $account_id::text, grant_id = $grant_id::text
where a.kind = 'DeviceCode' and a.user_code = $user_code::text and a.expires_at > now()
  and a.payload ->> 'accountId' is null and a.payload ->> 'error' is null and a.consumed_at is null
returning a.client_id as "client_id!";

-- name: count_device_guess :one
insert into signon.artifact (kind, id_hash, payload, expires_at)
values ('DeviceGuess', $id_hash::bytea, '{"wrong": 1}', now() + interval '1 hour')
on conflict (kind, id_hash) do update set payload = jsonb_build_object('wrong', (artifact.payload ->> 'wrong')::int + 1)
returning (payload ->> 'wrong')::int as "wrong!";

-- name: read_device_guesses :maybe
select (a.payload ->> 'wrong')::int as "wrong!"
from signon.artifact a
where a.kind = 'DeviceGuess' and a.id_hash = $id_hash::bytea and a.expires_at > now();
