-- Who works here now, and who was asked to stop; with what the running of the house is judged by, as views for those who watch it.

-- One row for each worker process that ever said it works; old ones are forgotten by the next that starts.
create table kernel.worker (
  name text primary key,
  host text not null,
  pid int not null,
  version text not null,
  -- Whether a supervisor would start another in its place.
  supervised boolean not null,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  memory_mb int not null default 0,
  disk_free_bytes bigint not null default 0,
  -- Somebody wants it to take no more, finish what it has, and end: for good (`stay`) or to be started anew (`again`).
  drain_asked_at timestamptz,
  drain_asked_by text,
  drain_reason text,
  drain_then text constraint drain_then_is_known check (drain_then in ('stay', 'again')),
  -- Somebody wants the supervisor to start another in its place.
  start_asked_at timestamptz,
  ended_at timestamptz,
  constraint drain_says_who_and_why check (num_nulls(drain_asked_at, drain_asked_by, drain_reason, drain_then) in (0, 4))
);
create index worker_by_process on kernel.worker (host, pid, started_at desc);

create view kernel.worker_v1 as
select w.name, w.host, w.pid, w.version, w.supervised, w.started_at, w.beat_at, w.memory_mb, w.disk_free_bytes, w.drain_asked_at, w.drain_asked_by, w.drain_reason, w.drain_then,
  w.start_asked_at, w.ended_at
from kernel.worker w;

create view kernel.job_v1 as select j.name, j.next_at, j.leased_until, j.leased_by, j.ended_at, j.failures, j.last_error from kernel.job j;

-- How far each consumer is behind, counted up to a thousand events.
create view kernel.consumer_v1 as
select c.name, c.moved_at, c.failures, c.last_error, l.behind, l.oldest_at
from kernel.consumer c
cross join lateral (
  select count(*)::int as behind, min(e.at) as oldest_at
  from (select o.at from kernel.outbox o where (o.xid, o.id) > (c.xid, c.id) order by o.xid, o.id limit 1000) e
) l;

create view kernel.migration_v1 as select m.module, m.name, m.applied_at from kernel.migration m;
