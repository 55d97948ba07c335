-- name: list_agency_records :many
-- Records of processing of an agency that are in force.
select r.id as "id!", r.title_th as "title_th!" from privacy.record_v1 r where r.agency_id = $agency_id::text and r.state = 'current' order by r.id;
