-- name: find_bulk_file :maybe
select f.object_key as "object_key!", f.sha256 as "sha256!", f.bytes as "bytes!", f.rows as "rows!", f.release_number as "release_number!"
from hosting.bulk_file f
where f.service_id = $service_id::bigint and f.offer_version = $offer_version::int and f.release_id = $release_id::bigint and f.grant_sha256 = $grant_sha256::text and f.format = $format::text;

-- name: keep_bulk_file :exec
-- Two that cut the same file at once cut the same bytes' rows: the first is kept.
insert into hosting.bulk_file (service_id, offer_version, release_id, release_number, grant_sha256, format, object_key, sha256, bytes, rows, made_at)
values ($service_id::bigint, $offer_version::int, $release_id::bigint, $release_number::int, $grant_sha256::text, $format::text, $object_key::text, $sha256::text, $bytes::bigint, $rows::bigint, $now::timestamptz)
on conflict on constraint bulk_file_pk do nothing;

-- name: list_stale_bulk_files :many
-- Files of releases that are not the head any more for a day, or are withdrawn.
select f.service_id as "service_id!", f.offer_version as "offer_version!", f.release_id as "release_id!", f.grant_sha256 as "grant_sha256!", f.format as "format!", f.object_key as "object_key!"
from hosting.bulk_file f
join lake.release_v1 r on r.id = f.release_id
where r.withdrawn_at is not null
  or (f.made_at < $now::timestamptz - interval '1 day' and not exists (select from lake.current_release_v1 c where c.id = f.release_id))
limit 500;

-- name: drop_bulk_file :exec
delete from hosting.bulk_file f
where f.service_id = $service_id::bigint and f.offer_version = $offer_version::int and f.release_id = $release_id::bigint and f.grant_sha256 = $grant_sha256::text and f.format = $format::text;
