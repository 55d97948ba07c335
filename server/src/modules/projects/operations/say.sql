-- name: insert_plan :maybe
insert into projects.plan (slug) values ($slug::text) on conflict on constraint plan_slug_is_unique do nothing returning id as "id!";

-- name: lock_plan :maybe
-- One change of a plan at a time; different parts of it do not wait for each other longer than a transaction.
select p.id as "id!" from projects.plan p where p.slug = $slug::text for update;

-- name: insert_plan_version :maybe
-- Only on top of the version that was seen.
insert into projects.plan_version (plan_id, version, title_th, title_en, first_year, last_year, reason, actor, recorded_at)
select $plan_id::bigint, $seen::int + 1, $title_th::text, $title_en::text, $first_year::int, $last_year::int, $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from projects.plan_version v where v.plan_id = $plan_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: insert_strategy :one
insert into projects.strategy (plan_id) values ($plan_id::bigint) returning id as "id!";

-- name: insert_strategy_version :maybe
insert into projects.strategy_version (strategy_id, version, number, title_th, title_en, withdrawn, reason, actor, recorded_at)
select $strategy_id::bigint, $seen::int + 1, $number::int, $title_th::text, $title_en::text, $withdrawn::boolean, $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from projects.strategy_version v where v.strategy_id = $strategy_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: insert_project :one
insert into projects.project (plan_id) values ($plan_id::bigint) returning id as "id!";

-- name: insert_project_version :maybe
insert into projects.project_version (project_id, version, strategy_id, agency_id, code, title_th, title_en, starts_on, ends_on, withdrawn, reason, actor, recorded_at)
select $project_id::bigint, $seen::int + 1, $strategy_id::bigint, $agency_id::text, $code::text, $title_th::text, $title_en::text, $starts_on::date, $ends_on::date,
  $withdrawn::boolean, $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from projects.project_version v where v.project_id = $project_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: insert_budgets :exec
insert into projects.budget (project_id, version, fiscal_year, baht)
select $project_id::bigint, $version::int, b.fiscal_year, b.baht from unnest($years::int[], $baht::numeric[]) as b (fiscal_year, baht);

-- name: insert_indicators :exec
insert into projects.indicator (project_id, version, number, title_th, title_en, unit_th, unit_en, target, measure)
select $project_id::bigint, $version::int, i.number, i.title_th, i.title_en, i.unit_th, i.unit_en, i.target, i.measure
from jsonb_to_recordset($indicators::jsonb) as i (number int, title_th text, title_en text, unit_th text, unit_en text, target numeric, measure text);

-- name: find_last_word :maybe
-- Who said the newest version of a part, and when: told to whoever comes too late.
select w.version as "version!", w.actor as "actor!", w.recorded_at as "recorded_at!"
from (
  select 'plan' as kind, v.plan_id as id, v.version, v.actor, v.recorded_at from projects.plan_version v
  union all select 'strategy', v.strategy_id, v.version, v.actor, v.recorded_at from projects.strategy_version v
  union all select 'project', v.project_id, v.version, v.actor, v.recorded_at from projects.project_version v
) w
where w.kind = $kind::text and w.id = $id::bigint
order by w.version desc
limit 1;

-- name: insert_item_events :many
-- Only what changes something: a dataset that already stands where it is put is left alone.
insert into projects.item_event (plan_id, project_id, dataset_id, present, reason, actor, recorded_at)
select $plan_id::bigint, $project_id::bigint, w.dataset_id, $present::boolean, $reason::text, $actor::text, $now::timestamptz
from unnest($dataset_ids::bigint[]) as w (dataset_id)
left join lateral (
  select e.project_id, e.present from projects.item_event e where e.plan_id = $plan_id::bigint and e.dataset_id = w.dataset_id order by e.id desc limit 1
) n on true
where case when $present::boolean then coalesce(not n.present or n.project_id <> $project_id::bigint, true) else n.present and n.project_id = $project_id::bigint end
returning dataset_id as "dataset_id!";

-- name: insert_indicator_report :maybe
insert into projects.indicator_report (project_id, number, value, counted_on, note, actor, recorded_at)
select $project_id::bigint, $number::int, $value::numeric, $counted_on::date, $note::text, $actor::text, $now::timestamptz
from projects.indicator i
where i.project_id = $project_id::bigint and i.version = $version::int and i.number = $number::int and i.measure = 'reported'
returning id as "id!";
