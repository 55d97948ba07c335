-- name: put_measure :exec
insert into operations.measure (store, day, bytes, objects)
values ($store::text, (now() at time zone 'Asia/Bangkok')::date, $bytes::bigint, $objects::bigint)
on conflict (store, day) do update set bytes = excluded.bytes, objects = excluded.objects, taken_at = now();

-- name: measure_lake :one
-- Files of releases that are kept.
select coalesce(sum(r.bytes), 0)::bigint as "bytes!", count(*)::int as "objects!" from lake.release_v1 r where r.purged_at is null;

-- name: measure_database :one
select pg_database_size(current_database()) as "bytes!", (select count(*)::int from kernel.migration_v1) as "objects!";

-- name: forget_old_measures :exec
delete from operations.measure where day < (now() at time zone 'Asia/Bangkok')::date - 800;
