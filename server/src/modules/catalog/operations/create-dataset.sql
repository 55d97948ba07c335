-- name: insert_dataset :maybe
insert into catalog.dataset (slug, uid, agency_id, title_th, title_en, description_th, description_en, synthetic, level, personal, created_by)
values ($slug::text, coalesce($uid::uuid, gen_random_uuid()), $agency_id::text, $title_th::text, $title_en::text, $description_th::text, $description_en::text, $synthetic::boolean, coalesce($level::smallint, 1::smallint), coalesce($personal::boolean, false), $created_by::text)
on conflict (slug) do nothing
returning id as "id!", slug as "slug!", agency_id as "agency_id!", title_th as "title_th!", title_en as "title_en!",
  description_th, description_en, synthetic as "synthetic!", created_at as "created_at!", archived_at, level as "level!", personal as "personal!";

-- name: list_slugs_beginning_with :many
select d.slug as "slug!"
from catalog.dataset d
where d.slug = $slug::text or d.slug like $slug::text || '-%';
