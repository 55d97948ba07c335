-- name: insert_agreement :one
insert into access.agreement (dataset_id, consumer_agency_id, purposes, columns, row_filter, since, until, document_no, created_by)
values ($dataset_id::bigint, $consumer_agency_id::text, $purposes::text[], $columns::text[], $row_filter::jsonb, $since::date, $until::date, $document_no::text, $created_by::text)
returning id as "id!";

-- name: end_agreement :maybe
update access.agreement a
set state = 'ended', changed_at = now()
where a.id = $id::bigint and a.state <> 'ended'
returning a.id as "id!";

-- name: turn_agreement :maybe
-- From one state to the other, if it is in the first.
update access.agreement a
set state = $to::text, changed_at = now()
where a.id = $id::bigint and a.state = $from::text
returning a.id as "id!";

-- name: list_recorded_agreements :many
-- Newest first, those that ended too.
select a.id as "id!", d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!", a.consumer_agency_id as "consumer_agency_id!",
  a.purposes as "purposes!", a.columns, a.row_filter, a.since as "since!", a.until as "until!", a.document_no as "document_no!", a.created_by as "created_by!",
  case when a.state = 'active' and a.until < (now() at time zone 'Asia/Bangkok')::date then 'ended' else a.state end as "state!"
from access.agreement a
join catalog.dataset_v1 d on d.id = a.dataset_id
where ($id::bigint is null or a.id = $id::bigint) and ($before_id::bigint is null or a.id < $before_id::bigint)
order by a.id desc
limit $limit::int;

-- name: turn_reaches :many
-- Agreements whose reach is not what was last told: begun, ended, suspended, or past their last day.
update access.agreement a
set reaches = not a.reaches
where a.reaches <> (a.state = 'active' and a.until >= (now() at time zone 'Asia/Bangkok')::date)
returning a.dataset_id as "dataset_id!", a.consumer_agency_id as "agency_id!";

-- name: is_reached :one
select exists (select from access.agreement a where a.dataset_id = $dataset_id::bigint and a.consumer_agency_id = $agency_id::text and a.reaches) as "reaches!";
