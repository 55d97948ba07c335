-- name: list_agency_agreements :many
-- Agreements of an agency, as either party, that are open or in force.
select s.number as "number!", s.consumer_agency_id = $agency_id::text as "consumes!"
from sharing.agreements_at(now()) s
where (s.consumer_agency_id = $agency_id::text or s.provider_agency_id = $agency_id::text) and s.state not in ('expired', 'ended', 'refused', 'withdrawn')
order by s.id;
