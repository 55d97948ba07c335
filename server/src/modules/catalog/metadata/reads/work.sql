-- name: list_versions :many
-- Newest first, each with the document before it.
select v.version as "version!", v.at as "at!", v.actor as "actor!", v.role as "role!", v.what as "what!", v.state as "state!", v.doc as "doc!", v.detail as "detail!", p.doc as "before"
from catalog.record_version v
left join lateral (
  select b.doc from catalog.record_version b where b.dataset_id = v.dataset_id and b.version < v.version order by b.version desc limit 1) p on true
where v.dataset_id = $dataset_id::bigint and ($before_version::int is null or v.version < $before_version::int)
order by v.version desc
limit $limit::int;

-- name: find_work :maybe
select r.dataset_id as "dataset_id!", r.state as "state!", r.submitted_by, r.checked_by, r.approved_by,
  (select count(*) from catalog.record_comment c where c.dataset_id = r.dataset_id and c.settled_at is null)::int as "open_comments!"
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
where d.slug = $slug::text;

-- name: list_in_hand :many
-- What waits for somebody, longest first; and drafts that were returned.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", r.agency_id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!", d.description_th, r.doc as "doc!", r.tags as "tags!", r.state as "state!", r.submitted_by, r.changed_at as "changed_at!",
  v.what as "what!", v.actor as "actor!", v.at as "since!", c.body as "comment"
from catalog.record r
join catalog.dataset d on d.id = r.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
join lateral (select w.what, w.actor, w.at from catalog.record_version w where w.dataset_id = r.dataset_id order by w.version desc limit 1) v on true
left join lateral (select k.body from catalog.record_comment k where k.dataset_id = r.dataset_id and k.settled_at is null order by k.id desc limit 1) c on true
where (r.state in ('submitted', 'checked', 'approved') or (r.state = 'draft' and v.what = 'returned'))
  and ((select current_setting('saphan.reach', true) in ('house', 'ministry')) or r.agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[]))
order by v.at
limit 500;

-- name: count_states :many
select r.state as "state!", count(*)::int as "records!"
from catalog.record r
where (select current_setting('saphan.reach', true) in ('house', 'ministry')) or r.agency_id = any((select string_to_array(current_setting('saphan.agencies', true), ','))::text[])
group by r.state;
