-- What rooms above judge by: how each run ended, what each nominal time was to bring, which schedules stand still.
create view linkage.run_outcome_v1 as
select r.id, r.dataset_id, r.source_id, r.state, r.trigger, r.gates, r.problem, r.release_number, coalesce((r.progress ->> 'rowsRead')::bigint, 0) as rows_read,
  coalesce((r.progress ->> 'rowsBad')::bigint, 0) as rows_bad, r.nominal_at, r.created_at, r.started_at, r.finished_at
from linkage.run r;

-- `breached_at` is the moment from which the promise of the contract is broken too.
create view linkage.occurrence_v1 as
select o.source_id, o.dataset_id, o.nominal_at, o.due_by,
  greatest(o.due_by, o.nominal_at + coalesce((select (c.body -> 'freshness' ->> 'promiseHours')::numeric from linkage.contract c where c.dataset_id = o.dataset_id order by c.version desc limit 1), 24) * interval '1 hour') as breached_at
from linkage.occurrence o;

create view linkage.suspension_v1 as
select s.source_id, s.dataset_id, coalesce(w.name, w.summary) as source_name, s.suspended_at, s.suspended_problem as problem
from linkage.schedule s
join linkage.source w on w.id = s.source_id and w.retired_at is null
where s.suspended_at is not null;

create index run_held_by_dataset on linkage.run (dataset_id, id desc) where state = 'held';
create index run_good on linkage.run (dataset_id, started_at desc) where state in ('published', 'no_change');
