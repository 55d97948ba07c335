-- name: insert_way :one
insert into identity.challenge (kind, account_id, session_id, data, expires_at)
values ($kind::text, $account_id::uuid, $session_id::uuid, $data::jsonb, now() + interval '15 minutes')
returning id as "id!";

-- name: take_way :maybe
-- Taken once, whether it ends well or not, and only by the browser that set out.
update identity.challenge set used_at = now()
where id = $id::uuid and kind = $kind::text and data ->> 'browser' = $browser::text and used_at is null and expires_at > now()
returning data as "data!", account_id, session_id;

-- name: note_arrival :maybe
-- Once a way: the same answer posted again finds nothing to note it on.
update identity.challenge set data = data || jsonb_build_object('arrival', $arrival::jsonb)
where id = $id::uuid and kind = 'upstream' and data ->> 'upstreamId' = $upstream_id::text and data -> 'arrival' is null and used_at is null and expires_at > now()
returning id as "id!";
