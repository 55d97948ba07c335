-- name: list_deliveries :many
-- Nominal times of a dataset, newest first, with what came of them. A delivery is a run that began at or after the nominal time and ended well: a run of an
-- older time makes no newer one fresh, and one that catches up delivers what was missed, late.
select o.source_id as "source_id!", o.nominal_at as "nominal_at!", o.start_at as "start_at!", o.due_by as "due_by!", o.cause as "cause!", o.outcome as "outcome!", o.reason, o.missed as "missed!",
  greatest(o.due_by, o.nominal_at + coalesce((k.body -> 'freshness' ->> 'promiseHours')::numeric, 24) * interval '1 hour') as "breached_at!",
  delivered.finished_at as delivered_at, own.id as run_id, own.state as run_state
from linkage.occurrence o
left join lateral (select c.body from linkage.contract c where c.dataset_id = o.dataset_id order by c.version desc limit 1) k on true
left join lateral (
  select r.finished_at from linkage.run r
  where r.dataset_id = o.dataset_id and r.started_at >= o.nominal_at and r.state in ('published', 'no_change') and r.trigger not in ('backfill', 'replay')
  order by r.finished_at limit 1) delivered on true
left join linkage.run own on own.source_id = o.source_id and own.nominal_at = o.nominal_at
where o.dataset_id = $dataset_id::bigint
order by o.nominal_at desc
limit $limit::int;

-- name: list_agenda :many
-- What was planned on a day, what is not yet delivered from the week before, and which schedules stand still.
select s.source_id as "source_id!", s.rule, s.window_from::text, s.window_to::text, s.jitter_s as "jitter_s!", s.priority as "priority!", s.next_at, s.start_at as next_start_at, s.paused_at, s.paused_reason,
  s.suspended_at, s.suspended_problem, coalesce(w.name, w.summary) as "source_name!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!",
  a.id as "agency_id!", a.abbr_th as "abbr_th!", a.name_th as "name_th!", a.name_en as "name_en!", coalesce(o.items, '[]') as "occurrences!"
from linkage.schedule s
join linkage.source w on w.id = s.source_id and w.retired_at is null
join catalog.dataset_v1 d on d.id = s.dataset_id and d.archived_at is null
join organisations.agency_v1 a on a.id = d.agency_id
left join lateral (select c.body from linkage.contract c where c.dataset_id = s.dataset_id order by c.version desc limit 1) k on true
left join lateral (
  select jsonb_agg(jsonb_build_object('nominalAt', x.nominal_at, 'startAt', x.start_at, 'dueBy', x.due_by, 'outcome', x.outcome, 'reason', x.reason, 'missed', x.missed,
    'breachedAt', greatest(x.due_by, x.nominal_at + coalesce((k.body -> 'freshness' ->> 'promiseHours')::numeric, 24) * interval '1 hour'),
    'deliveredAt', x.delivered_at, 'runId', x.run_id, 'runState', x.run_state) order by x.nominal_at desc) as items
  from (
    select p.*, r.id as run_id, r.state as run_state, (
      select min(g.finished_at) from linkage.run g where g.dataset_id = p.dataset_id and g.started_at >= p.nominal_at and g.state in ('published', 'no_change') and g.trigger not in ('backfill', 'replay')) as delivered_at
    from linkage.occurrence p
    left join linkage.run r on r.source_id = p.source_id and r.nominal_at = p.nominal_at
    where p.source_id = s.source_id and p.nominal_at >= $from::timestamptz - interval '7 days' and p.nominal_at < $to::timestamptz
    order by p.nominal_at desc limit 50) x
  where x.nominal_at >= $from::timestamptz or x.delivered_at is null) o on true
where $agency::text is null or d.agency_id = $agency::text
order by s.source_id
limit 10000;

-- name: find_pause_of_all :maybe
select c.paused_at as "paused_at!", c.paused_by as "paused_by!", c.reason as "reason!" from linkage.control c where c.paused_at is not null;
