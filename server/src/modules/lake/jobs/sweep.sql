-- name: list_releases_past_retention :many
-- Releases beyond the number that the newest contract keeps; never the one people see.
select r.id as "id!", r.dataset_id as "dataset_id!", r.number as "number!", r.manifest as "manifest!"
from lake.release r
join lake.head h on h.dataset_id = r.dataset_id
join lateral (select n.keep_releases from lake.release n where n.dataset_id = r.dataset_id order by n.number desc limit 1) k on true
where r.purged_at is null
  and r.id is distinct from h.release_id
  and (select count(*) from lake.release n where n.dataset_id = r.dataset_id and n.number > r.number and n.withdrawn_at is null) >= k.keep_releases
order by r.id
limit 200;

-- name: mark_purged :exec
update lake.release
set purged_at = clock_timestamp()
where id = $id::bigint;

-- name: list_named_files :many
-- Files that a standing or withdrawn release names.
select f.key as "key!"
from lake.release r
cross join lateral (select value ->> 'key' as key from jsonb_array_elements(r.manifest -> 'files')) f
where r.purged_at is null and f.key = any ($keys::text[]);

-- name: list_files_named_elsewhere :many
-- Files of a release that another release names too: a release made of a part names the files of the former one that it does not touch.
select distinct f.key as "key!"
from lake.release r
cross join lateral (select value ->> 'key' as key from jsonb_array_elements(r.manifest -> 'files')) f
where r.purged_at is null and r.dataset_id = $dataset_id::bigint and r.id <> $id::bigint and f.key = any ($keys::text[]);
