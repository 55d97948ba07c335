-- name: insert_policy_version :exec
insert into access.policy_version (sha256, policies, schema, loaded_by)
values ($sha256::text, $policies::jsonb, $schema::text, $loaded_by::text)
on conflict (sha256) do nothing;
