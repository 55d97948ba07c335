-- name: list_units :many
-- Units of an agency, or of all, from the top down.
select u.id as "id!", u.agency_id as "agency_id!", u.parent_id, u.code as "code!", u.name_th as "name_th!", u.name_en as "name_en!", u.since as "since!", u.until
from organisations.unit u
where $agency::text is null or u.agency_id = $agency::text
order by u.agency_id, u.parent_id nulls first, u.code;

-- name: find_unit :maybe
select u.id as "id!", u.agency_id as "agency_id!", u.parent_id, u.code as "code!", u.name_th as "name_th!", u.name_en as "name_en!", u.since as "since!", u.until
from organisations.unit u
where u.id = $id::bigint;

-- name: list_posts :many
-- Posts with whoever may act in them today.
select p.id as "id!", p.unit_id as "unit_id!", u.agency_id as "agency_id!", p.title_th as "title_th!", p.title_en as "title_en!", p.responsible as "responsible!",
  p.roles as "roles!", p.since as "since!", p.until,
  coalesce((
    select jsonb_agg(jsonb_build_object('appointmentId', m.id, 'personId', m.person_id, 'nameTh', r.given_th || ' ' || r.family_th, 'kind', m.kind, 'since', m.since, 'until', m.until) order by m.kind desc, m.id)
    from organisations.mandate_v1 m
    join organisations.person r on r.id = m.person_id
    where m.post_id = p.id and m.source = 'appointment'), '[]') as "seated!"
from organisations.post p
join organisations.unit u on u.id = p.unit_id
where ($agency::text is null or u.agency_id = $agency::text)
  and ($unit::bigint is null or p.unit_id = $unit::bigint)
  and ($id::bigint is null or p.id = $id::bigint)
order by u.agency_id, u.code, p.responsible desc, p.id;
