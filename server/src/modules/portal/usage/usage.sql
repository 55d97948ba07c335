-- name: add_usage :exec
-- Counts of one day, by short names; names that no dataset has are left out.
insert into portal.usage_day (dataset_id, day, views, downloads, api_calls)
select d.id, $day::date, c.views, c.downloads, c.api_calls
from unnest($slugs::text[], $views::int[], $downloads::int[], $api_calls::int[]) c (slug, views, downloads, api_calls)
join catalog.dataset_v1 d on d.slug = c.slug
on conflict on constraint usage_day_pk do update
set views = portal.usage_day.views + excluded.views, downloads = portal.usage_day.downloads + excluded.downloads, api_calls = portal.usage_day.api_calls + excluded.api_calls;

-- name: read_totals :one
select coalesce(sum(u.views), 0)::int as "views!", coalesce(sum(u.downloads), 0)::int as "downloads!", coalesce(sum(u.api_calls), 0)::int as "api_calls!"
from portal.usage_day u
join catalog.dataset_v1 d on d.id = u.dataset_id
where u.day >= $since::date and ($slug::text is null or d.slug = $slug::text);

-- name: list_usage_days :many
select day.on_day::date as "day!", coalesce(sum(u.views), 0)::int as "views!", coalesce(sum(u.downloads), 0)::int as "downloads!", coalesce(sum(u.api_calls), 0)::int as "api_calls!"
from generate_series($since::date::timestamp, $until::date::timestamp, interval '1 day') as day (on_day)
left join (portal.usage_day u join catalog.dataset_v1 d on d.id = u.dataset_id and ($slug::text is null or d.slug = $slug::text)) on u.day = day.on_day::date
group by day.on_day
order by day.on_day;

-- name: list_most_used :many
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", a.name_th as "agency_th!", a.name_en as "agency_en!",
  sum(u.views)::int as "views!", sum(u.downloads)::int as "downloads!", sum(u.api_calls)::int as "api_calls!"
from portal.usage_day u
join catalog.record_v1 c on c.dataset_id = u.dataset_id and c.state = 'published'
join catalog.dataset_v1 d on d.id = u.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
where u.day >= $since::date
group by d.id, d.slug, d.title_th, d.title_en, a.name_th, a.name_en
order by sum(u.downloads) + sum(u.api_calls) desc, sum(u.views) desc, d.slug
limit $limit::int;

-- name: read_holdings :one
select count(*)::int as "datasets!", count(r.dataset_id)::int as "linked!", coalesce(sum(r.row_count), 0)::bigint as "rows!", count(distinct d.agency_id)::int as "agencies!", max(r.published_at) as newest_at
from catalog.record_v1 d
left join lake.current_release_v1 r on r.dataset_id = d.dataset_id
where d.state = 'published';

-- name: list_dataset_topics :many
select t.id as "id!", t.title_th as "title_th!", t.title_en as "title_en!"
from catalog.topic_dataset_v1 w
join catalog.topic_v1 t on t.id = w.topic_id
join catalog.dataset_v1 d on d.id = w.dataset_id
where d.slug = $slug::text and t.retired_at is null
order by t.position;

-- name: find_visible_dataset :maybe
select r.dataset_id as "id!" from catalog.record_v1 r where r.slug = $slug::text;
