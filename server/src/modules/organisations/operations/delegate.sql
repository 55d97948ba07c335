-- name: find_delegating_post :maybe
select p.id as "id!", p.roles as "roles!" from organisations.post p where p.id = $id::bigint;

-- name: insert_delegation :one
insert into organisations.delegation (from_post_id, to_person_id, powers, since, until, document_no, document_on, created_by)
values ($from_post_id::bigint, $to_person_id::uuid, $powers::text[], $since::date, $until::date, $document_no::text, $document_on::date, $created_by::text)
returning id as "id!", from_post_id as "from_post_id!", to_person_id as "to_person_id!", powers as "powers!", since as "since!", until as "until!",
  document_no as "document_no!", document_on as "document_on!", revoked_at;

-- name: find_open_delegation :maybe
select d.id as "id!", d.from_post_id as "from_post_id!", d.to_person_id as "to_person_id!"
from organisations.delegation d
where d.id = $id::bigint and d.revoked_at is null;

-- name: revoke_delegation_row :exec
update organisations.delegation set revoked_at = now(), revoked_by = $revoked_by::text, revoked_reason = $reason::text where id = $id::bigint;
