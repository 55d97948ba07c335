-- name: find_link :maybe
-- A demo account is entered in demo mode only.
select l.account_id as "account_id!", a.state as "state!", a.person_id
from identity.upstream_link l join identity.account a on a.id = l.account_id
where l.upstream_id = $upstream_id::text and l.subject = $subject::text and l.confirmed and a.kind = 'person' and ($demo_may::boolean or not a.demo);

-- name: find_link_of_account :maybe
select l.subject as "subject!" from identity.upstream_link l where l.upstream_id = $upstream_id::text and l.account_id = $account_id::uuid;

-- name: insert_link :maybe
insert into identity.upstream_link (upstream_id, subject, account_id, ial, confirmed)
values ($upstream_id::text, $subject::text, $account_id::uuid, $ial::smallint, true)
on conflict (upstream_id, subject) do nothing
returning account_id as "account_id!";

-- name: list_links_of_account :many
select l.upstream_id as "upstream_id!", u.name_th as "name_th!", u.name_en as "name_en!", l.ial as "ial!", l.linked_at as "linked_at!"
from identity.upstream_link l join identity.upstream u on u.id = l.upstream_id
where l.account_id = $account_id::uuid
order by l.linked_at, l.upstream_id;

-- name: lock_ways_in :one
-- The account's row is locked, so that of two removals the second sees what the first left.
select exists (select from identity.password p where p.account_id = a.id) or exists (select from identity.passkey k where k.account_id = a.id and k.removed_at is null)
  or exists (select from identity.upstream_link l where l.account_id = a.id and l.upstream_id <> $but::text) as "other!"
from identity.account a where a.id = $account_id::uuid for update;

-- name: delete_link :maybe
delete from identity.upstream_link where upstream_id = $upstream_id::text and account_id = $account_id::uuid returning subject as "subject!";

-- name: find_person_of_number :maybe
-- By every version of the key that is still in use.
select i.person_id as "person_id!"
from identity.identifier i
where i.kind = 'th-pid' and (i.key_version, i.ref) in (select v.version, v.ref from unnest($versions::smallint[], $refs::bytea[]) v(version, ref))
limit 1;

-- name: has_other_number :one
select exists (select from identity.identifier i where i.person_id = $person_id::uuid and i.kind = 'th-pid') as "has!";

-- name: lock_number :exec
select pg_advisory_xact_lock(hashtextextended(encode($ref::bytea, 'hex'), 0));

-- name: insert_number :exec
insert into identity.identifier (person_id, kind, key_version, ref, vault, ial, issuer, verified_at)
values ($person_id::uuid, 'th-pid', $version::smallint, $ref::bytea, $vault::text, $ial::smallint, $issuer::text, now());

-- name: find_open_account :maybe
select a.id as "id!" from identity.account a where a.person_id = $person_id::uuid and a.kind = 'person' and a.state <> 'closed' limit 1;

-- name: insert_citizen :one
insert into identity.account (kind, person_id, display_name, source, state_changed_by, created_by)
values ('person', $person_id::uuid, $display_name::text, 'upstream:' || $upstream_id::text, $by::text, $by::text)
returning id as "id!";

-- name: raise_ial :exec
update identity.session set ial = greatest(ial, $ial::smallint), upstream = $upstream_id::text where id = $id::uuid and state = 'active';
