-- name: upsert_machine_client :maybe
-- No row when the id is that of an e-service. State stays what people made of it.
insert into signon.client (id, agency_id, name_th, name_en, state, metadata, created_by)
values ($id::text, $agency_id::text, $name_th::text, $name_en::text, 'sandbox', $metadata::jsonb, $by::text)
on conflict (id) do update
set agency_id = excluded.agency_id, name_th = excluded.name_th, name_en = excluded.name_en, metadata = excluded.metadata, changed_at = now()
where client.metadata ? 'saphan_key_times'
returning id as "id!";
