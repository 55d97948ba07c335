-- name: ensure_job :exec
insert into kernel.job (name) values ($name::text) on conflict do nothing;

-- name: lease_due_job :maybe
-- A lease that ran out belongs to a process that died: the next one takes it.
update kernel.job set leased_until = now() + $lease_s::int * interval '1 second', leased_by = $worker::text
where name = (
  select j.name from kernel.job j
  where j.name = any ($names::text[]) and j.next_at <= now() and (j.leased_until is null or j.leased_until < now())
  order by j.next_at limit 1 for update skip locked)
returning name as "name!";

-- name: end_job :exec
update kernel.job set leased_until = null, leased_by = null, ended_at = now(), last_error = $error::text,
  failures = case when $error::text is null then 0 else failures + 1 end,
  next_at = now() + $every_s::int * interval '1 second'
where name = $name::text and leased_by = $worker::text;
