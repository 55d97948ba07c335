-- name: list_datasets :many
-- Datasets in the catalogue with their state at $at; filtered, after the cursor, by agency and Thai title. Of a past moment the release and the agency are
-- those of then.
select d.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!", w.agency_id as "owner_id!", d.synthetic as "synthetic!",
  s.due_on, s.promise_hours, s.state as "state!", r.number, r.published_at, r.row_count, f.first_linked_at
from catalog.dataset_v1 d
cross join lateral (
  select x.due_on, x.promise_hours, x.step, x.release_number, coalesce(x.linked, false) as linked,
    plans.state_of(coalesce(x.linked, false), x.health, x.fresh_until, x.due_on, $at::timestamptz) as state
  from (select) as one
  left join lateral (select * from plans.standing y where y.dataset_id = d.id and y.recorded_at <= $at::timestamptz order by y.recorded_at desc limit 1) x on true
) s
cross join lateral (
  select coalesce((select m.from_agency_id from catalog.dataset_move_v1 m where $past::boolean and m.dataset_id = d.id and m.recorded_at > $at::timestamptz order by m.recorded_at, m.id limit 1), d.agency_id) as agency_id
) w
left join lateral (
  select c.number, c.published_at, c.row_count from lake.current_release_v1 c where not $past::boolean and c.dataset_id = d.id
  union all
  select c.number, c.published_at, c.row_count from lake.release_v1 c where $past::boolean and c.dataset_id = d.id and c.number = s.release_number and s.linked
) r on true
left join lateral (select min(a.published_at) as first_linked_at from lake.release_v1 a where a.dataset_id = d.id and a.published_at <= $at::timestamptz) f on true
where case when $slug::text is not null then d.slug = $slug::text else d.created_at <= $at::timestamptz and (d.archived_at is null or ($past::boolean and d.archived_at > $at::timestamptz)) end
  and ($agency_id::text is null or w.agency_id = $agency_id::text)
  and ($state::text is null or s.state = $state::text)
  and ($linked::boolean is null or s.linked = $linked::boolean)
  and ($step::text is null or (s.state = 'overdue' and coalesce(s.step, 'no-source') = $step::text))
  and ($due_from::date is null or s.due_on >= $due_from::date)
  and ($due_to::date is null or s.due_on <= $due_to::date)
  and ($words::text is null or d.title_th ilike $words::text or d.title_en ilike $words::text or d.slug ilike $words::text)
  and ($after_agency::text is null or (d.agency_id, d.id) > ($after_agency::text, $after_id::bigint))
order by d.agency_id, d.id
limit $limit::int;

-- name: find_freshness :maybe
select s.linked as "linked!", s.promise_hours, s.max_data_age_days, s.confirmed_at, s.data_as_of,
  case when s.fresh_until < 'infinity' then s.fresh_until end as due_at,
  coalesce(s.fresh_until < $at::timestamptz, false) as "stale!",
  (extract(epoch from $at::timestamptz - s.confirmed_at) / 3600)::float8 as age_hours
from plans.standing s
where s.dataset_id = $dataset_id::bigint and s.recorded_at <= $at::timestamptz
order by s.recorded_at desc
limit 1;

-- name: list_due_events :many
select e.due_on as "due_on!", e.reason as "reason!", e.actor as "actor!", e.effective_at as "effective_at!"
from plans.due_event e
where e.dataset_id = $dataset_id::bigint
order by e.effective_at, e.id;
