-- name: move_datasets :many
-- What an agency has, or the part that was named, goes to the other one; records, search and rights follow by their triggers.
update catalog.dataset d
set agency_id = $into_id::text, changed_at = now()
where d.agency_id = $from_id::text and ($slugs::text[] is null or d.slug = any ($slugs::text[]))
returning d.id as "id!", d.slug as "slug!";

-- name: drop_own_reach :exec
-- Whoever owns a dataset needs no agreement to reach it.
delete from catalog.reach r using catalog.dataset d where d.id = r.dataset_id and r.agency_id = d.agency_id and r.agency_id = $agency_id::text;

-- name: list_agency_datasets :many
select d.title_th as "th!", d.title_en as "en!"
from catalog.dataset d
where d.agency_id = $agency_id::text and ($slugs::text[] is null or d.slug = any ($slugs::text[]))
order by d.title_th;

-- name: list_foreign_slugs :many
-- Named for a split, and not the agency's.
select s.slug as "slug!"
from unnest($slugs::text[]) as s (slug)
where not exists (select from catalog.dataset d where d.slug = s.slug and d.agency_id = $agency_id::text);
