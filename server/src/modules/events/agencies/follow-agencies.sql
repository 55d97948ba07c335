-- name: hand_deliveries_over :exec
-- The successor has a subscription of the same address already: what waits goes there.
update events.delivery d set subscription_id = t.id
from events.subscription s
join events.subscription t on t.agency_id = $into_id::text and t.url = s.url
where s.agency_id = $from_id::text and d.subscription_id = s.id and d.ended_at is null
  and not exists (select from events.delivery x where x.subscription_id = t.id and x.position = d.position);

-- name: drop_doubled :exec
delete from events.subscription s using events.subscription t where s.agency_id = $from_id::text and t.agency_id = $into_id::text and t.url = s.url;

-- name: move_subscriptions :many
update events.subscription s set agency_id = $into_id::text, version = s.version + 1, changed_at = now(), changed_by = $by::text where s.agency_id = $from_id::text returning s.id as "id!";

-- name: rename_system :exec
update events.subscription s set system_path = $to::text where s.system_path = $from::text;

-- name: list_subscription_holdings :many
select s.name as "name!" from events.subscription s where s.agency_id = $agency_id::text order by s.name;
