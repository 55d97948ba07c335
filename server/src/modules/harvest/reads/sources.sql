-- name: list_sources :many
select s.id as "id!", s.name_th as "name_th!", s.name_en as "name_en!", s.kind as "kind!", s.url, s.agency_id, s.agency_map as "agency_map!", s.lands as "lands!", s.take_files as "take_files!", s.every_hours,
  s.delay_ms as "delay_ms!", s.page_size as "page_size!", s.max_pages as "max_pages!", s.shrink_percent as "shrink_percent!", s.enabled as "enabled!", s.next_at,
  (select count(*) from harvest.object o where o.source_id = s.id and o.gone_at is null) as "objects!",
  (select max(j.id) from harvest.job j where j.source_id = s.id) as "last_job_id"
from harvest.source s
where $id::bigint is null or s.id = $id::bigint
order by s.id;

-- name: list_jobs :many
with shown as (
  select j.id from harvest.job j
  where ($source_id::bigint is null or j.source_id = $source_id::bigint) and ($ids::bigint[] is null or j.id = any ($ids::bigint[]))
  order by j.id desc limit $limit::int),
counted as (
  select e.job_id, count(*) filter (where e.outcome = 'created') as created, count(*) filter (where e.outcome = 'changed') as changed, count(*) filter (where e.outcome = 'same') as same,
    count(*) filter (where e.outcome = 'refused') as refused, count(*) filter (where e.outcome = 'withdrawn') as withdrawn, count(*) filter (where e.outcome = 'missing') as kept, count(*) filter (where e.outcome is null) as waiting
  from harvest.entry e where e.job_id in (select x.id from shown x) group by e.job_id),
filed as (
  select f.job_id, count(*) filter (where f.state = 'waiting') as waiting, count(*) filter (where f.state = 'taken') as taken, count(*) filter (where f.state = 'refused') as refused, coalesce(sum(f.bytes), 0)::bigint as bytes
  from harvest.file f where f.job_id in (select x.id from shown x) group by f.job_id)
select j.id as "id!", j.source_id as "source_id!", s.name_th as "source_th!", s.name_en as "source_en!", j.state as "state!", j.started_by as "started_by!", j.created_at as "created_at!", j.started_at, j.ended_at,
  j.pages as "pages!", j.listed as "listed!", j.total, j.missing as "missing!", j.withdraws as "withdraws!", j.problem, j.decision, j.attempt as "attempt!", j.retry_at,
  coalesce(c.created, 0) as "created!", coalesce(c.changed, 0) as "changed!", coalesce(c.same, 0) as "same!", coalesce(c.refused, 0) as "refused!", coalesce(c.withdrawn, 0) as "withdrawn!", coalesce(c.kept, 0) as "kept!", coalesce(c.waiting, 0) as "waiting!",
  coalesce(f.waiting, 0) as "files_waiting!", coalesce(f.taken, 0) as "files_taken!", coalesce(f.refused, 0) as "files_refused!", coalesce(f.bytes, 0) as "files_bytes!"
from harvest.job j
join shown x on x.id = j.id
join harvest.source s on s.id = j.source_id
left join counted c on c.job_id = j.id
left join filed f on f.job_id = j.id
order by j.id desc;

-- name: list_entries :many
-- What a person must look at first: refused and withdrawn before what went well.
select e.remote_id as "remote_id!", e.title as "title!", e.organisation, e.outcome, e.slug, e.remarks as "remarks!", e.number as "number!"
from harvest.entry e
where e.job_id = $job_id::bigint and ($outcome::text is null or e.outcome = $outcome::text) and ($remarked::boolean is not true or e.remarks <> '[]')
  and (e.number, e.remote_id) > ($after_number::int, $after_id::text)
order by e.number, e.remote_id limit $limit::int;

-- name: list_missing_objects :many
-- What a held job would withdraw.
select o.remote_id as "remote_id!", o.slug as "slug!"
from harvest.object o
where o.source_id = $source_id::bigint and o.gone_at is null and not exists (select from harvest.entry e where e.job_id = $job_id::bigint and e.remote_id = o.remote_id)
order by o.slug limit $limit::int;

-- name: list_refused_files :many
select f.slug as "slug!", f.name as "name!", f.url as "url!", f.state as "state!", f.reason
from harvest.file f
where f.job_id = $job_id::bigint and f.state = 'refused'
order by f.slug, f.name limit $limit::int;
