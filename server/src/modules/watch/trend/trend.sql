-- name: list_trend :many
-- Releases of a time, oldest first, with what their runs refused and how late they were; of the columns only the share of empty cells, and all figures of one column.
select t.number as "number!", t.published_at as "published_at!", t.row_count as "rows!", t.added as "added!", t.removed as "removed!", t.changed as "changed!", t.data_as_of, t.withdrawn as "withdrawn!",
  r.rows_read, r.rows_bad, extract(epoch from t.published_at - o.due_by)::float8 / 3600 as late_hours, t.columns -> $column::text as figures,
  (select coalesce(jsonb_object_agg(c.key, c.value -> 0), '{}') from jsonb_each(t.columns) c) as "nulls!"
from lake.trend_v1 t
left join linkage.run_outcome_v1 r on r.id = t.run_id
left join linkage.occurrence_v1 o on o.source_id = r.source_id and o.nominal_at = r.nominal_at
where t.dataset_id = $dataset_id::bigint and t.published_at >= $since::timestamptz
order by t.number
limit 2000;

-- name: list_titles :many
select c ->> 'name' as "name!", c ->> 'titleTh' as "title_th!", c ->> 'titleEn' as "title_en!"
from linkage.contract_v1 k cross join lateral jsonb_array_elements(k.body -> 'columns') c
where k.dataset_id = $dataset_id::bigint;
