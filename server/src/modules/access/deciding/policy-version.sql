-- name: insert_policy_version :maybe
insert into access.policy_version (sha256, policies, schema, loaded_by)
values ($sha256::text, $policies::jsonb, $schema::text, $loaded_by::text)
on conflict (sha256) do nothing
returning sha256 as "sha256!";
