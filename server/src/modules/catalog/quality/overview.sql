-- name: read_overview :one
-- Of the records that whoever asks reaches; published ones only, or all.
with seen as (
  select q.dataset_id, q.score, q.grade, q.dimensions, q.losses, q.measured_at, r.agency_id
  from catalog.record r
  join catalog.quality q on q.dataset_id = r.dataset_id
  where r.state <> 'archived' and (r.state = 'published' or not $published::boolean) and ($agency::text is null or r.agency_id = $agency::text)
)
select
  (select count(*)::int from seen) as "datasets!",
  (select avg(s.score)::float8 from seen s) as score,
  (select max(s.measured_at) from seen s) as measured_at,
  (select coalesce(jsonb_object_agg(g.grade, g.n), '{}') from (select s.grade, count(*)::int as n from seen s group by s.grade) g) as "grades!",
  (select coalesce(jsonb_object_agg(d.key, d.value), '{}') from (
    select e.key, avg((e.value #>> '{}')::float8) as value from seen s, jsonb_each(s.dimensions) e where e.value <> 'null' group by e.key) d) as "dimensions!",
  (select coalesce(jsonb_agg(a order by a.score, a.id), '[]') from (
    select s.agency_id as id, v.name_th, v.name_en, count(*)::int as datasets, avg(s.score)::float8 as score,
      count(*) filter (where s.grade in ('A', 'B'))::int as good, count(*) filter (where s.grade in ('D', 'F'))::int as poor
    from seen s
    join organisations.agency_v1 v on v.id = s.agency_id
    group by s.agency_id, v.name_th, v.name_en) a) as "agencies!",
  (select coalesce(jsonb_agg(l order by l.points desc), '[]') from (
    select e ->> 'part' as part, e ->> 'dimension' as dimension, e ->> 'field' as field, count(distinct s.dataset_id)::int as datasets, sum((e ->> 'points')::float8) as points,
      (array_agg(e ->> 'nextTh' order by s.dataset_id))[1] as next_th, (array_agg(e ->> 'nextEn' order by s.dataset_id))[1] as next_en
    from seen s, jsonb_array_elements(s.losses) e
    group by e ->> 'part', e ->> 'dimension', e ->> 'field'
    order by sum((e ->> 'points')::float8) desc
    limit 10) l) as "losses!",
  (select jsonb_build_object('links', count(*)::int, 'broken', count(*) filter (where not c.ok and c.failures >= 2)::int) from catalog.link_check c where c.dataset_id in (select seen.dataset_id from seen)) as "links!";

-- name: list_poorest :many
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", r.agency_id as "agency_id!", q.score as "score!", q.grade as "grade!",
  (q.losses -> 0 ->> 'th') as first_th, (q.losses -> 0 ->> 'en') as first_en
from catalog.record r
join catalog.quality q on q.dataset_id = r.dataset_id
join catalog.dataset d on d.id = r.dataset_id
where r.state <> 'archived' and (r.state = 'published' or not $published::boolean) and ($agency::text is null or r.agency_id = $agency::text) and ($grade::text is null or q.grade = $grade::text)
  and ($grade::text is not null or q.losses <> '[]')
order by q.score, d.slug
limit 50;
