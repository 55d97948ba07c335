-- name: list_item_facts :many
-- Every dataset of the catalogue at a moment, with what was known by then of its way to being linked.
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", coalesce(w.from_agency_id, d.agency_id) as "agency_id!", d.created_at as "created_at!",
  plans.state_of(coalesce(s.linked, false), s.health, s.fresh_until, s.due_on, $at::timestamptz) as "state!", coalesce(s.linked, false) as "linked!",
  s.due_on, b.first_due_on, coalesce(b.times, 0) as "times_due!", f.recorded_at as source_at, c.contract_at, l.recorded_at as linked_at
from catalog.dataset_v1 d
left join plans.standings_at($at::timestamptz) s on s.dataset_id = d.id
left join (
  select e.dataset_id, (array_agg(e.due_on order by e.recorded_at, e.id))[1] as first_due_on, count(*)::int as times
  from plans.due_event e where e.recorded_at <= $at::timestamptz group by e.dataset_id
) b on b.dataset_id = d.id
left join plans.source_fact f on f.dataset_id = d.id and f.recorded_at <= $at::timestamptz
left join (select p.dataset_id, min(p.recorded_at) as contract_at from plans.promise_event p where p.recorded_at <= $at::timestamptz group by p.dataset_id) c on c.dataset_id = d.id
left join lateral (
  select x.recorded_at from plans.standing x where x.dataset_id = d.id and x.linked and x.recorded_at <= $at::timestamptz order by x.recorded_at limit 1
) l on true
left join (
  select distinct on (m.dataset_id) m.dataset_id, m.from_agency_id from catalog.dataset_move_v1 m where m.recorded_at > $at::timestamptz order by m.dataset_id, m.recorded_at, m.id
) w on w.dataset_id = d.id
where d.created_at <= $at::timestamptz and (d.archived_at is null or d.archived_at > $at::timestamptz)
order by 5, d.id;
