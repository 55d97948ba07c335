-- name: find_places :one
-- Published records that lie in a box and a time: how many, and one page of them. Oldest dataset first, so that pages stay as they are while
-- others are added; after a search by words in its order. A record without a box lies in none, one without a time in each
-- (OGC API Features 1.0.1, /req/core/fc-bbox-response, /req/core/fc-time-response).
with found as materialized (
  select r.dataset_id
  from catalog.record_v1 r
  left join catalog.release_facts_v1 f on f.dataset_id = r.dataset_id
  cross join lateral (select coalesce(
    case when concat_ws(' ', r.doc ->> 'west_bound_longitude', r.doc ->> 'south_bound_longitude', r.doc ->> 'east_bound_longitude', r.doc ->> 'north_bound_longitude') ~ '^-?\d{1,3}(\.\d+)?( -?\d{1,3}(\.\d+)?){3}$'
      then array[r.doc ->> 'west_bound_longitude', r.doc ->> 'south_bound_longitude', r.doc ->> 'east_bound_longitude', r.doc ->> 'north_bound_longitude']::float8[] end, f.bbox) as sides) box
  where r.state = 'published'
    and ($changed_since::timestamptz is null or r.changed_at >= $changed_since::timestamptz)
    and ($found::bigint[] is null or r.dataset_id = any($found::bigint[]))
    and ($ids::text[] is null or r.slug = any($ids::text[]) or r.uid::text = any($ids::text[]))
    and ($external::text[] is null or r.uid::text = any($external::text[]))
    and ($types::text[] is null or r.doc ->> 'data_type' = any($types::text[]))
    and ($west::float8 is null or (box.sides[2] <= $north::float8 and box.sides[4] >= $south::float8
      and case when $west::float8 <= $east::float8 then box.sides[1] <= $east::float8 and box.sides[3] >= $west::float8 else box.sides[1] <= $east::float8 or box.sides[3] >= $west::float8 end))
    and ($since::date is null or f.temporal_to is null or f.temporal_to >= $since::date)
    and ($until::date is null or f.temporal_from is null or f.temporal_from <= $until::date)
)
select (select count(*) from found)::int as "total!", array(
  select p.dataset_id from found p order by array_position($found::bigint[], p.dataset_id), p.dataset_id limit $limit::int offset $offset::bigint) as "ids!";
