-- name: list_registered_clients :many
select c.id as "id!", c.agency_id, c.name_th as "name_th!", c.name_en as "name_en!", c.home_url, c.state as "state!", c.tier as "tier!", c.changed_at as "changed_at!"
from signon.client c
where ($state::text is null or c.state = $state::text) and ($everything::boolean or c.agency_id = any($agencies::text[]))
order by c.name_th, c.id
limit 500;

-- name: insert_client :maybe
insert into signon.client (id, agency_id, name_th, name_en, purpose_th, purpose_en, home_url, tier, metadata, min_aal, min_ial, allowed_cidrs, secret_hash, created_by)
values ($id::text, $agency_id::text, $name_th::text, $name_en::text, $purpose_th::text, $purpose_en::text, $home_url::text, $tier::text, $metadata::jsonb, $min_aal::smallint, $min_ial::smallint,
  $allowed_cidrs::text[], $secret_hash::text, $created_by::text)
on conflict (id) do nothing
returning id as "id!";

-- name: update_client_row :exec
update signon.client c
set name_th = $name_th::text, name_en = $name_en::text, purpose_th = $purpose_th::text, purpose_en = $purpose_en::text, home_url = $home_url::text, metadata = $metadata::jsonb,
  min_aal = $min_aal::smallint, min_ial = $min_ial::smallint, allowed_cidrs = $allowed_cidrs::text[], changed_at = now()
where c.id = $id::text;

-- name: move_client_row :maybe
update signon.client c
set state = $to::text, changed_at = now(),
  approved_by = case when $to::text = 'approved' then $by::text else c.approved_by end, approved_at = case when $to::text = 'approved' then now() else c.approved_at end
where c.id = $id::text and c.state = any($from::text[])
returning c.id as "id!";

-- name: rotate_client_secret_row :one
-- The old secret works one more day beside the new one.
update signon.client c
set secret_hash = case when c.next_secret_hash is null then c.secret_hash else c.next_secret_hash end, next_secret_hash = $secret_hash::text, secret_expires_at = now() + interval '1 day', changed_at = now()
where c.id = $id::text
returning c.secret_expires_at as "old_until!";

-- name: find_agency_limit :maybe
select l.max_clients as "max_clients!", l.redirect_hosts as "redirect_hosts!", l.auth_methods as "auth_methods!", l.scopes as "scopes!",
  (select count(*) from signon.client c where c.agency_id = l.agency_id and not c.metadata ? 'saphan_key_times')::int as "clients!"
from signon.agency_limit l
where l.agency_id = $agency_id::text;
