-- name: lock_incidents :exec
-- Two who look at once would both open what they saw.
select pg_advisory_xact_lock(hashtextextended('watch.incident', 0));

-- name: open_incidents :many
-- One open incident per dataset and kind: what comes again makes it grow. What a person closed is not opened again by the same cause.
with written as (
  insert into watch.incident as i (dataset_id, kind, cause, since, times, run_id, facts)
  select c.dataset_id, c.kind, c.cause, c.since, c.times, c.run_id, c.facts
  from jsonb_to_recordset($causes::jsonb) as c (dataset_id bigint, kind text, cause text, since timestamptz, times int, run_id bigint, facts jsonb)
  where not exists (select from watch.incident x where x.dataset_id = c.dataset_id and x.kind = c.kind and x.cause = c.cause and x.closed_by is not null)
  on conflict (dataset_id, kind) where closed_at is null do update
  set cause = excluded.cause, times = greatest(excluded.times, i.times + (i.cause <> excluded.cause)::int), run_id = excluded.run_id, facts = excluded.facts, last_at = now()
  where (i.cause, i.run_id, i.facts) is distinct from (excluded.cause, excluded.run_id, excluded.facts) or i.times < excluded.times
  returning i.id, i.dataset_id, i.kind, i.times, i.opened_at = i.last_at as opened
), noted as (
  insert into watch.incident_event (incident_id, what, detail)
  select w.id, case when w.opened then 'opened' else 'grew' end, jsonb_build_object('times', w.times) from written w
)
select w.id as "id!", w.dataset_id as "dataset_id!", w.kind as "kind!", w.opened as "opened!" from written w;

-- name: close_gone :many
-- What has no cause any more is over by itself.
with ended as (
  update watch.incident i set closed_at = now()
  where i.closed_at is null and ($datasets::bigint[] is null or i.dataset_id = any ($datasets::bigint[]))
    and not exists (select from jsonb_to_recordset($causes::jsonb) as c (dataset_id bigint, kind text) where c.dataset_id = i.dataset_id and c.kind = i.kind)
  returning i.id, i.dataset_id, i.kind
), noted as (
  insert into watch.incident_event (incident_id, what) select e.id, 'closed' from ended e
)
select e.id as "id!", e.dataset_id as "dataset_id!", e.kind as "kind!" from ended e;
