-- name: list_milestone_facts :many
-- Every dataset with what was known of its milestones at a moment; what has left the catalogue by then is not listed, but tells how long things take.
with span as (
  select s.dataset_id, s.recorded_at as starts, s.linked and s.health = 'ok' as good,
    least(coalesce(lead(s.recorded_at) over (partition by s.dataset_id order by s.recorded_at), $at::timestamptz), s.fresh_until, $at::timestamptz) as ends
  from plans.standing s
  where s.recorded_at <= $at::timestamptz
), fresh as (
  select p.dataset_id, p.starts, p.ends, lag(p.ends) over (partition by p.dataset_id order by p.starts) as before
  from span p
  where p.good and p.ends > p.starts
), numbered as (
  select f.dataset_id, f.starts, f.ends, count(*) filter (where f.before is null or f.before < f.starts) over (partition by f.dataset_id order by f.starts) as island
  from fresh f
), steady as (
  select i.dataset_id, min(i.steady_at) as steady_at
  from (
    select n.dataset_id, min(n.starts) + $steady_days::int * interval '1 day' as steady_at, max(n.ends) as ends
    from numbered n group by n.dataset_id, n.island
  ) i
  where i.ends >= i.steady_at
  group by i.dataset_id
)
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!",
  (d.archived_at is null or d.archived_at > $at::timestamptz) as "listed!",
  plans.state_of(coalesce(s.linked, false), s.health, s.fresh_until, s.due_on, $at::timestamptz) as "state!", s.due_on, b.first_due_on, b.requested_at, b.changes,
  v.recorded_at as surveyed_at, f.recorded_at as connected_at, c.agreed_at, h.run_at, l.accepted_at, t.steady_at
from catalog.dataset_v1 d
left join plans.standings_at($at::timestamptz) s on s.dataset_id = d.id
left join (
  select e.dataset_id, (array_agg(e.due_on order by e.recorded_at, e.id))[1] as first_due_on, min(e.recorded_at) as requested_at,
    case when count(*) > 1 then jsonb_agg(jsonb_build_object('at', e.recorded_at, 'dueOn', e.due_on, 'reason', e.reason, 'by', e.actor) order by e.recorded_at, e.id) end as changes
  from plans.due_event e where e.recorded_at <= $at::timestamptz group by e.dataset_id
) b on b.dataset_id = d.id
left join plans.survey_fact v on v.dataset_id = d.id and v.recorded_at <= $at::timestamptz
left join plans.source_fact f on f.dataset_id = d.id and f.recorded_at <= $at::timestamptz
left join (select p.dataset_id, min(p.recorded_at) as agreed_at from plans.promise_event p where p.recorded_at <= $at::timestamptz group by p.dataset_id) c on c.dataset_id = d.id
left join (select x.dataset_id, min(x.recorded_at) as run_at from plans.health_event x where x.recorded_at <= $at::timestamptz group by x.dataset_id) h on h.dataset_id = d.id
left join (select x.dataset_id, min(x.recorded_at) as accepted_at from plans.standing x where x.linked and x.recorded_at <= $at::timestamptz group by x.dataset_id) l on l.dataset_id = d.id
left join steady t on t.dataset_id = d.id
where d.created_at <= $at::timestamptz
order by d.agency_id, d.id;

-- name: insert_survey_facts :exec
insert into plans.survey_fact (dataset_id, recorded_at)
select distinct x.id, $now::timestamptz from unnest($dataset_ids::bigint[]) as x (id)
on conflict do nothing;
