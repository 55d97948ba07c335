-- name: move_requests :exec
-- What is not answered is the successor's to answer; what was said stays in the name of whoever said it.
update portal.demand_request r set agency_id = $into_id::text, changed_at = now() where r.agency_id = $from_id::text and r.state in ('asked', 'planned');

-- name: move_publication_items :exec
update portal.publication_item i set agency_id = $into_id::text where i.agency_id = $from_id::text and i.delivered_at is null;

-- name: list_agency_requests :many
select r.title as "title!" from portal.demand_request r where r.agency_id = $agency_id::text and r.state in ('asked', 'planned') order by r.due_on;

-- name: list_agency_publication_items :many
select i.title_th as "th!", i.title_en as "en!" from portal.publication_item i where i.agency_id = $agency_id::text and i.delivered_at is null order by i.due_on;
