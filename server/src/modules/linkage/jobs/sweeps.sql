-- name: list_raw_past_retention :many
-- Raw bytes that no run within the contract's retention and no waiting run needs; the same bytes may belong to several rows.
select w.id as "id!", w.object_key as "object_key!"
from linkage.raw w
where w.purged_at is null
  and w.received_at < now() - interval '1 day'
  -- Two questions, since one with an "or" between the columns goes through all runs for each file.
  and not exists (
    select from linkage.run r join linkage.contract c on c.id = r.contract_id
    where r.raw_id = w.id and (r.finished_at is null or r.finished_at > now() - ((c.body -> 'retention' ->> 'rawDays')::int * interval '1 day')))
  and not exists (
    select from linkage.run r join linkage.contract c on c.id = r.contract_id
    where r.keys_raw_id = w.id and (r.finished_at is null or r.finished_at > now() - ((c.body -> 'retention' ->> 'rawDays')::int * interval '1 day')))
order by w.id
limit 500;

-- name: purge_raw :maybe
-- The object may go only when no other row still needs the same bytes.
update linkage.raw set purged_at = now() where id = $id::bigint and purged_at is null
returning not exists (select from linkage.raw o where o.object_key = raw.object_key and o.id <> raw.id and o.purged_at is null) as "last!";

-- name: list_quarantine_past_retention :many
select r.id as "id!", r.quarantine_key as "quarantine_key!"
from linkage.run r join linkage.contract c on c.id = r.contract_id
where r.quarantine_key is not null and r.finished_at < now() - ((c.body -> 'retention' ->> 'quarantineDays')::int * interval '1 day')
order by r.id
limit 500;

-- name: forget_quarantine :exec
update linkage.run set quarantine_key = null where id = $id::bigint;
