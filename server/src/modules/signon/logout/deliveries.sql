-- name: lease_logout_deliveries :many
update signon.logout_delivery d
set leased_until = now() + interval '15 seconds', attempts = d.attempts + 1
where d.id in (
  select w.id from signon.logout_delivery w
  where w.delivered_at is null and w.given_up_at is null and w.next_at <= now() and (w.leased_until is null or w.leased_until < now())
  order by w.next_at
  limit $limit::int
  for update skip locked)
returning d.id as "id!", d.client_id as "client_id!", d.account_id as "account_id!", d.sid, d.attempts as "attempts!", extract(epoch from now() - d.created_at)::float8 as "age_s!";

-- name: finish_logout_delivery :exec
update signon.logout_delivery d
set delivered_at = now(), leased_until = null, status = $status::int, last_error = $error::text
where d.id = $id::bigint;

-- name: postpone_logout_delivery :exec
update signon.logout_delivery d
set leased_until = null, status = $status::int, last_error = $error::text, next_at = now() + make_interval(secs => $seconds::float8),
  given_up_at = case when $give_up::boolean then now() end
where d.id = $id::bigint;

-- name: find_due_in :one
select coalesce(extract(epoch from min(greatest(d.next_at, coalesce(d.leased_until, d.next_at))) - now()), 60)::float8 as "seconds!"
from signon.logout_delivery d
where d.delivered_at is null and d.given_up_at is null;

-- name: list_logout_deliveries :many
select d.id as "id!", d.client_id as "client_id!", c.name_th as "name_th!", c.name_en as "name_en!", d.why as "why!", d.created_at as "created_at!", d.attempts as "attempts!", d.next_at as "next_at!",
  d.delivered_at, d.status, d.last_error, d.given_up_at
from signon.logout_delivery d join signon.client c on c.id = d.client_id
where (d.client_id = $client_id::text or $client_id::text is null)
  and ($state::text is null or $state::text = case when d.given_up_at is not null then 'given-up' when d.delivered_at is null then 'waiting' when d.status >= 300 then 'refused' else 'told' end)
  and (d.id < $before::bigint or $before::bigint is null)
order by d.id desc
limit 100;

-- name: retry_logout_delivery :maybe
update signon.logout_delivery d
set next_at = now(), given_up_at = null, delivered_at = null, leased_until = null
where d.id = $id::bigint
returning d.client_id as "client_id!";
