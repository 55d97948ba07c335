-- name: find_partitioning :maybe
select p.by as "by!", p.column_name as "column_name!", p.reads as "reads!", p.first, p.due_days, p.grace_days, p.changed_at as "changed_at!", p.changed_by as "changed_by!", p.uncounted_at
from linkage.partitioning p where p.dataset_id = $dataset_id::bigint;

-- name: put_partitioning :exec
insert into linkage.partitioning (dataset_id, by, column_name, reads, first, due_days, grace_days, changed_by)
values ($dataset_id::bigint, $by::text, $column_name::text, $reads::text, $first::text, $due_days::int, $grace_days::int, $changed_by::text)
on conflict (dataset_id) do update
set by = excluded.by, column_name = excluded.column_name, reads = excluded.reads, first = excluded.first, due_days = excluded.due_days, grace_days = excluded.grace_days,
  changed_at = now(), changed_by = excluded.changed_by;

-- name: mark_uncounted :exec
update linkage.partitioning set uncounted_at = date_trunc('milliseconds', clock_timestamp()) where dataset_id = $dataset_id::bigint;

-- name: mark_counted :maybe
update linkage.partitioning set uncounted_at = null where dataset_id = $dataset_id::bigint and uncounted_at = $since::timestamptz returning dataset_id as "dataset_id!";

-- name: list_uncounted :many
select p.dataset_id as "dataset_id!" from linkage.partitioning p where p.uncounted_at is not null order by p.uncounted_at limit 50;

-- name: delete_partitioning :maybe
delete from linkage.partitioning where dataset_id = $dataset_id::bigint returning dataset_id as "dataset_id!";

-- name: list_partitions_under_way :many
-- Partitions of backfills of a source, or of all of a dataset, that are not over.
select p.partition as "partition!", b.id as "backfill_id!"
from linkage.backfill b
join linkage.backfill_part p on p.backfill_id = b.id
where b.dataset_id = $dataset_id::bigint and b.state in ('running', 'paused') and ($partitions::text[] is null or p.partition = any ($partitions::text[]))
order by b.id, p.position
limit 100;

-- name: lock_backfills_of :exec
-- Who starts a backfill of a dataset, or changes how it is divided, does it alone.
select pg_advisory_xact_lock(hashtextextended('linkage.backfill', $dataset_id::bigint));

-- name: insert_backfill :one
insert into linkage.backfill (dataset_id, source_id, by, column_name, made_by)
values ($dataset_id::bigint, $source_id::bigint, $by::text, $column_name::text, $made_by::text)
returning id as "id!";

-- name: insert_backfill_parts :exec
insert into linkage.backfill_part (backfill_id, position, partition)
select $backfill_id::bigint, x.position, x.partition from unnest($partitions::text[]) with ordinality as x (partition, position);

-- name: find_usual_seconds :maybe
-- What runs of a source took, the middle of the last 50: those of one partition where there are some.
with timed as (
  select extract(epoch from r.finished_at - r.started_at) as seconds, r.partition is not null as divided
  from linkage.run r
  where r.source_id = $source_id::bigint and r.state in ('published', 'no_change') and r.started_at is not null
  order by r.id desc limit 50)
select coalesce(percentile_cont(0.5) within group (order by t.seconds) filter (where t.divided), percentile_cont(0.5) within group (order by t.seconds))::float8 as seconds,
  (case when count(*) filter (where t.divided) > 0 then count(*) filter (where t.divided) else count(*) end)::int as "runs!",
  (count(*) filter (where t.divided) > 0) as "divided!"
from timed t;

-- name: list_and_lock_fed_backfills :many
-- Backfills whose next partition may be read: none of the dataset is read or held, and of several the older goes first.
select b.id as "id!", b.dataset_id as "dataset_id!", b.source_id as "source_id!", b.by as "by!", b.column_name as "column_name!", c.id as contract_id, w.retired_at
from linkage.backfill b
join linkage.source w on w.id = b.source_id
left join lateral (select k.id from linkage.contract k where k.dataset_id = b.dataset_id order by k.version desc limit 1) c on true
where b.state = 'running'
  and not exists (select from linkage.run r where r.dataset_id = b.dataset_id
    and (r.state = 'held' or (r.trigger = 'backfill' and r.state in ('queued', 'retry_wait', 'claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing'))))
  and not exists (select from linkage.backfill o where o.dataset_id = b.dataset_id and o.id < b.id and o.state = 'running')
order by b.id
limit 50
for update of b skip locked;

-- name: list_last_failures :many
-- How the last partitions of a backfill ended since somebody let it go on, newest first.
select r.state as "state!", r.problem ->> 'code' as code
from linkage.backfill b
join linkage.backfill_part p on p.backfill_id = b.id
join linkage.run r on r.id = p.run_id
where b.id = $backfill_id::bigint and (b.resumed_at is null or r.finished_at > b.resumed_at)
order by r.id desc
limit $limit::int;

-- name: find_next_part :maybe
select p.position as "position!", p.partition as "partition!"
from linkage.backfill_part p
where p.backfill_id = $backfill_id::bigint and p.run_id is null
order by p.position
limit 1;

-- name: insert_backfill_run :one
-- Behind everything that is scheduled or that somebody waits for.
insert into linkage.run (dataset_id, contract_id, source_id, trigger, created_by, priority, partition)
select b.dataset_id, $contract_id::bigint, b.source_id, 'backfill', b.made_by, 9, $partition::jsonb
from linkage.backfill b where b.id = $backfill_id::bigint
returning id as "id!";

-- name: note_part_run :exec
update linkage.backfill_part set run_id = $run_id::bigint, tries = tries + 1 where backfill_id = $backfill_id::bigint and position = $position::int;

-- name: finish_backfill :maybe
update linkage.backfill set state = $state::text, finished_at = now(), paused_by = null, paused_reason = null
where id = $id::bigint and state in ('running', 'paused') returning id as "id!";

-- name: pause_backfill :maybe
update linkage.backfill set state = 'paused', paused_by = $by::text, paused_reason = $reason::text where id = $id::bigint and state = 'running' returning id as "id!";

-- name: resume_backfill :maybe
update linkage.backfill set state = 'running', paused_by = null, paused_reason = null, resumed_at = now() where id = $id::bigint and state = 'paused' returning id as "id!";

-- name: free_failed_parts :many
-- Parts whose run ended badly are read again; what they were is remembered.
update linkage.backfill_part p set former_runs = p.former_runs || p.run_id, run_id = null
from linkage.run r
where p.backfill_id = $backfill_id::bigint and r.id = p.run_id and r.state in ('failed', 'cancelled', 'rejected', 'superseded')
returning p.position as "position!";

-- name: take_back_waiting_part :many
-- A run that no worker has taken yet is stopped, and its partition waits again.
with stopped as (
  update linkage.run r set cancel_asked = true, state = 'cancelled', finished_at = now()
  from linkage.backfill_part p
  where p.backfill_id = $backfill_id::bigint and r.id = p.run_id and r.state in ('queued', 'retry_wait')
  returning r.id, r.dataset_id
), freed as (
  update linkage.backfill_part p set former_runs = p.former_runs || p.run_id, run_id = null
  from stopped s where p.backfill_id = $backfill_id::bigint and p.run_id = s.id)
select s.id as "id!", s.dataset_id as "dataset_id!" from stopped s;

-- name: list_running_parts :many
select p.run_id as "run_id!"
from linkage.backfill_part p
join linkage.run r on r.id = p.run_id
where p.backfill_id = $backfill_id::bigint and r.state in ('claimed', 'extracting', 'staged', 'validating', 'diffed');

-- name: reopen_backfill :exec
update linkage.backfill set state = 'running', finished_at = null, paused_by = null, paused_reason = null, resumed_at = now() where id = $id::bigint;

-- name: select_and_lock_backfill :maybe
select b.id as "id!", b.state as "state!", b.source_id as "source_id!"
from linkage.backfill b where b.id = $id::bigint and b.dataset_id = $dataset_id::bigint
for update;

-- name: list_backfills :many
-- Backfills of a dataset, newest first, with how far they are.
select b.id as "id!", b.source_id as "source_id!", coalesce(w.name, w.summary) as "source_name!", b.by as "by!", b.column_name as "column_name!", b.state as "state!", b.paused_by, b.paused_reason,
  b.made_at as "made_at!", b.made_by as "made_by!", b.finished_at, n.parts as "parts!", n.done as "done!", n.failed as "failed!", n.first as "first!", n.last as "last!",
  exists (select from linkage.run h where h.dataset_id = b.dataset_id and h.state = 'held') as "waits_for_decision!"
from linkage.backfill b
join linkage.source w on w.id = b.source_id
join lateral (
  select count(*)::int as parts, (count(*) filter (where r.state in ('published', 'no_change')))::int as done,
    (count(*) filter (where r.state in ('failed', 'cancelled', 'rejected', 'superseded')))::int as failed,
    (array_agg(p.partition order by p.position))[1] as first, (array_agg(p.partition order by p.position desc))[1] as last
  from linkage.backfill_part p left join linkage.run r on r.id = p.run_id
  where p.backfill_id = b.id) n on true
where b.dataset_id = $dataset_id::bigint and ($id::bigint is null or b.id = $id::bigint)
order by b.id desc
limit 20;

-- name: list_backfill_parts :many
select p.position as "position!", p.partition as "partition!", p.run_id, p.tries as "tries!", r.state, r.counts, r.problem, r.finished_at, r.release_number, (r.progress ->> 'rowsOk')::float8 as rows
from linkage.backfill_part p
left join linkage.run r on r.id = p.run_id
where p.backfill_id = $backfill_id::bigint
order by p.position;
