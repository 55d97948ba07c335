-- name: list_people_of_agency :many
-- Who holds a post or powers in the agency today: systems that know them hear of the change.
select distinct m.person_id as "person_id!" from organisations.mandate_v1 m where m.agency_id = $agency_id::text;
