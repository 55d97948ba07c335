-- name: find_registered_client :maybe prepared
select c.id as "id!", c.agency_id, c.name_th as "name_th!", c.name_en as "name_en!", c.purpose_th, c.purpose_en, c.home_url, c.state as "state!", c.tier as "tier!", c.metadata as "metadata!",
  c.secret_hash, c.next_secret_hash, coalesce(c.secret_expires_at <= now(), false) as "old_secret_ended!", c.secret_expires_at, c.min_aal as "min_aal!", c.min_ial as "min_ial!", c.allowed_cidrs as "allowed_cidrs!",
  c.owner_account_id, c.approved_by, c.approved_at, c.created_at as "created_at!", c.created_by as "created_by!", c.changed_at as "changed_at!"
from signon.client c
where c.id = $id::text;

-- name: upsert_first_party :exec
insert into signon.client (id, name_th, name_en, home_url, state, tier, metadata, created_by, approved_by, approved_at)
values ($id::text, $name_th::text, $name_en::text, $home_url::text, 'live', 'first-party', $metadata::jsonb, 'saphan', 'saphan', now())
on conflict (id) do update set name_th = excluded.name_th, name_en = excluded.name_en, metadata = excluded.metadata, tier = 'first-party'
where (client.name_th, client.name_en, client.metadata) is distinct from (excluded.name_th, excluded.name_en, excluded.metadata);

-- name: find_resource_owner :maybe
-- The e-service that registered this address as its own API.
select c.id as "id!", c.metadata as "metadata!"
from signon.client c
where c.metadata ->> 'saphan_resource' = $resource::text and c.state in ('sandbox', 'tested', 'approved', 'live')
order by c.id
limit 1;
