-- name: update_dataset :maybe
-- None when the row-level policy lets whoever asks see the dataset and not change it.
update catalog.dataset d
set title_th = coalesce($title_th::text, d.title_th),
  title_en = coalesce($title_en::text, d.title_en),
  description_th = coalesce($description_th::text, d.description_th),
  description_en = coalesce($description_en::text, d.description_en),
  level = coalesce($level::smallint, d.level),
  personal = coalesce($personal::boolean, d.personal),
  archived_at = case when $archived::boolean then coalesce(d.archived_at, now()) else d.archived_at end,
  changed_at = now()
where d.slug = $slug::text
returning d.id as "id!", d.slug as "slug!", d.agency_id as "agency_id!", d.title_th as "title_th!", d.title_en as "title_en!",
  d.description_th, d.description_en, d.synthetic as "synthetic!", d.created_at as "created_at!", d.archived_at, d.level as "level!", d.personal as "personal!";
