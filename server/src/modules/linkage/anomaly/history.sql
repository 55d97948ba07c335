-- name: list_history :many
-- The newest releases that stand, with the share of empty cells of each column.
select t.published_at as "published_at!", t.row_count as "rows!", t.data_as_of,
  (select coalesce(jsonb_object_agg(c.key, c.value -> 0), '{}') from jsonb_each(t.columns) c) as "nulls!"
from lake.trend_v1 t
where t.dataset_id = $dataset_id::bigint and not t.withdrawn
order by t.number desc
limit 60;
