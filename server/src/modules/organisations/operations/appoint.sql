-- name: select_and_lock_post :maybe
-- The unit is locked: two responsible people cannot leave it at the same time, each counting on the other.
select p.id as "id!", p.unit_id as "unit_id!", p.roles as "roles!", p.responsible as "responsible!"
from organisations.post p
join organisations.unit u on u.id = p.unit_id
where p.id = $id::bigint
for update of u;

-- name: insert_appointment :one
insert into organisations.appointment (post_id, person_id, kind, since, until, document_no, document_on, created_by)
values ($post_id::bigint, $person_id::uuid, $kind::text, $since::date, $until::date, $document_no::text, $document_on::date, $created_by::text)
returning id as "id!";

-- name: find_open_appointment :maybe
select a.id as "id!", a.post_id as "post_id!", a.person_id as "person_id!", a.since as "since!", a.until
from organisations.appointment a
where a.id = $id::bigint and a.ended_at is null and coalesce(a.until, 'infinity') >= (now() at time zone 'Asia/Bangkok')::date;

-- name: is_covered_without :one
-- Whether somebody else sits in a responsible post of the unit on a day.
select exists (
  select from organisations.appointment a
  join organisations.post p on p.id = a.post_id
  where p.unit_id = $unit_id::bigint and p.responsible and a.id <> $appointment_id::bigint and a.ended_at is null
    and $day::date between a.since and coalesce(a.until, 'infinity')) as "covered!";

-- name: end_appointment_row :exec
-- A last day before today ends it at once; a later one lets it end by itself.
update organisations.appointment
set until = $until::date, ended_by = $ended_by::text, ended_reason = $reason::text,
  ended_at = case when $until::date < (now() at time zone 'Asia/Bangkok')::date then now() end
where id = $id::bigint;

-- name: name_successor :exec
update organisations.appointment set successor_id = $successor_id::bigint where id = $id::bigint;

-- name: select_appointment :one
select a.id as "id!", a.post_id as "post_id!", a.person_id as "person_id!", a.kind as "kind!", a.since as "since!", a.until, a.document_no as "document_no!",
  a.document_on as "document_on!", a.successor_id, a.ended_at, a.ended_reason
from organisations.appointment a
where a.id = $id::bigint;
