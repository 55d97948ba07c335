-- name: insert_showcase :exec
insert into portal.showcase (id, title, summary, address, maker, submitted_by)
values ($id::uuid, $title::text, $summary::text, $address::text, $maker::text, $submitted_by::uuid);

-- name: insert_uses :exec
-- Datasets that everybody may find; other names are left out without a word.
insert into portal.showcase_dataset (showcase_id, dataset_id)
select $showcase_id::uuid, r.dataset_id from catalog.record_v1 r
where r.slug = any($slugs::text[]) and r.state = 'published' and r.audience = 'open' and r.level = 0;

-- name: list_showcases :many
select s.id as "id!", s.title as "title!", s.summary as "summary!", s.address as "address!", s.maker as "maker!", s.state as "state!", s.reason, s.submitted_at as "submitted_at!", u.datasets as "datasets!"
from portal.showcase s
cross join lateral (
  select coalesce(json_agg(json_build_object('slug', d.slug, 'titleTh', d.title_th, 'titleEn', d.title_en) order by d.title_th collate "th-x-icu"), '[]') as datasets,
    coalesce(bool_or(d.slug = $dataset_slug::text), false) as named
  from portal.showcase_dataset w join catalog.dataset_v1 d on d.id = w.dataset_id where w.showcase_id = s.id) u
where s.state = coalesce($state::text, 'approved') and ($dataset_slug::text is null or u.named)
order by s.submitted_at desc, s.id
limit 200;

-- name: decide_showcase :maybe
update portal.showcase s set state = $state::text, reason = $reason::text, decided_at = now()
where s.id = $id::uuid
returning s.id as "id!";
