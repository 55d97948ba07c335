-- name: list_plans_at :many
-- Every plan as the newest version recorded by a moment says; one plan when its name is given.
select p.id as "id!", p.slug as "slug!", v.version as "version!", v.title_th as "title_th!", v.title_en as "title_en!", v.first_year as "first_year!",
  v.last_year as "last_year!", v.actor as "actor!", v.recorded_at as "recorded_at!"
from projects.plan p
cross join lateral (
  select * from projects.plan_version x where x.plan_id = p.id and x.recorded_at <= $at::timestamptz order by x.version desc limit 1
) v
where $slug::text is null or p.slug = $slug::text
order by v.first_year desc, p.id;

-- name: list_strategies_at :many
select s.id as "id!", s.plan_id as "plan_id!", v.version as "version!", v.number as "number!", v.title_th as "title_th!", v.title_en as "title_en!"
from projects.strategy s
cross join lateral (
  select * from projects.strategy_version x where x.strategy_id = s.id and x.recorded_at <= $at::timestamptz order by x.version desc limit 1
) v
where s.plan_id = any ($plan_ids::bigint[]) and not v.withdrawn
order by v.number, s.id;

-- name: list_projects_at :many
-- Projects with their first end as well: a later one never hides it.
select p.id as "id!", p.plan_id as "plan_id!", v.version as "version!", v.strategy_id as "strategy_id!", v.agency_id as "agency_id!", v.code,
  v.title_th as "title_th!", v.title_en as "title_en!", v.starts_on as "starts_on!", v.ends_on as "ends_on!", f.ends_on as "first_ends_on!",
  v.actor as "actor!", v.recorded_at as "recorded_at!",
  coalesce((select jsonb_agg(jsonb_build_object('fiscalYear', b.fiscal_year, 'baht', b.baht::text) order by b.fiscal_year)
    from projects.budget b where b.project_id = p.id and b.version = v.version), '[]') as "budgets!"
from projects.project p
cross join lateral (
  select * from projects.project_version x where x.project_id = p.id and x.recorded_at <= $at::timestamptz order by x.version desc limit 1
) v
join projects.project_version f on f.project_id = p.id and f.version = 1
where p.plan_id = any ($plan_ids::bigint[]) and ($project_id::bigint is null or p.id = $project_id::bigint) and not v.withdrawn
order by v.starts_on, v.code nulls last, p.id;

-- name: list_items_at :many
-- Which dataset stands in which project; a dataset is in one project of a plan.
select distinct on (e.plan_id, e.dataset_id) e.plan_id as "plan_id!", e.project_id as "project_id!", e.dataset_id as "dataset_id!", e.present as "present!"
from projects.item_event e
where e.plan_id = any ($plan_ids::bigint[]) and e.recorded_at <= $at::timestamptz
order by e.plan_id, e.dataset_id, e.id desc;

-- name: list_indicators_at :many
-- The indicators of a project's version with the figure last told by a moment.
select i.number as "number!", i.title_th as "title_th!", i.title_en as "title_en!", i.unit_th as "unit_th!", i.unit_en as "unit_en!", i.target::float8 as "target!",
  i.measure as "measure!", r.value::float8 as value, r.counted_on, r.note, r.actor
from projects.indicator i
left join lateral (
  select * from projects.indicator_report x where x.project_id = i.project_id and x.number = i.number and x.recorded_at <= $at::timestamptz
  order by x.counted_on desc, x.id desc limit 1
) r on true
where i.project_id = $project_id::bigint and i.version = $version::int
order by i.number;

-- name: list_project_history :many
-- Everything said of a project by a moment, newest first.
select h.at as "at!", h.what as "what!", h.actor as "actor!", h.reason, h.detail as "detail!"
from (
  select v.recorded_at as at, case when v.version = 1 then 'added' when v.withdrawn then 'withdrawn' else 'changed' end as what, v.actor, v.reason,
    jsonb_build_object('startsOn', v.starts_on, 'endsOn', v.ends_on, 'agencyId', v.agency_id) as detail
  from projects.project_version v where v.project_id = $project_id::bigint
  union all
  select e.recorded_at, case when e.present then 'items-added' else 'items-removed' end, e.actor, e.reason, jsonb_build_object('datasetIds', jsonb_agg(e.dataset_id order by e.id))
  from projects.item_event e where e.project_id = $project_id::bigint group by e.recorded_at, e.present, e.actor, e.reason
  union all
  select r.recorded_at, 'reported', r.actor, r.note, jsonb_build_object('indicator', r.number, 'value', r.value, 'countedOn', r.counted_on)
  from projects.indicator_report r where r.project_id = $project_id::bigint
) h
where h.at <= $at::timestamptz
order by h.at desc, h.what
limit 200;
