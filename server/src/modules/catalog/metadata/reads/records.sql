-- name: find_record :maybe prepared
select r.dataset_id as "dataset_id!", d.uid::text as "uid!", d.slug as "slug!", d.agency_id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!", a.domain as "domain",
  d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, r.state as "state!", r.audience as "audience!", d.level as "level!", d.personal as "personal!",
  r.doc as "doc!", r.tags as "tags!", r.version as "version!", d.created_at as "created_at!", r.changed_at as "changed_at!", r.published_at,
  (select json_agg(s order by s.position) from catalog.resource s where s.dataset_id = r.dataset_id) as "resources", to_json(f) as "facts",
  (select json_build_object('score', q.score, 'grade', q.grade) from catalog.quality q where q.dataset_id = r.dataset_id) as "quality"
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
left join catalog.release_facts f on f.dataset_id = r.dataset_id
where d.slug = $slug::text or d.uid = $uid::uuid;

-- name: list_records :many
-- Oldest change first: whoever reads on while records change meets those again, and misses none.
select r.dataset_id as "dataset_id!", d.uid::text as "uid!", d.slug as "slug!", d.agency_id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!", a.domain as "domain",
  d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, r.state as "state!", r.audience as "audience!", d.level as "level!", d.personal as "personal!",
  r.doc as "doc!", r.tags as "tags!", r.version as "version!", d.created_at as "created_at!", r.changed_at as "changed_at!", r.published_at,
  (select json_agg(s order by s.position) from catalog.resource s where s.dataset_id = r.dataset_id) as "resources", to_json(f) as "facts",
  (select json_build_object('score', q.score, 'grade', q.grade) from catalog.quality q where q.dataset_id = r.dataset_id) as "quality",
  (extract(epoch from r.changed_at) * 1000000)::bigint as "place!"
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
left join catalog.release_facts f on f.dataset_id = r.dataset_id
where (r.changed_at, r.dataset_id) > (timestamptz 'epoch' + $after_place::bigint * interval '1 microsecond', $after_id::bigint)
  and ($changed_since::timestamptz is null or r.changed_at >= $changed_since::timestamptz)
  and ($agency_id::text is null or r.agency_id = $agency_id::text)
  and ($audience::text is null or r.audience = $audience::text)
  and ($states::text[] is null or r.state = any($states::text[]))
order by r.changed_at, r.dataset_id
limit $limit::int;

-- name: list_records_by_id :many prepared
select r.dataset_id as "dataset_id!", d.uid::text as "uid!", d.slug as "slug!", d.agency_id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!", a.domain as "domain",
  d.title_th as "title_th!", d.title_en as "title_en!", d.description_th, d.description_en, r.state as "state!", r.audience as "audience!", d.level as "level!", d.personal as "personal!",
  r.doc as "doc!", r.tags as "tags!", r.version as "version!", d.created_at as "created_at!", r.changed_at as "changed_at!", r.published_at,
  (select json_agg(s order by s.position) from catalog.resource s where s.dataset_id = r.dataset_id) as "resources", to_json(f) as "facts",
  (select json_build_object('score', q.score, 'grade', q.grade) from catalog.quality q where q.dataset_id = r.dataset_id) as "quality"
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
left join catalog.release_facts f on f.dataset_id = r.dataset_id
where r.dataset_id = any($ids::bigint[]);
