-- name: insert_sign_in_event :exec prepared
insert into identity.sign_in_event (account_id, outcome, methods, client_id, address, agent, device_id, session_id)
values ($account_id::uuid, $outcome::text, $methods::text[], $client_id::text, $address::inet, $agent::text, $device_id::uuid, $session_id::uuid);

-- name: list_sign_in_events :many
select e.id as "id!", e.at as "at!", e.outcome as "outcome!", e.methods as "methods!", e.client_id, host(e.address) as address, e.agent
from identity.sign_in_event e
where e.account_id = $account_id::uuid and ($before::bigint is null or e.id < $before::bigint)
order by e.id desc
limit $limit::int;

-- name: insert_alarm :maybe
-- The same alarm about the same account is raised once an hour.
insert into identity.alarm (account_id, kind, detail)
select $account_id::uuid, $kind::text, $detail::jsonb
where not exists (select from identity.alarm a where a.account_id = $account_id::uuid and a.kind = $kind::text and a.at > now() - interval '1 hour' and a.seen_at is null)
returning id as "id!", at as "at!";

-- name: forget_letters :exec
-- Letters of releases before account alarms went to notices.
delete from identity.letter where ended_at < now() - interval '90 days';

-- name: list_alarms :many
select a.id as "id!", a.at as "at!", a.kind as "kind!", a.detail as "detail!", a.seen_at
from identity.alarm a
where a.account_id = $account_id::uuid
order by a.id desc
limit 100;

-- name: mark_alarm_seen :maybe
update identity.alarm set seen_at = coalesce(seen_at, now()) where id = $id::bigint and account_id = $account_id::uuid returning id as "id!";

-- name: note_device :one prepared
-- Whether this browser signed in before, and whether any did.
with seen as (select d.id from identity.known_device d where d.account_id = $account_id::uuid),
noted as (insert into identity.known_device (id, account_id, agent) values ($id::uuid, $account_id::uuid, $agent::text) on conflict (id) do update set last_at = now(), agent = excluded.agent)
select exists (select from seen s where s.id = $id::uuid) as "known!", exists (select from seen) as "others!";

-- name: find_known_device :maybe prepared
select d.id as "id!" from identity.known_device d where d.id = $id::uuid and d.account_id = $account_id::uuid;

-- name: find_other_network :maybe
-- A sign-in from another /16 within five minutes, by a browser that was new then as well.
select host(e.address) as "address!" from identity.sign_in_event e join identity.known_device d on d.id = e.device_id
where e.account_id = $account_id::uuid and e.outcome = 'signed-in' and e.at > now() - interval '5 minutes' and d.first_at > now() - interval '5 minutes' and e.device_id <> $device_id::uuid
  and e.address is not null and not (set_masklen(e.address, case family(e.address) when 4 then 16 else 32 end)::cidr >>= $address::inet)
order by e.id desc limit 1;
