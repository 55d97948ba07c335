-- name: list_causes :many
-- What is out of order now, of some datasets or of all: at most one row per dataset and kind. A held run explains why nothing newer came.
with scope as (
  select d.id from catalog.dataset_v1 d where d.archived_at is null and ($datasets::bigint[] is null or d.id = any ($datasets::bigint[]))
), held as (
  select s.id as dataset_id, h.id as run_id, h.created_at, g ->> 'name' as name, g ->> 'th' as th, g ->> 'en' as en
  from scope s
  cross join lateral (select r.id, r.created_at, r.gates from linkage.run_outcome_v1 r where r.dataset_id = s.id and r.state = 'held' order by r.id desc limit 1) h
  cross join lateral jsonb_array_elements(h.gates) g
  where not (g ->> 'ok')::boolean
), judged as (
  select h.dataset_id, h.run_id, h.created_at, h.th, h.en,
    case when h.name = 'personal-data' then 'personal-data' when h.name like 'anomaly-%' then 'anomaly' when h.name = 'reject-ratio' then 'rejects' else 'held' end as kind
  from held h
), warned as (
  select s.id as dataset_id, p.id as run_id, p.created_at, g ->> 'th' as th, g ->> 'en' as en
  from scope s
  cross join lateral (select r.id, r.created_at, r.gates from linkage.run_outcome_v1 r where r.dataset_id = s.id and r.state = 'published' and r.trigger not in ('replay', 'backfill') order by r.id desc limit 1) p
  cross join lateral jsonb_array_elements(p.gates) g
  where (g ->> 'warned')::boolean and g ->> 'name' like 'anomaly-%'
), ruled as (
  -- Each rule that warns, as the last published run found it that asked it: rules over all rows are not asked of a part.
  select s.id as dataset_id, p.id as run_id, p.created_at, p.gate
  from scope s
  cross join lateral (select k.body from linkage.contract_v1 k where k.dataset_id = s.id) k
  cross join lateral jsonb_array_elements(k.body -> 'rules') u
  cross join lateral (
    select r.id, r.created_at, (select g from jsonb_array_elements(r.gates) g where g ->> 'name' = 'rule:' || (u ->> 'id')) as gate
    from (
      select o.id, o.created_at, o.gates from linkage.run_outcome_v1 o
      where o.dataset_id = s.id and o.state = 'published' and o.trigger not in ('replay', 'backfill') order by o.id desc limit 30) r
    where r.gates @> jsonb_build_array(jsonb_build_object('name', 'rule:' || (u ->> 'id')))
    order by r.id desc limit 1) p
  where u ->> 'severity' = 'warn' and (p.gate ->> 'warned')::boolean
), failed as (
  select s.id as dataset_id, f.*
  from scope s
  left join lateral (
    select r.id from linkage.run_outcome_v1 r where r.dataset_id = s.id and r.state in ('published', 'no_change', 'held', 'rejected', 'superseded') order by r.id desc limit 1) good on true
  cross join lateral (
    select min(r.id) as first_id, max(r.id) as run_id, count(*)::int as times, min(r.finished_at) as since, (array_agg(r.problem order by r.id desc))[1] as problem
    from linkage.run_outcome_v1 r where r.dataset_id = s.id and r.id > coalesce(good.id, 0) and r.state = 'failed') f
  where f.times >= 2 and not exists (select from linkage.suspension_v1 u where u.dataset_id = s.id)
), overdue as (
  select s.id as dataset_id, o.*
  from scope s
  left join lateral (
    select r.started_at from linkage.run_outcome_v1 r
    where r.dataset_id = s.id and r.state in ('published', 'no_change') and r.trigger not in ('backfill', 'replay') and r.started_at is not null order by r.started_at desc limit 1) good on true
  cross join lateral (
    select min(x.nominal_at) as since, count(*)::int as times, min(x.due_by) as due_by, min(x.breached_at) as breached_at
    from linkage.occurrence_v1 x where x.dataset_id = s.id and x.nominal_at > greatest(good.started_at, $now::timestamptz - interval '400 days') and x.due_by < $now::timestamptz) o
  where o.times > 0
), causes as (
  select 1 as rank, j.dataset_id, j.kind, 'run:' || j.run_id as cause, j.created_at as since, 1 as times, j.run_id, jsonb_build_object('gates', jsonb_agg(jsonb_build_object('th', j.th, 'en', j.en))) as facts
  from judged j group by j.dataset_id, j.kind, j.run_id, j.created_at
  union all
  select 2, w.dataset_id, 'anomaly', 'run:' || w.run_id, w.created_at, 1, w.run_id, jsonb_build_object('published', true, 'gates', jsonb_agg(jsonb_build_object('th', w.th, 'en', w.en)))
  from warned w group by w.dataset_id, w.run_id, w.created_at
  union all
  select 1, w.dataset_id, 'rule', 'run:' || max(w.run_id), min(w.created_at), 1, max(w.run_id), jsonb_build_object('published', true, 'gates', jsonb_agg(jsonb_build_object('th', w.gate ->> 'th', 'en', w.gate ->> 'en') order by w.gate ->> 'name'))
  from ruled w group by w.dataset_id
  union all
  select 1, f.dataset_id, 'failing', 'run:' || f.first_id, f.since, f.times, f.run_id, jsonb_build_object('problem', f.problem) from failed f
  union all
  select 1, u.dataset_id, 'suspended', 'suspended:' || min(u.suspended_at), min(u.suspended_at), count(*)::int, null, jsonb_build_object('problem', (array_agg(u.problem order by u.suspended_at))[1])
  from linkage.suspension_v1 u join scope s on s.id = u.dataset_id group by u.dataset_id
  union all
  select 1, o.dataset_id, 'late', 'since:' || o.since, o.since, o.times, null, jsonb_build_object('dueBy', o.due_by, 'breached', o.breached_at < $now::timestamptz)
  from overdue o where not exists (select from judged j where j.dataset_id = o.dataset_id)
  union all
  select 2, p.dataset_id, 'late', 'promise:' || p.fresh_until, p.fresh_until, 1, null, jsonb_build_object('dueBy', p.fresh_until, 'breached', true, 'promise', true)
  from plans.dataset_state_v1 p join scope s on s.id = p.dataset_id where p.state = 'stale' and not exists (select from judged j where j.dataset_id = p.dataset_id)
)
select distinct on (c.dataset_id, c.kind) c.dataset_id as "dataset_id!", c.kind as "kind!", c.cause as "cause!", c.since as "since!", c.times as "times!", c.run_id, c.facts as "facts!"
from causes c
order by c.dataset_id, c.kind, c.rank;
