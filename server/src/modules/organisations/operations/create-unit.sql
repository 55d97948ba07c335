-- name: insert_unit :maybe
insert into organisations.unit (agency_id, parent_id, code, name_th, name_en, since)
values ($agency_id::text, $parent_id::bigint, $code::text, $name_th::text, $name_en::text, coalesce($since::date, (now() at time zone 'Asia/Bangkok')::date))
on conflict (agency_id, code) do nothing
returning id as "id!";

-- name: update_unit :exec
update organisations.unit
set name_th = coalesce($name_th::text, name_th), name_en = coalesce($name_en::text, name_en), parent_id = coalesce($parent_id::bigint, parent_id)
where id = $id::bigint;

-- name: list_units_above :many
-- A unit and every unit above it.
with recursive above as (
  select u.id, u.parent_id, u.agency_id from organisations.unit u where u.id = $id::bigint
  union
  select u.id, u.parent_id, u.agency_id from organisations.unit u join above a on u.id = a.parent_id
)
select a.id as "id!", a.agency_id as "agency_id!" from above a;
