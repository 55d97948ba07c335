-- name: list_offers_of_dataset :many
-- Services of a dataset whose records are looked up by key.
select o.service_id as "service_id!", v.version as "version!"
from hosting.offer o
join lateral (select w.version from hosting.offer_version w where w.service_id = o.service_id order by w.version desc limit 1) v on true
where o.dataset_id = $dataset_id::bigint and o.kind in ('lookup', 'predicate');

-- name: ask_set :maybe
-- Nothing when the same set is there or on its way.
insert into hosting.served_set (service_id, offer_version, release_id, release_number, content_hash, state, rows, bytes, fence, asked_at)
select $service_id::bigint, $offer_version::int, r.id, r.number, r.content_hash, 'filling', 0, 0, 0, $now::timestamptz
from lake.current_release_v1 r
where r.dataset_id = $dataset_id::bigint
on conflict (service_id, offer_version, release_id) where state in ('filling', 'ready') do nothing
returning id as "id!";

-- name: drop_other_sets :exec
-- What is on its way for a release that is not the head any more, and, when there is no head, what answers.
update hosting.served_set s set state = 'dropped', ended_at = $now::timestamptz, leased_until = null
where s.service_id = $service_id::bigint and s.state = 'filling'
  and not exists (select from lake.current_release_v1 r where r.id = s.release_id and r.dataset_id = $dataset_id::bigint and s.offer_version = $offer_version::int);

-- name: wake_fillers :exec
select pg_notify('hosting_fill', '');

-- name: claim_set :maybe
-- The oldest that nobody fills; the fence shuts out whoever filled it before.
update hosting.served_set s set fence = s.fence + 1, leased_until = clock_timestamp() + interval '2 minutes'
where s.id = (
  select w.id from hosting.served_set w
  where w.state = 'filling' and (w.leased_until is null or w.leased_until < clock_timestamp())
  order by w.id limit 1 for update skip locked)
returning s.id as "id!", s.service_id as "service_id!", s.offer_version as "offer_version!", s.release_number as "release_number!", s.rows as "rows!", s.bytes as "bytes!", s.fence as "fence!";

-- name: note_chunk :maybe
update hosting.served_set s set rows = $rows::bigint, bytes = $bytes::bigint, leased_until = clock_timestamp() + interval '2 minutes'
where s.id = $id::bigint and s.fence = $fence::int and s.state = 'filling'
returning s.id as "id!";

-- name: end_filling :maybe
update hosting.served_set s set state = 'ready', ended_at = $now::timestamptz, leased_until = null
where s.id = $id::bigint and s.fence = $fence::int and s.state = 'filling'
returning s.service_id as "service_id!";

-- name: move_served_head :exec
-- From here on this set answers, in one step.
insert into hosting.served_head (service_id, set_id, moved_at) values ($service_id::bigint, $id::bigint, $now::timestamptz)
on conflict (service_id) do update set set_id = excluded.set_id, moved_at = excluded.moved_at;

-- name: drop_former_sets :exec
update hosting.served_set s set state = 'dropped', ended_at = $now::timestamptz
where s.service_id = $service_id::bigint and s.state = 'ready' and s.id <> $id::bigint;

-- name: refuse_set :exec
update hosting.served_set s set state = 'refused', problem = $problem::jsonb, ended_at = $now::timestamptz, leased_until = null
where s.id = $id::bigint and s.fence = $fence::int and s.state = 'filling';

-- name: release_set :exec
-- Gives a set back that could not be filled now.
update hosting.served_set s set leased_until = clock_timestamp() + interval '10 seconds' where s.id = $id::bigint and s.fence = $fence::int and s.state = 'filling';

-- name: sweep_rows :maybe
-- Rows of a set that answers no more, so many at a time.
with gone as (
  select s.id from hosting.served_set s where s.state in ('dropped', 'refused') and s.rows > 0 order by s.id limit 1
), deleted as (
  delete from hosting.served_row r where r.ctid = any (array(select w.ctid from hosting.served_row w join gone g on g.id = w.set_id limit 20000)) returning 1
), counted as (
  select count(*) as n from deleted
)
update hosting.served_set s set rows = case when c.n < 20000 then 0 else greatest(s.rows - c.n, 1) end
from gone g, counted c
where s.id = g.id
returning s.id as "id!", s.rows as "left!";

-- name: drop_served_head :exec
delete from hosting.served_head h where h.service_id = $service_id::bigint
  and not exists (select from lake.current_release_v1 r where r.dataset_id = $dataset_id::bigint);

-- name: drop_sets_without_release :exec
update hosting.served_set s set state = 'dropped', ended_at = $now::timestamptz
where s.service_id = $service_id::bigint and s.state in ('ready', 'filling') and not exists (select from lake.current_release_v1 r where r.dataset_id = $dataset_id::bigint);
