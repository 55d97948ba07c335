-- name: insert_scim_target :maybe
insert into identity.scim_target (name, url, secret, agency_id, created_by)
values ($name::text, $url::text, $secret::text, $agency_id::text, $by::text)
on conflict do nothing
returning id as "id!";

-- name: list_targets :many
select t.id as "id!", t.name as "name!", t.url as "url!", t.agency_id, t.enabled as "enabled!", t.failures as "failures!", t.next_at as "next_at!", t.last_error,
  count(p.account_id) filter (where p.told_at is not null)::int as "told!", count(p.account_id) filter (where p.due_at is not null)::int as "waiting!", count(p.account_id) filter (where p.attempts > 0)::int as "failing!"
from identity.scim_target t
left join identity.scim_push p on p.target_id = t.id
where $id::bigint is null or t.id = $id::bigint
group by t.id
order by t.name;

-- name: enable_scim_target :maybe
update identity.scim_target set enabled = $enabled::boolean, failures = 0, next_at = now(), last_error = null where id = $id::bigint returning id as "id!";

-- name: find_scim_target :maybe
select t.id as "id!", t.url as "url!", t.secret as "secret!" from identity.scim_target t where t.id = $id::bigint;

-- name: list_open_targets :many
select t.id as "id!", t.url as "url!", t.secret as "secret!" from identity.scim_target t where t.enabled and t.next_at <= now() order by t.next_at, t.id;

-- name: note_target_failure :exec
-- Waits twice as long each time, up to an hour.
update identity.scim_target set failures = failures + 1, next_at = now() + least(power(2, failures) * 10, 3600) * interval '1 second', last_error = $error::text where id = $id::bigint;

-- name: note_target_answered :exec
-- The next round begins with another one.
update identity.scim_target set failures = 0, last_error = null, next_at = now() where id = $id::bigint;
