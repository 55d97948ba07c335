-- name: insert_receiver :maybe
insert into lineage.receiver (name, url, header_name, header_sealed, most_level, place, created_by)
values ($name::text, $url::text, $header_name::text, $header_sealed::text, $most_level::int, $place::bigint, $created_by::text)
on conflict on constraint receiver_is_unique_by_address do nothing
returning id as "id!";

-- name: select_and_lock_receiver :maybe
select r.id as "id!", r.name as "name!", r.url as "url!", r.header_name, r.header_sealed, r.most_level as "most_level!", r.enabled as "enabled!"
from lineage.receiver r where r.id = $id::bigint
for update;

-- name: is_address_taken :one
select exists (select from lineage.receiver r where r.url = $url::text and r.id <> $id::bigint) as "taken!";

-- name: update_receiver :exec
-- Changed settings are tried at once.
update lineage.receiver
set name = $name::text, url = $url::text, header_name = $header_name::text, header_sealed = $header_sealed::text, most_level = $most_level::int, enabled = $enabled::boolean,
  failures = 0, next_try_at = now(), leased_until = null, changed_at = now(), changed_by = $changed_by::text
where id = $id::bigint;

-- name: delete_receiver :maybe
delete from lineage.receiver where id = $id::bigint returning url as "url!";

-- name: list_receivers :many
select r.id as "id!", r.name as "name!", r.url as "url!", r.header_name, r.most_level as "most_level!", r.enabled as "enabled!", r.place as "place!", r.failures as "failures!",
  r.last_sent_at, r.last_error, r.sent as "sent!", r.refused as "refused!", r.created_at as "created_at!", r.created_by as "created_by!", r.changed_at,
  (select count(*) from lineage.event e where e.id > r.place)::int as "waiting!"
from lineage.receiver r
where ($id::bigint is null or r.id = $id::bigint)
order by r.name, r.id;

-- name: lease_receiver :maybe
-- The receiver that has waited longest for something it has not heard; nobody else sends to it meanwhile, so its events stay in order.
update lineage.receiver r
set leased_until = now() + interval '5 minutes'
where r.id = (
  select w.id from lineage.receiver w
  where w.enabled and w.next_try_at <= now() and (w.leased_until is null or w.leased_until < now())
    and exists (select from lineage.event e where e.id > w.place)
  order by w.next_try_at, w.id
  limit 1
  for update skip locked)
returning r.id as "id!", r.url as "url!", r.header_name, r.header_sealed, r.most_level as "most_level!", r.place as "place!", r.failures as "failures!";

-- name: note_sent :exec
update lineage.receiver
set place = $place::bigint, sent = sent + $sent::bigint, refused = refused + $refused::bigint, failures = 0, last_sent_at = case when $sent::bigint > 0 then now() else last_sent_at end,
  last_error = case when $refused::bigint > 0 then $error::jsonb when $sent::bigint > 0 then null else last_error end, leased_until = now() + interval '5 minutes'
where id = $id::bigint and place <= $place::bigint;

-- name: give_back :exec
update lineage.receiver set leased_until = null where id = $id::bigint;

-- name: note_failure :exec
update lineage.receiver
set failures = failures + 1, last_error = $error::jsonb, leased_until = null, next_try_at = now() + $seconds::int * interval '1 second'
where id = $id::bigint;
