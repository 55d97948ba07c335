-- name: find_checkpoint_to_stamp :maybe
-- The newest that a witness co-signed, when it is newer than the last stamp; else the newest of all.
select c.size as "size!", c.note as "note!"
from ledger.checkpoint c
where c.size > coalesce((select max(s.size) from ledger.stamp s), 0)
  and c.size = coalesce(
    (select max(o.size) from ledger.cosignature o where o.size > coalesce((select max(s.size) from ledger.stamp s), 0)),
    (select max(n.size) from ledger.checkpoint n));

-- name: insert_stamp :exec
insert into ledger.stamp (size, token, stamped_at, authority, serial) values ($size::bigint, $token::bytea, $stamped_at::timestamptz, $authority::text, $serial::text) on conflict do nothing;

-- name: note_stamping :exec
insert into ledger.stamping (one, asked_at, failures, last_error, failed_since)
values (true, $now::timestamptz, case when $error::text is null then 0 else 1 end, $error::text, case when $error::text is null then null else $now::timestamptz end)
on conflict (one) do update set asked_at = excluded.asked_at, last_error = excluded.last_error,
  failures = case when excluded.last_error is null then 0 else ledger.stamping.failures + 1 end,
  failed_since = case when excluded.last_error is null then null else coalesce(ledger.stamping.failed_since, excluded.failed_since) end;
