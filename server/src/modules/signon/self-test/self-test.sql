-- name: insert_self_test :one
insert into signon.self_test (client_id, started_by, login_url, check_url)
values ($client_id::text, $started_by::text, $login_url::text, $check_url::text)
returning id as "id!";

-- name: insert_self_test_steps :exec
insert into signon.self_test_step (self_test_id, name)
select $id::bigint, each.name from unnest($names::text[]) as each (name);

-- name: find_self_test :maybe
select t.id as "id!", t.client_id as "client_id!", t.started_at as "started_at!", t.started_by as "started_by!", t.ended_at, t.passed, t.login_url as "login_url!", t.check_url as "check_url!",
  t.ended_at is null and t.started_at < now() - interval '10 minutes' as "broken_off!"
from signon.self_test t
where t.id = $id::bigint and t.client_id = $client_id::text;

-- name: list_self_tests :many
select t.id as "id!", t.started_at as "started_at!", t.started_by as "started_by!", t.ended_at, t.passed, t.login_url as "login_url!", t.check_url as "check_url!",
  t.ended_at is null and t.started_at < now() - interval '10 minutes' as "broken_off!"
from signon.self_test t
where t.client_id = $client_id::text
order by t.id desc
limit 20;

-- name: list_self_test_steps :many
select s.name as "name!", s.began_at, s.ended_at, s.ok, s.evidence_th, s.evidence_en, s.request as "request!", s.heard as "heard!"
from signon.self_test_step s
where s.self_test_id = $id::bigint;

-- name: find_running_self_test :maybe
-- One at a time; a run whose process died stands in nobody's way after ten minutes.
select t.id as "id!"
from signon.self_test t
where t.client_id = $client_id::text and t.ended_at is null and t.started_at > now() - interval '10 minutes'
order by t.id desc
limit 1;

-- name: lock_self_tests_of :exec
select pg_advisory_xact_lock(hashtextextended('signon.self-test:' || $client_id::text, 0));

-- name: begin_self_test_step :exec
update signon.self_test_step s set began_at = coalesce(s.began_at, now()) where s.self_test_id = $id::bigint and s.name = $name::text;

-- name: issue_self_test_code :exec
update signon.self_test_step s
set code_hash = $code_hash::bytea, token_hash = null, request = $request::jsonb, heard = '[]'
where s.self_test_id = $id::bigint and s.name = $name::text;

-- name: find_self_test_code :maybe
select s.name as "name!", s.request as "request!"
from signon.self_test_step s join signon.self_test t on t.id = s.self_test_id
where t.client_id = $client_id::text and t.ended_at is null and s.ended_at is null and s.code_hash = $code_hash::bytea;

-- name: hear_self_test_token :maybe
-- Notes the request, good or not; a code is good for one token.
update signon.self_test_step s
set heard = s.heard || $heard::jsonb, token_hash = coalesce(s.token_hash, $token_hash::bytea)
where s.code_hash = $code_hash::bytea
returning s.token_hash = $token_hash::bytea as first;

-- name: hear_self_test_userinfo :maybe
update signon.self_test_step s
set heard = s.heard || '[{"at": "userinfo"}]'::jsonb
from signon.self_test t
where t.id = s.self_test_id and t.client_id = $client_id::text and t.ended_at is null and s.token_hash = $token_hash::bytea and s.ended_at is null
returning s.name as "name!";

-- name: is_self_test_step_begun :maybe
select true as "yes!"
from signon.self_test_step s join signon.self_test t on t.id = s.self_test_id
where t.client_id = $client_id::text and t.ended_at is null and s.name = $name::text and s.began_at is not null
limit 1;

-- name: end_self_test_step :exec
update signon.self_test_step s
set ended_at = now(), began_at = coalesce(s.began_at, now()), ok = $ok::boolean, evidence_th = $evidence_th::text, evidence_en = $evidence_en::text
where s.self_test_id = $id::bigint and s.name = $name::text;

-- name: end_self_test :exec
update signon.self_test t set ended_at = now(), passed = $passed::boolean where t.id = $id::bigint;
