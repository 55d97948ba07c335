-- name: insert_run :maybe
insert into linkage.run (dataset_id, contract_id, raw_id, source_id, replay_of, trigger, created_by, idempotency_key, priority)
values ($dataset_id::bigint, $contract_id::bigint, $raw_id::bigint, $source_id::bigint, $replay_of::bigint, $trigger::text, $created_by::text, $idempotency_key::text,
  -- Somebody waits for it.
  case when $trigger::text in ('person', 'replay') then 3 else 5 end)
on conflict on constraint run_is_unique_per_key do nothing
returning id as "id!";

-- name: find_run_by_key :maybe
select r.id as "id!", r.state as "state!" from linkage.run r where r.idempotency_key = $idempotency_key::text;

-- name: claim_run :maybe
-- The waiting run that comes first by priority, then by age, whose dataset no other run is working on; none while all is paused.
update linkage.run r
set state = 'claimed', fence = r.fence + 1, attempt = r.attempt + 1, worker = $worker::text, leased_until = now() + interval '60 seconds',
  started_at = coalesce(r.started_at, now()), retry_at = null,
  source_revision = case when r.raw_id is null then (select s.revision from linkage.source s where s.id = r.source_id) else r.source_revision end
where r.id = (
  select w.id from linkage.run w
  where w.state in ('queued', 'retry_wait') and coalesce(w.retry_at, now()) <= now()
    and not exists (select from linkage.control c where c.paused_at is not null)
    and not exists (select from linkage.run a where a.dataset_id = w.dataset_id
      and a.state in ('claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing'))
  order by w.priority, w.id
  limit 1
  for update skip locked)
returning r.id as "id!", r.fence as "fence!", r.attempt as "attempt!", r.dataset_id as "dataset_id!", r.contract_id as "contract_id!",
  r.raw_id, r.source_id, r.replay_of, r.trigger as "trigger!", r.created_by as "created_by!";

-- name: move_run :maybe
-- The only way a run under way changes state: from the state it is known to be in, by the worker that holds the fence.
update linkage.run
set state = $to::text, fence = fence + 1, leased_until = now() + interval '60 seconds',
  steps = coalesce($steps::jsonb, steps), progress = coalesce($progress::jsonb, progress)
where id = $id::bigint and state = $from::text and fence = $fence::int
returning fence as "fence!", cancel_asked as "cancel_asked!";

-- name: beat_run :maybe
-- Heartbeat and live figures; keeps the fence.
update linkage.run
set leased_until = now() + interval '60 seconds', steps = $steps::jsonb, progress = $progress::jsonb
where id = $id::bigint and fence = $fence::int
returning cancel_asked as "cancel_asked!";

-- name: note_raw :maybe
update linkage.run set raw_id = $raw_id::bigint, mark = $mark::jsonb where id = $id::bigint and fence = $fence::int returning id as "id!";

-- name: end_run :maybe
update linkage.run
set state = $to::text, fence = fence + 1, leased_until = null, worker = null, finished_at = case when $to::text = 'held' then null else now() end,
  steps = $steps::jsonb, progress = $progress::jsonb, gates = $gates::jsonb, counts = $counts::jsonb, reject_summary = $reject_summary::jsonb,
  problem = $problem::jsonb, release_number = $release_number::int, prepared = $prepared::jsonb, quarantine_key = $quarantine_key::text,
  idempotency_key = case when $to::text = 'held' then idempotency_key end
where id = $id::bigint and fence = $fence::int
returning id as "id!";

-- name: put_off_run :maybe
update linkage.run
set state = 'retry_wait', fence = fence + 1, leased_until = null, worker = null, retry_at = now() + $delay_s::int * interval '1 second', problem = $problem::jsonb
where id = $id::bigint and fence = $fence::int
returning id as "id!";

-- name: give_back_dead_runs :many
-- A lease that ran out, or a worker whose marker connection is gone and that has not beaten for five seconds, gives its run back.
update linkage.run r
set state = 'queued', fence = r.fence + 1, leased_until = null, worker = null
where r.state in ('claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing')
  and (r.leased_until < now()
    or (r.leased_until < now() + interval '55 seconds'
      and not exists (select from pg_stat_activity s where s.application_name = r.worker)))
returning r.id as "id!", r.attempt as "attempt!";

-- name: decide_run :maybe
update linkage.run
set state = $to::text, fence = fence + 1, finished_at = now(), decision = $decision::jsonb, release_number = $release_number::int, prepared = null, idempotency_key = null
where id = $id::bigint and state = 'held' and fence = $fence::int
returning id as "id!";

-- name: supersede_held :many
-- A newer release makes the comparison of a run that is still held worthless.
update linkage.run
set state = 'superseded', fence = fence + 1, finished_at = now(), prepared = null, idempotency_key = null
where dataset_id = $dataset_id::bigint and state = 'held' and id <> $id::bigint
returning id as "id!";

-- name: ask_cancel :maybe
update linkage.run
set cancel_asked = true,
  state = case when state in ('queued', 'retry_wait') then 'cancelled' else state end,
  finished_at = case when state in ('queued', 'retry_wait') then now() else finished_at end,
  idempotency_key = case when state in ('queued', 'retry_wait') then null else idempotency_key end
where id = $id::bigint and state in ('queued', 'retry_wait', 'claimed', 'extracting', 'staged', 'validating', 'diffed')
returning state as "state!", dataset_id as "dataset_id!";

-- name: select_and_lock_run :maybe
select r.id as "id!", r.state as "state!", r.fence as "fence!", r.dataset_id as "dataset_id!", r.contract_id as "contract_id!", r.prepared, r.gates as "gates!",
  r.created_by as "created_by!", r.trigger as "trigger!", r.partition
from linkage.run r where r.id = $id::bigint
for update;

-- name: insert_log :one
insert into linkage.run_log (run_id, step, level, th, en) values ($run_id::bigint, $step::text, $level::text, $th::text, $en::text)
returning id as "id!", at as "at!";

-- name: tell_run_moved :exec
select pg_notify('run', $payload::text);
