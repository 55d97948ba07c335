-- name: find_other_taker :maybe
-- Another source in use that takes changes from the same place.
select s.id as "id!", s.dataset_id as "dataset_id!" from linkage.source s
where s.takes_from = $takes_from::text and s.retired_at is null and s.id <> $id::bigint;

-- name: note_taker :exec
update linkage.source set takes_from = $takes_from::text where id = $id::bigint;

-- name: find_confirmed :maybe
-- What is published of a source that takes changes.
select s.kind as "kind!", s.config as "config!", s.mark as "mark!"
from linkage.source s
where s.id = $id::bigint and s.retired_at is null and s.mark is not null and s.reading ->> 'mode' = 'changes';

-- name: note_keys :exec
update linkage.run set keys_raw_id = $raw_id::bigint where id = $id::bigint and fence = $fence::int;
