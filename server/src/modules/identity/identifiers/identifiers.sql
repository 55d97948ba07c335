-- name: list_identifiers :many
select i.kind as "kind!", i.ial as "ial!", i.issuer as "issuer!", i.verified_at as "verified_at!", i.vault is not null as "sealed!"
from identity.identifier i
where i.person_id = $person_id::uuid
order by i.kind;

-- name: delete_identifier :maybe
delete from identity.identifier where person_id = $person_id::uuid and kind = $kind::text returning kind as "kind!";

-- name: lock_identifiers_of_old_keys :many
select i.person_id as "person_id!", i.kind as "kind!", i.key_version as "key_version!", i.ref as "ref!"
from identity.identifier i
where i.key_version < $version::smallint
order by i.person_id, i.kind, i.key_version
limit $limit::int for update skip locked;

-- name: rekey_identifier :exec
update identity.identifier set key_version = $version::smallint, ref = $ref::bytea where person_id = $person_id::uuid and kind = $kind::text and key_version = $from::smallint;

-- name: is_number_of_person :maybe
select bool_or((i.key_version, i.ref) in (select v.version, v.ref from unnest($versions::smallint[], $refs::bytea[]) v (version, ref))) as "same!"
from identity.identifier i
where i.person_id = $person_id::uuid and i.kind = 'th-pid'
having count(*) > 0;
