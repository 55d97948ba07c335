-- name: find_told_dataset :maybe
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", coalesce(d.description_th, '') as "description_th!", d.agency_id as "agency_id!"
from catalog.dataset_v1 d
where d.id = $id::bigint;

-- name: insert_event :exec
insert into lineage.event (dataset_id, run_id, type, body) values ($dataset_id::bigint, $run_id::bigint, $type::text, $body::jsonb)
on conflict do nothing;

-- name: list_types_of_run :many
select e.type as "type!" from lineage.event e where e.run_id = $run_id::bigint order by e.id;

-- name: list_unended :many
-- Of these runs, those that were told to have started and not how they ended.
select e.run_id as "run_id!" from lineage.event e
where e.run_id = any ($run_ids::bigint[])
group by e.run_id
having bool_or(e.type = 'START') and not bool_or(e.type in ('COMPLETE', 'ABORT', 'FAIL'));

-- name: list_events :many
-- Events after a place, in the order in which they were written; as far as whoever asks finds their datasets.
select e.id as "id!", e.body as "body!"
from lineage.event e
where e.id > $after::bigint and ($run_id::bigint is null or e.run_id = $run_id::bigint)
order by e.id
limit $limit::int;

-- name: list_events_to_send :many
-- What a receiver has not heard, each with whether it may hear it.
select e.id as "id!", e.body as "body!", coalesce(v.level <= $most_level::int, false) as "told!"
from lineage.event e
left join catalog.record_v1 v on v.dataset_id = e.dataset_id
where e.id > $after::bigint
order by e.id
limit $limit::int;

-- name: find_last_place :one
select coalesce(max(e.id), 0) as "place!" from lineage.event e;

-- name: delete_old_events :exec
-- What every receiver in use has heard is kept for thirty days, and nothing for longer than ninety.
delete from lineage.event e
where e.at < now() - interval '90 days'
  or (e.at < now() - interval '30 days' and not exists (select from lineage.receiver r where r.enabled and r.place < e.id));
