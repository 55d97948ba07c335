-- name: list_days_off :many
select d.id as "id!", d.day as "day!", d.kind as "kind!", d.name_th as "name_th!", d.name_en as "name_en!", d.source as "source!", d.declared_at as "declared_at!", d.declared_by as "declared_by!",
  d.confirmed_at, d.confirmed_by, d.withdrawn_at, d.withdrawn_by, d.withdrawn_reason
from calendar.day_off d
where d.day between $from::date and $to::date and ($id::bigint is null or d.id = $id::bigint)
order by d.day, d.id;

-- name: list_closed_days :many
-- Days on which offices are closed, confirmed or not.
select d.day as "day!", d.provisional as "provisional!" from calendar.day_off_v1 d where d.day between $from::date and $to::date order by d.day;
