-- name: move_projects :many
-- A project that goes on gets a version with the successor: the same in all else, so that every day before reads the former agency.
with newest as (
  select distinct on (v.project_id) v.* from projects.project_version v order by v.project_id, v.version desc
), said as (
  insert into projects.project_version (project_id, version, strategy_id, agency_id, code, title_th, title_en, starts_on, ends_on, withdrawn, reason, actor, recorded_at)
  select n.project_id, n.version + 1, n.strategy_id, $into_id::text, n.code, n.title_th, n.title_en, n.starts_on, n.ends_on, n.withdrawn, $reason::text, 'saphan', now()
  from newest n where n.agency_id = $from_id::text and not n.withdrawn
  returning project_id, version
), budgets as (
  insert into projects.budget (project_id, version, fiscal_year, baht)
  select s.project_id, s.version, b.fiscal_year, b.baht from said s join projects.budget b on b.project_id = s.project_id and b.version = s.version - 1
), indicators as (
  insert into projects.indicator (project_id, version, number, title_th, title_en, unit_th, unit_en, target, measure)
  select s.project_id, s.version, i.number, i.title_th, i.title_en, i.unit_th, i.unit_en, i.target, i.measure
  from said s join projects.indicator i on i.project_id = s.project_id and i.version = s.version - 1
)
select s.project_id as "id!" from said s;

-- name: list_agency_projects :many
select n.title_th as "th!", n.title_en as "en!"
from (select distinct on (v.project_id) v.agency_id, v.title_th, v.title_en, v.withdrawn from projects.project_version v order by v.project_id, v.version desc) n
where n.agency_id = $agency_id::text and not n.withdrawn
order by n.title_th;
