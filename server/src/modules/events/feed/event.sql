-- name: lock_positions :exec
-- One writer at a time: places are handed out and become visible in one order.
select pg_advisory_xact_lock(hashtextextended('events.position', 0));

-- name: insert_events :many
-- Told once by their keys; each subscription that may hear of one and asked for its type gets a delivery, whether it rests or not.
with given as (
  select g.n, g.doc from jsonb_array_elements($events::jsonb) with ordinality g (doc, n)
), told as (
  insert into events.event (type, subject, happened_at, data, agencies, dataset_id, key)
  select g.doc ->> 'type', g.doc ->> 'subject', (g.doc ->> 'at')::timestamptz, g.doc -> 'data', case when jsonb_typeof(g.doc -> 'agencies') = 'array' then array(select jsonb_array_elements_text(g.doc -> 'agencies')) end,
    (g.doc ->> 'datasetId')::bigint, g.doc ->> 'key'
  from given g order by g.n
  on conflict on constraint event_is_told_once do nothing
  returning position, type, agencies, dataset_id
), sent as (
  insert into events.delivery (subscription_id, position)
  select s.id, t.position
  from told t
  left join catalog.dataset_v1 d on d.id = t.dataset_id
  join events.subscription s on (s.types = '{}' or t.type = any (s.types))
    and (t.agencies is null or s.agency_id is null or s.agency_id = any (t.agencies))
    and (t.dataset_id is null or s.agency_id is null or d.level <= 1 or d.agency_id = s.agency_id)
  order by t.position
)
select t.position as "position!" from told t order by t.position;

-- name: list_feed :many
-- In the order of places; a dataset that whoever asks does not reach is not there (row-level policy of the catalogue).
select e.position as "position!", e.id as "id!", e.type as "type!", e.subject as "subject!", e.happened_at as "happened_at!", e.data as "data!"
from events.event e
where e.position > $after::bigint
  and ($types::text[] is null or e.type = any ($types::text[]))
  and (e.agencies is null or $agencies::text[] is null or e.agencies && $agencies::text[])
  and (e.dataset_id is null or exists (select from catalog.dataset_v1 d where d.id = e.dataset_id))
order by e.position
limit $limit::int;

-- name: find_ends :one
-- The oldest and the newest place that is kept.
select coalesce(min(e.position), 0)::bigint as "first!", coalesce(max(e.position), 0)::bigint as "last!" from events.event e;
