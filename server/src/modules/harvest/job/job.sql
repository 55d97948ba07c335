-- name: claim_job :maybe
-- The oldest waiting job, or one whose worker is gone: its marker connection closed and it has not written for ten seconds.
update harvest.job j
set fence = j.fence + 1, worker = $worker::text, leased_until = now() + interval '600 seconds', started_at = coalesce(j.started_at, now()), retry_at = null,
  state = case when j.state = 'queued' then 'listing' else j.state end
where j.id = (
  select w.id from harvest.job w
  where w.state in ('queued', 'listing', 'taking', 'filing') and coalesce(w.retry_at, now()) <= now()
    and (w.leased_until is null or w.leased_until < now()
      or (w.leased_until < now() + interval '590 seconds' and not exists (select from pg_stat_activity s where s.application_name = w.worker)))
  order by w.id limit 1 for update skip locked)
returning j.id as "id!", j.fence as "fence!", j.source_id as "source_id!";

-- name: hold_job :maybe
-- First in every transaction of a job: whoever does not hold the fence any more writes nothing.
update harvest.job j
set leased_until = now() + interval '600 seconds'
where j.id = $id::bigint and j.fence = $fence::int and j.state in ('listing', 'taking', 'filing')
returning j.id as "id!", j.source_id as "source_id!", j.state as "state!", j.cursor, j.pages as "pages!", j.listed as "listed!", j.complete as "complete!", j.decision, j.attempt as "attempt!", j.missing as "missing!", j.withdraws as "withdraws!", j.total;

-- name: note_page :exec
update harvest.job j
set cursor = $cursor::text, pages = j.pages + 1, listed = j.listed + $added::int, total = coalesce($total::int, j.total), complete = $complete::boolean, attempt = 0
where j.id = $id::bigint;

-- name: move_job :exec
update harvest.job j
set state = $state::text, problem = $problem::jsonb, missing = coalesce($missing::int, j.missing), withdraws = coalesce($withdraws::boolean, j.withdraws), attempt = 0,
  ended_at = case when $state::text in ('done', 'failed', 'cancelled') then now() end,
  worker = case when $state::text in ('taking', 'filing') then j.worker end, leased_until = case when $state::text in ('taking', 'filing') then j.leased_until end
where j.id = $id::bigint;

-- name: put_off_job :exec
update harvest.job j
set attempt = j.attempt + 1, retry_at = now() + $delay_s::int * interval '1 second', problem = $problem::jsonb, worker = null, leased_until = null
where j.id = $id::bigint;

-- name: insert_entries :many
-- Gives back what was new: a page that brings nothing new was given before.
insert into harvest.entry (job_id, remote_id, number, title, organisation, digest, record, outcome, remarks)
select $job_id::bigint, e.remote_id, $first::int + e.number, e.title, e.organisation, e.digest, e.record, e.outcome, e.remarks
from jsonb_to_recordset($entries::jsonb) as e(remote_id text, number int, title text, organisation text, digest text, record jsonb, outcome text, remarks jsonb)
on conflict do nothing
returning remote_id as "remote_id!";

-- name: mark_same :exec
-- What was taken as it is now needs no second look.
update harvest.entry e
set outcome = 'same', record = null, slug = o.slug
from harvest.object o
where e.job_id = $job_id::bigint and e.outcome is null and o.source_id = $source_id::bigint and o.remote_id = e.remote_id and o.digest = e.digest and o.gone_at is null;

-- name: count_missing :one
select (select count(*) from harvest.entry e where e.job_id = $job_id::bigint and e.outcome = 'refused') as "unread!", count(*) as "known!", count(*) filter (where not exists (select from harvest.entry e where e.job_id = $job_id::bigint and e.remote_id = o.remote_id)) as "missing!"
from harvest.object o
where o.source_id = $source_id::bigint and o.gone_at is null;

-- name: list_entries_to_take :many
select e.remote_id as "remote_id!", e.record as "record!", e.digest as "digest!", e.remarks as "remarks!", o.dataset_id, o.slug, coalesce(o.resource_ids, '{}') as "resource_ids!"
from harvest.entry e
left join harvest.object o on o.source_id = $source_id::bigint and o.remote_id = e.remote_id
where e.job_id = $job_id::bigint and e.outcome is null
order by e.number limit $limit::int;

-- name: settle_entries :exec
update harvest.entry e
set outcome = s.outcome, slug = coalesce(s.slug, e.slug), remarks = s.remarks, record = null
from jsonb_to_recordset($settled::jsonb) as s(remote_id text, outcome text, slug text, remarks jsonb)
where e.job_id = $job_id::bigint and e.remote_id = s.remote_id;

-- name: keep_objects :exec
insert into harvest.object (source_id, remote_id, slug, dataset_id, digest, resource_ids, last_job_id)
select $source_id::bigint, k.remote_id, k.slug, k.dataset_id, k.digest, k.resource_ids, $job_id::bigint
from jsonb_to_recordset($kept::jsonb) as k(remote_id text, slug text, dataset_id bigint, digest text, resource_ids uuid[])
on conflict (source_id, remote_id) do update
set slug = excluded.slug, dataset_id = excluded.dataset_id, digest = excluded.digest, resource_ids = excluded.resource_ids, last_job_id = excluded.last_job_id, taken_at = now(), gone_at = null;

-- name: list_missing :many
select o.remote_id as "remote_id!", o.slug as "slug!"
from harvest.object o
where o.source_id = $source_id::bigint and o.gone_at is null and not exists (select from harvest.entry e where e.job_id = $job_id::bigint and e.remote_id = o.remote_id)
order by o.remote_id limit $limit::int;

-- name: note_missing :exec
insert into harvest.entry (job_id, remote_id, number, title, digest, outcome, slug, remarks)
select $job_id::bigint, m.remote_id, 2000000000, m.slug, '', $outcome::text, m.slug, m.remarks
from jsonb_to_recordset($missing::jsonb) as m(remote_id text, slug text, remarks jsonb)
on conflict do nothing;

-- name: tombstone_objects :exec
update harvest.object o
set gone_at = now(), last_job_id = $job_id::bigint
where o.source_id = $source_id::bigint and o.remote_id = any ($remote_ids::text[]);

-- name: insert_files :exec
insert into harvest.file (job_id, resource_id, slug, name, url)
select $job_id::bigint, f.resource_id, f.slug, f.name, f.url
from jsonb_to_recordset($files::jsonb) as f(resource_id uuid, slug text, name text, url text)
on conflict do nothing;

-- name: list_files_to_take :many
select f.resource_id as "resource_id!", f.slug as "slug!", f.name as "name!", f.url as "url!"
from harvest.file f
where f.job_id = $job_id::bigint and f.state = 'waiting'
order by f.resource_id limit $limit::int;

-- name: settle_file :exec
update harvest.file f
set state = $state::text, bytes = $bytes::bigint, reason = $reason::jsonb
where f.job_id = $job_id::bigint and f.resource_id = $resource_id::uuid;

-- name: forget_old_entries :exec
-- The log of the last thirty jobs of a source is kept, and the record itself only while it waits.
delete from harvest.entry e
where e.job_id in (
  select j.id from (select j.id, row_number() over (partition by j.source_id order by j.id desc) as place from harvest.job j where j.state in ('done', 'failed', 'cancelled')) j
  where j.place > 30);
