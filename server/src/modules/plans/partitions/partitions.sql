-- name: insert_promise :exec
insert into plans.partition_promise (dataset_id, by, first, due_days, grace_days, recorded_at)
values ($dataset_id::bigint, $by::text, $first::text, $due_days::int, $grace_days::int, $now::timestamptz);

-- name: find_promise :maybe
select p.by, p.first, p.due_days, p.grace_days from plans.partition_promise p where p.dataset_id = $dataset_id::bigint order by p.recorded_at desc, p.id desc limit 1;

-- name: list_promised_datasets :many
select p.dataset_id as "dataset_id!"
from (select distinct on (x.dataset_id) x.dataset_id, x.first from plans.partition_promise x order by x.dataset_id, x.recorded_at desc, x.id desc) p
where p.first is not null
order by p.dataset_id;

-- name: want_partitions :many
-- Writes what is not known of these partitions, and takes back what is promised no longer.
with asked as (
  select x.partition, x.ends_at, x.due_at, x.breached_at
  from jsonb_to_recordset($wanted::jsonb) as x (partition text, ends_at timestamptz, due_at timestamptz, breached_at timestamptz)
), known as (
  select distinct on (w.by, w.partition) w.* from plans.partition_wanted w
  where w.dataset_id = $dataset_id::bigint order by w.by, w.partition, w.recorded_at desc, w.id desc
)
insert into plans.partition_wanted (dataset_id, by, partition, ends_at, due_at, breached_at, wanted, recorded_at)
select $dataset_id::bigint, $by::text, a.partition, a.ends_at, a.due_at, a.breached_at, true, $now::timestamptz
from asked a
left join known k on k.partition = a.partition and k.by = $by::text
where k.id is null or not k.wanted
  -- What came in time is not judged again by another calendar.
  or ((k.due_at, k.breached_at) is distinct from (a.due_at, a.breached_at) and not exists (
    select from plans.partition_event e where e.dataset_id = $dataset_id::bigint and e.partition = a.partition and e.by = $by::text and e.what = 'confirmed'))
union all
select k.dataset_id, k.by, k.partition, k.ends_at, k.due_at, k.breached_at, false, $now::timestamptz
from known k
where k.wanted and not exists (select from asked a where a.partition = k.partition and k.by = $by::text)
returning partition as "partition!";

-- name: note_present :exec
-- What a release holds: partitions that were not there are seen, those that are there no longer are gone.
with present as (select unnest($present::text[]) as partition), known as (
  select distinct on (e.partition) e.partition, e.what from plans.partition_event e
  where e.dataset_id = $dataset_id::bigint and e.by = $by::text order by e.partition, e.recorded_at desc, e.id desc
)
insert into plans.partition_event (dataset_id, by, partition, what, at, run_id, recorded_at)
select $dataset_id::bigint, $by::text, p.partition, 'seen', $at::timestamptz, $run_id::bigint, $now::timestamptz
from present p left join known k on k.partition = p.partition
where k.what is null or k.what = 'gone'
union all
select $dataset_id::bigint, $by::text, k.partition, 'gone', $at::timestamptz, $run_id::bigint, $now::timestamptz
from known k
where k.what <> 'gone' and not exists (select from present p where p.partition = k.partition);

-- name: list_seen :many
-- Partitions that a release holds and that no run has read since they are over.
select k.partition as "partition!"
from (
  select distinct on (e.partition) e.partition, e.what from plans.partition_event e
  where e.dataset_id = $dataset_id::bigint and e.by = $by::text order by e.partition, e.recorded_at desc, e.id desc) k
where k.what = 'seen' and ($partitions::text[] is null or k.partition = any ($partitions::text[]));

-- name: note_confirmed :exec
insert into plans.partition_event (dataset_id, by, partition, what, at, run_id, recorded_at)
select $dataset_id::bigint, $by::text, x.partition, 'confirmed', $at::timestamptz, $run_id::bigint, $now::timestamptz
from unnest($partitions::text[]) as x (partition);

-- name: list_partition_freshness :many
-- Partitions that were promised and over by a moment, as recorded by then, newest first, each with what had come. Those before the last $limit are left out.
select w.by as "by!", w.partition as "partition!", w.ends_at as "ends_at!", w.due_at as "due_at!", w.breached_at as "breached_at!", c.at as confirmed_at, c.run_id
from (
  select distinct on (x.by, x.partition) x.* from plans.partition_wanted x
  where x.dataset_id = $dataset_id::bigint and x.recorded_at <= $moment::timestamptz
  order by x.by, x.partition, x.recorded_at desc, x.id desc) w
left join lateral (
  select e.what, e.at, e.run_id from plans.partition_event e
  where e.dataset_id = $dataset_id::bigint and e.partition = w.partition and e.by = w.by and e.recorded_at <= $moment::timestamptz
  order by e.recorded_at desc, e.id desc limit 1) c on c.what = 'confirmed'
where w.wanted and w.ends_at <= $moment::timestamptz
order by w.ends_at desc
limit $limit::int;

-- name: list_board_partitions :many
-- The last partitions of each dataset that promised some, as recorded by a moment: datasets with most broken promises first, each with its partitions in
-- their order. Names of partitions of one kind sort by time, so the last ones stand at the end of an index.
with promised as (
  select distinct on (x.dataset_id) x.dataset_id, x.by, x.first from plans.partition_promise x
  where x.recorded_at <= $moment::timestamptz
  order by x.dataset_id, x.recorded_at desc, x.id desc
), part as (
  select p.dataset_id, w.by, w.partition, w.ends_at, w.due_at, w.breached_at, c.at as confirmed_at, c.run_id
  from promised p
  cross join lateral (
    select k.* from (
      select distinct on (x.partition) x.* from plans.partition_wanted x
      where x.dataset_id = p.dataset_id and x.by = p.by and x.recorded_at <= $moment::timestamptz
      order by x.partition desc, x.recorded_at desc, x.id desc) k
    where k.wanted and k.ends_at <= $moment::timestamptz
    order by k.partition desc
    limit $periods::int) w
  left join lateral (
    select e.what, e.at, e.run_id from plans.partition_event e
    where e.dataset_id = p.dataset_id and e.partition = w.partition and e.by = w.by and e.recorded_at <= $moment::timestamptz
    order by e.recorded_at desc, e.id desc limit 1) c on c.what = 'confirmed'
  where p.first is not null
), ranked as (
  select t.dataset_id, row_number() over (order by count(*) filter (where t.confirmed_at is null and t.breached_at < $moment::timestamptz) desc,
      count(*) filter (where t.confirmed_at is null and t.due_at < $moment::timestamptz) desc, t.dataset_id) as place,
    count(*) over () as datasets
  from part t group by t.dataset_id
)
select r.datasets::int as "datasets!", t.dataset_id as "dataset_id!", t.by as "by!", t.partition as "partition!", t.ends_at as "ends_at!", t.due_at as "due_at!", t.breached_at as "breached_at!", t.confirmed_at, t.run_id
from ranked r join part t on t.dataset_id = r.dataset_id
where r.place <= $datasets::int
order by r.place, t.partition;

-- name: note_backfilled :exec
insert into plans.backfilled_run (run_id, dataset_id) values ($run_id::bigint, $dataset_id::bigint) on conflict do nothing;
