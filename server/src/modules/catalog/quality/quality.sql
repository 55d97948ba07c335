-- name: list_records_to_measure :many
-- In order, so that a sweep goes on where it stopped.
select r.dataset_id as "dataset_id!"
from catalog.record r
where r.dataset_id > $after::bigint and r.state <> 'archived'
order by r.dataset_id
limit $limit::int;

-- name: list_known_content :many
select q.dataset_id as "dataset_id!", q.content as "content!"
from catalog.quality q
where q.dataset_id = any($ids::bigint[]) and q.content is not null;

-- name: list_link_states :many
-- An address counts as broken when it failed twice.
select c.resource_id::text as "resource_id!", c.dataset_id as "dataset_id!", (c.ok or c.failures < 2) as "ok!", c.problem, c.status, c.checked_at as "checked_at!"
from catalog.link_check c
join catalog.resource s on s.id = c.resource_id and s.url = c.url
where c.dataset_id = any($ids::bigint[]);

-- name: count_twins :many
select d.id as "dataset_id!", count(*)::int as "twins!"
from catalog.dataset d
join catalog.dataset o on md5(o.title_th) = md5(d.title_th) and o.title_th = d.title_th and o.id <> d.id and o.archived_at is null
where d.id = any($ids::bigint[])
group by d.id;

-- name: keep_quality :many
-- Those whose grade is another than before.
with given as (
  select n.* from jsonb_to_recordset($rows::jsonb) n (dataset_id bigint, score float8, grade text, parts jsonb, dimensions jsonb, losses jsonb, content jsonb)
), before as (
  select q.dataset_id, q.grade from catalog.quality q where q.dataset_id in (select given.dataset_id from given)
), kept as (
  insert into catalog.quality (dataset_id, score, grade, parts, dimensions, losses, content)
  select g.dataset_id, g.score, g.grade, g.parts, g.dimensions, g.losses, g.content
  from given g
  join catalog.record r on r.dataset_id = g.dataset_id
  order by g.dataset_id -- several may measure at once: all take the same way
  on conflict (dataset_id) do update
  set score = excluded.score, grade = excluded.grade, parts = excluded.parts, dimensions = excluded.dimensions, losses = excluded.losses, content = excluded.content, measured_at = now()
  returning dataset_id, grade
)
select k.dataset_id as "dataset_id!", d.slug as "slug!"
from kept k
join catalog.dataset d on d.id = k.dataset_id
left join before b on b.dataset_id = k.dataset_id
where b.grade is distinct from k.grade;

-- name: find_quality :maybe
select q.score as "score!", q.grade as "grade!", q.parts as "parts!", q.dimensions as "dimensions!", q.losses as "losses!", q.measured_at as "measured_at!"
from catalog.quality q
where q.dataset_id = $dataset_id::bigint;

-- name: list_links_of :many
select s.id::text as "id!", s.name_th as "name_th!", s.name_en as "name_en!", s.url as "url!", c.ok, c.status, c.problem, c.failures, c.checked_at
from catalog.resource s
left join catalog.link_check c on c.resource_id = s.id and c.url = s.url
where s.dataset_id = $dataset_id::bigint and s.kind = 'link'
order by s.position;
