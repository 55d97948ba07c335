-- name: move_notices :exec
-- What is not settled goes to the successor's people; who read it keeps it.
update notices.notice n set agency_id = $into_id::text where n.agency_id = $from_id::text and n.settled_at is null;

-- name: move_webhooks :exec
-- One that the successor has at the same address is enough: the other is switched off.
update notices.webhook w
set agency_id = case when o.id is null then $into_id::text else w.agency_id end,
  enabled = w.enabled and o.id is null, disabled_why = case when o.id is null then w.disabled_why else 'the agency became part of another, which has this address' end
from notices.webhook x
left join notices.webhook o on o.agency_id = $into_id::text and o.url = x.url
where x.id = w.id and w.agency_id = $from_id::text;

-- name: list_agency_notices :many
select n.what_th as "th!", n.what_en as "en!" from notices.notice n where n.agency_id = $agency_id::text and n.settled_at is null and (n.to_post is not null or n.to_role is not null) order by n.created_at desc limit 500;

-- name: list_agency_webhooks :many
select w.name as "name!" from notices.webhook w where w.agency_id = $agency_id::text and w.enabled order by w.name;
