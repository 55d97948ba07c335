-- name: insert_comment :one
insert into catalog.record_comment (dataset_id, version, field, body, author, role)
values ($dataset_id::bigint, $version::int, $field::text, $body::text, $author::text, $role::text)
returning id as "id!", version as "version!", field, body as "body!", author as "author!", role as "role!", at as "at!", settled_at, settled_by;

-- name: settle_comment :maybe
update catalog.record_comment c
set settled_at = coalesce(c.settled_at, now()), settled_by = coalesce(c.settled_by, $actor::text)
where c.id = $id::bigint and c.dataset_id = $dataset_id::bigint
returning c.id as "id!";

-- name: list_comments :many
select c.id as "id!", c.version as "version!", c.field, c.body as "body!", c.author as "author!", c.role as "role!", c.at as "at!", c.settled_at, c.settled_by
from catalog.record_comment c
where c.dataset_id = $dataset_id::bigint
order by c.id
limit 500;
