-- name: insert_session :one prepared
-- Officers may pause for an hour, citizens for half of one; nobody stays longer than a working day.
insert into identity.session (secret_hash, account_id, epoch, state, persona, aal, phishing_resistant, ial, methods, upstream, idle_until, ends_at, address, agent, device_id)
select $secret_hash::bytea, a.id, a.security_epoch, $state::text, $persona::text, $aal::smallint, $phishing_resistant::boolean, greatest(a.ial, $ial::smallint), $methods::text[], $upstream::text,
  now() + case when $state::text = 'pending' then interval '10 minutes' when $persona::text ~ '^(citizen|representation)' then interval '30 minutes' else interval '60 minutes' end,
  now() + case when $state::text = 'pending' then interval '10 minutes' else interval '8 hours' end,
  $address::inet, $agent::text, $device_id::uuid
from identity.account a
where a.id = $account_id::uuid and a.state = 'active'
returning id as "id!";

-- name: find_session :maybe prepared
-- A session counts while its account is active and nobody raised the account's epoch.
select s.id as "id!", s.account_id as "account_id!", s.state as "state!", s.persona as "persona!", s.aal as "aal!", s.phishing_resistant as "phishing_resistant!", s.ial as "ial!", s.methods as "methods!",
  s.authenticated_at as "authenticated_at!", s.device_id, s.seen_at < now() - interval '1 minute' as "stale!"
from identity.session s join identity.account a on a.id = s.account_id
where (s.secret_hash = $secret_hash::bytea or s.id = $id::uuid) and s.state <> 'ended' and a.state = 'active' and s.epoch = a.security_epoch and s.idle_until > now() and s.ends_at > now();

-- name: touch_session :exec
update identity.session set seen_at = now(), idle_until = now() + case when persona ~ '^(citizen|representation)' then interval '30 minutes' else interval '60 minutes' end
where id = $id::uuid and state = 'active';

-- name: raise_session :maybe
-- Whoever proved more gets a new secret: one that was planted or seen before is worth nothing.
update identity.session set secret_hash = $secret_hash::bytea, aal = greatest(aal, $aal::smallint), phishing_resistant = phishing_resistant or $phishing_resistant::boolean,
  methods = (select array_agg(distinct m order by m) from unnest(methods || $methods::text[]) m), authenticated_at = now(), seen_at = now()
where id = $id::uuid and state = 'active'
returning id as "id!";

-- name: set_session_persona :maybe
update identity.session set persona = $persona::text, secret_hash = $secret_hash::bytea where id = $id::uuid and state = 'active'
returning id as "id!";

-- name: end_one_session :maybe
update identity.session set state = 'ended', ended_at = now(), ended_why = $why::text
where id = $id::uuid and state <> 'ended'
returning account_id as "account_id!", state as "state!";

-- name: end_sessions_of_account :many
update identity.session set state = 'ended', ended_at = now(), ended_why = $why::text
where account_id = $account_id::uuid and state <> 'ended' and id is distinct from $except::uuid
returning id as "id!";

-- name: raise_epoch :exec
update identity.account set security_epoch = security_epoch + 1 where id = $account_id::uuid;

-- name: keep_session_through_epoch :exec
update identity.session s set epoch = a.security_epoch from identity.account a where a.id = s.account_id and s.id = $id::uuid;

-- name: list_live_sessions :many
select s.id as "id!", s.aal as "aal!", s.methods as "methods!", s.authenticated_at as "authenticated_at!", s.seen_at as "seen_at!", s.agent, host(s.address) as address
from identity.session_v1 s
where s.account_id = $account_id::uuid
order by s.seen_at desc, s.id;

-- name: sweep_sessions :many
update identity.session set state = 'ended', ended_at = now(), ended_why = 'ran-out'
where id in (select s.id from identity.session s where s.state <> 'ended' and least(s.idle_until, s.ends_at) < now() order by least(s.idle_until, s.ends_at) limit $limit::int for update skip locked)
returning id as "id!", account_id as "account_id!";

-- name: end_pending_session :exec
-- Nothing was opened under it, so nobody is told.
update identity.session set state = 'ended', ended_at = now(), ended_why = $why::text where id = $id::uuid and state = 'pending';
