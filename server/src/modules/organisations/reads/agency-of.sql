-- name: find_agency_of_unit :maybe
select u.agency_id as "agency_id!" from organisations.unit u where u.id = $id::bigint;

-- name: find_agency_of_post :maybe
select u.agency_id as "agency_id!"
from organisations.post p
join organisations.unit u on u.id = p.unit_id
where p.id = $id::bigint;
