-- name: list_agency_requests :many
-- What an agency asked for and waits for, and what waits for its answer.
select s.id as "id!", s.requester_id = $agency_id::text as "asked!"
from requests.requests_at(now()) s
where (s.requester_id = $agency_id::text or (s.provider_id = $agency_id::text and s.state <> 'draft')) and s.state not in ('fulfilled', 'refused', 'withdrawn')
order by s.id;
