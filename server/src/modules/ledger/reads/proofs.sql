-- name: find_entry :maybe
select e.number as "number!", e.id as "id!", e.kind as "kind!", e.subject, e.appended_at as "appended_at!", e.entry as "entry!", e.facts, l.leaf_index
from ledger.entry e left join ledger.leaf l on l.number = e.number
where e.id = $id::uuid;

-- name: find_checkpoint_over :maybe
-- The checkpoint that proves most of a leaf: the first that is stamped, else the first that a witness co-signed, else the newest.
select c.size as "size!", c.root as "root!", c.note as "note!", c.signed_at as "signed_at!"
from ledger.checkpoint c
where c.size > $leaf_index::bigint and c.size = coalesce(
  (select min(s.size) from ledger.stamp s where s.size > $leaf_index::bigint),
  (select min(o.size) from ledger.cosignature o where o.size > $leaf_index::bigint),
  (select max(n.size) from ledger.checkpoint n));

-- name: find_checkpoint :maybe
select c.size as "size!", c.root as "root!", c.note as "note!", c.signed_at as "signed_at!" from ledger.checkpoint c where c.size = $size::bigint;

-- name: find_newest_checkpoint :maybe
select c.size as "size!", c.root as "root!", c.note as "note!", c.signed_at as "signed_at!" from ledger.checkpoint c order by c.size desc limit 1;

-- name: list_cosignatures :many
select o.line as "line!", o.said_at as "said_at!", w.name as "name!", w.vkey as "vkey!", w.agency_id
from ledger.cosignature o join ledger.witness w on w.id = o.witness_id
where o.size = $size::bigint order by o.witness_id;

-- name: find_stamp :maybe
select s.token as "token!", s.stamped_at as "stamped_at!", s.authority as "authority!", s.serial as "serial!" from ledger.stamp s where s.size = $size::bigint;
