-- name: list_agreements :many
-- In force today in Bangkok, for one consumer and one dataset.
select a.id as "id!", a.dataset_id as "dataset_id!", a.consumer_agency_id as "consumer_agency_id!", a.purposes as "purposes!", a.columns, a.since as "since!", a.until as "until!"
from access.agreement_v1 a
where a.consumer_agency_id = $consumer_agency_id::text and a.dataset_id = $dataset_id::bigint
order by a.id;
