-- name: find_run_facts :maybe
-- All that is to be told of a run to those who draw where data came from; the settings of its source still have their secrets sealed.
select r.id as "id!", r.dataset_id as "dataset_id!", r.state as "state!", r.trigger as "trigger!", r.replay_of, r.attempt as "attempt!", r.nominal_at, r.created_at as "created_at!", r.started_at,
  r.finished_at, r.release_number, r.counts, r.progress as "progress!", r.gates as "gates!", r.reject_summary as "reject_summary!", r.problem, r.reach,
  c.version as "contract_version!", c.body as "contract!", w.sha256 as raw_sha256, w.bytes as raw_bytes, w.name as raw_name, w.received_at as raw_received_at,
  s.id as source_id, s.kind as source_kind, s.name as source_name, s.summary as source_summary, s.config as source_config
from linkage.run r
join linkage.contract c on c.id = r.contract_id
left join linkage.raw w on w.id = r.raw_id
left join linkage.source s on s.id = r.source_id
where r.id = $id::bigint;

-- name: list_superseded_before :many
-- Held runs of a dataset that a later run made worthless.
select r.id as "id!" from linkage.run r
where r.dataset_id = $dataset_id::bigint and r.id <> $id::bigint and r.state = 'superseded' and r.finished_at > now() - interval '1 day'
order by r.id;

-- name: list_contract_bodies :many
-- Every version, the first one first.
select c.version as "version!", c.body as "body!", c.created_at as "created_at!" from linkage.contract c
where c.dataset_id = $dataset_id::bigint
order by c.version;

-- name: list_schedule_links :many
-- Datasets whose releases start a run of this one, and those that a release of this one starts; as far as whoever asks finds them.
select distinct d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", l.before as "before!"
from (
  select unnest(s.after_datasets) as other_id, true as before from linkage.schedule s where s.dataset_id = $dataset_id::bigint
  union all
  select s.dataset_id, false from linkage.schedule s where s.after_datasets @> array[$dataset_id::bigint]
) l
join catalog.dataset_v1 d on d.id = l.other_id
where exists (select from catalog.record_v1 v where v.dataset_id = d.id)
order by 4 desc, 1;

-- name: list_code_list_users :many
-- Columns whose codes come from this dataset, by the contracts in force; as far as whoever asks finds their datasets.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", k.value ->> 'name' as "column!", k.value -> 'codeList' ->> 'column' as "list_column!"
from linkage.contract c
join catalog.dataset_v1 d on d.id = c.dataset_id
cross join lateral jsonb_array_elements(c.body -> 'columns') k
where jsonb_path_query_array(c.body, '$.columns[*].codeList.dataset') @> to_jsonb($slug::text)
  and k.value -> 'codeList' ->> 'dataset' = $slug::text
  and not exists (select from linkage.contract n where n.dataset_id = c.dataset_id and n.version > c.version)
  and exists (select from catalog.record_v1 v where v.dataset_id = d.id)
order by 1, 4
limit 500;

-- name: list_cursor_columns :many
-- Columns by which sources in use remember how far they were read.
select distinct coalesce(s.reading ->> 'column', '') as "column!" from linkage.source s
where s.dataset_id = $dataset_id::bigint and s.retired_at is null and s.reading ->> 'mode' = 'cursor';
