-- name: find_upstream :maybe
select u.id as "id!", u.kind as "kind!", u.name_th as "name_th!", u.name_en as "name_en!", u.config as "config!", u.secret, u.enabled as "enabled!", u.changed_at as "changed_at!"
from identity.upstream u
where u.id = $id::text;

-- name: list_upstreams :many
select u.id as "id!", u.kind as "kind!", u.name_th as "name_th!", u.name_en as "name_en!", u.config as "config!", u.secret, u.enabled as "enabled!", u.changed_at as "changed_at!",
  u.changed_by as "changed_by!", u.looked_at, u.last_error
from identity.upstream u
order by u.kind = 'thaid' desc, u.id;

-- name: insert_upstream :maybe
insert into identity.upstream (id, kind, name_th, name_en, config, secret, changed_by)
values ($id::text, $kind::text, $name_th::text, $name_en::text, $config::jsonb, $secret::text, $by::text)
on conflict (id) do nothing
returning id as "id!";

-- name: change_upstream :exec
update identity.upstream set name_th = $name_th::text, name_en = $name_en::text, config = $config::jsonb, changed_at = now(), changed_by = $by::text where id = $id::text;

-- name: set_upstream_secret :exec
update identity.upstream set secret = $secret::text, changed_at = now(), changed_by = $by::text where id = $id::text;

-- name: switch_upstream :maybe
update identity.upstream set enabled = $enabled::boolean, changed_at = now(), changed_by = $by::text where id = $id::text and enabled <> $enabled::boolean returning id as "id!";

-- name: list_sessions_of_upstream :many
select s.id as "id!" from identity.session s where s.upstream = $upstream_id::text and s.state <> 'ended';
