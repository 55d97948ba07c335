-- name: list_runs :many
-- Runs newest first; the cursor is the last id seen.
select r.id as "id!", r.contract_id as "contract_id!", c.version as "contract_version!", r.trigger as "trigger!", r.replay_of, r.state as "state!", r.attempt as "attempt!",
  r.created_by as "created_by!", r.progress as "progress!", r.counts, r.steps as "steps!", r.gates as "gates!", r.reject_summary as "reject_summary!", r.problem,
  r.release_number, r.source_id, r.partition, r.decision, r.created_at as "created_at!", r.started_at, r.finished_at, r.retry_at, r.quarantine_key,
  w.sha256 as raw_sha256, w.bytes as raw_bytes, w.name as raw_name, s.kind as source_kind, coalesce(s.name, s.summary) as source_name,
  case when w.purged_at is null and not w.part then w.id end as raw_id,
  case when r.reject_summary <> '[]'::jsonb then (
    select jsonb_object_agg(k ->> 'name', jsonb_build_array(k ->> 'titleTh', k ->> 'titleEn'))
    from jsonb_array_elements(c.body -> 'columns') k
    where exists (select from jsonb_array_elements(r.reject_summary) s where s ->> 'column' = k ->> 'name')
  ) end as column_titles,
  d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", a.id as "agency_id!", a.abbr_th as "abbr_th!", a.name_th as "name_th!", a.name_en as "name_en!"
from linkage.run r
join linkage.contract c on c.id = r.contract_id
join catalog.dataset_v1 d on d.id = r.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
left join linkage.raw w on w.id = r.raw_id
left join linkage.source s on s.id = r.source_id
where ($id::bigint is null or r.id = $id::bigint)
  and ($dataset_id::bigint is null or r.dataset_id = $dataset_id::bigint)
  and ($states::text[] is null or r.state = any ($states::text[]))
  and ($before::bigint is null or r.id < $before::bigint)
order by r.id desc
limit $limit::int;

-- name: list_log :many
select l.id as "id!", l.at as "at!", l.step as "step!", l.level as "level!", l.th as "th!", l.en as "en!"
from linkage.run_log l
where l.run_id = $run_id::bigint and l.id > $after::bigint
order by l.id
limit 2000;

-- name: find_dataset_of_run :maybe
select r.dataset_id as "dataset_id!" from linkage.run r where r.id = $id::bigint;
