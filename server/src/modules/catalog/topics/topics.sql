-- name: list_topics :many
-- With how many published datasets whoever asks may find in each.
select t.id as "id!", t.uid::text as "uid!", t.title_th as "title_th!", t.title_en as "title_en!", t.description_th as "description_th!", t.description_en as "description_en!", t.position as "position!",
  t.picture, p.sha256 as picture_sha256, t.rule_agencies as "rule_agencies!", t.rule_tags as "rule_tags!", t.rule_words as "rule_words!", t.created_at as "created_at!", t.retired_at,
  (select count(*)::int from catalog.topic_dataset m join catalog.record_v1 r on r.dataset_id = m.dataset_id
    where m.topic_id = t.id and m.how <> 'out' and r.state = 'published' and (not $open_only::boolean or r.audience = 'open')) as "datasets!"
from catalog.topic t
left join catalog.topic_picture p on p.topic_id = t.id
where ($with_retired::boolean or t.retired_at is null) and ($names::text[] is null or t.id = any($names::text[]) or t.uid::text = any($names::text[]))
order by t.position, t.id;

-- name: find_topic :maybe
select t.id as "id!" from catalog.topic t where (t.id = $name::text or t.uid::text = $name::text) and ($with_retired::boolean or t.retired_at is null);

-- name: put_topic :exec
insert into catalog.topic (id, title_th, title_en, description_th, description_en, position, picture, rule_agencies, rule_tags, rule_words, retired_at)
values ($id::text, $title_th::text, $title_en::text, $description_th::text, $description_en::text, $position::smallint, $picture::text, $rule_agencies::text[], $rule_tags::text[], $rule_words::text[],
  case when $retired::boolean then now() end)
on conflict on constraint topic_pk do update
set title_th = excluded.title_th, title_en = excluded.title_en, description_th = excluded.description_th, description_en = excluded.description_en, position = excluded.position, picture = excluded.picture,
  rule_agencies = excluded.rule_agencies, rule_tags = excluded.rule_tags, rule_words = excluded.rule_words, changed_at = now(),
  retired_at = case when $retired::boolean then coalesce(catalog.topic.retired_at, now()) end;

-- name: set_order :exec
update catalog.topic t set position = o.position, changed_at = now()
from unnest($ids::text[]) with ordinality o (id, position)
where t.id = o.id and t.position <> o.position;

-- name: follow_rules :exec
-- What rules bring, brought; what they bring no more, taken out. Of these datasets, or of one topic. What was done by hand stays.
with matched as (
  select t.id as topic_id, d.id as dataset_id
  from catalog.topic t
  join catalog.dataset d on ($dataset_ids::bigint[] is null or d.id = any($dataset_ids::bigint[]))
  join catalog.record r on r.dataset_id = d.id
  where ($topic_id::text is null or t.id = $topic_id::text)
    and cardinality(t.rule_agencies) + cardinality(t.rule_tags) + cardinality(t.rule_words) > 0
    and (cardinality(t.rule_agencies) = 0 or d.agency_id = any(t.rule_agencies))
    and (cardinality(t.rule_tags) = 0 or r.tags && t.rule_tags)
    and (cardinality(t.rule_words) = 0 or exists (select from unnest(t.rule_words) w (word) where position(lower(w.word) in lower(d.title_th || ' ' || d.title_en)) > 0))),
gone as (
  delete from catalog.topic_dataset m
  where m.how = 'rule' and ($topic_id::text is null or m.topic_id = $topic_id::text) and ($dataset_ids::bigint[] is null or m.dataset_id = any($dataset_ids::bigint[]))
    and not exists (select from matched x where x.topic_id = m.topic_id and x.dataset_id = m.dataset_id))
insert into catalog.topic_dataset (topic_id, dataset_id, how)
select x.topic_id, x.dataset_id, 'rule' from matched x
on conflict on constraint topic_dataset_pk do nothing;

-- name: try_rule :many
-- What a rule would bring, the first of them with the number of all.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!", (count(*) over ())::int as "total!"
from catalog.dataset d
join catalog.record r on r.dataset_id = d.id
where cardinality($agencies::text[]) + cardinality($tags::text[]) + cardinality($words::text[]) > 0
  and (cardinality($agencies::text[]) = 0 or d.agency_id = any($agencies::text[]))
  and (cardinality($tags::text[]) = 0 or r.tags && $tags::text[])
  and (cardinality($words::text[]) = 0 or exists (select from unnest($words::text[]) w (word) where position(lower(w.word) in lower(d.title_th || ' ' || d.title_en)) > 0))
order by d.title_th collate "th-x-icu", d.id
limit 10;

-- name: mark_topic_due :exec
-- Its datasets are read again by the next sweep of the search.
update catalog.search_doc s set dictionary = 0
where s.doc_id in (select m.dataset_id::int from catalog.topic_dataset m where m.topic_id = $topic_id::text);

-- name: list_topics_of :many
select m.dataset_id as "dataset_id!", array_agg(m.topic_id order by m.topic_id) as "topics!"
from catalog.topic_dataset m
join catalog.topic t on t.id = m.topic_id and t.retired_at is null
where m.dataset_id = any($dataset_ids::bigint[]) and m.how <> 'out'
group by m.dataset_id;

-- name: list_members :many
-- Everything that is in a topic or was kept out, as far as whoever asks reaches.
select d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", a.id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!", m.how as "how!", r.state as "state!"
from catalog.topic_dataset m
join catalog.dataset d on d.id = m.dataset_id
join catalog.record r on r.dataset_id = d.id
join organisations.agency_v1 a on a.id = d.agency_id
where m.topic_id = $topic_id::text
order by d.title_th collate "th-x-icu", d.id
limit 500;

-- name: put_member :maybe
insert into catalog.topic_dataset (topic_id, dataset_id, how) values ($topic_id::text, $dataset_id::bigint, 'hand')
on conflict on constraint topic_dataset_pk do update set how = 'hand' where catalog.topic_dataset.how <> 'hand'
returning dataset_id as "dataset_id!";

-- name: take_member :maybe
-- What a rule brought is kept out from now on; what was put in by hand only goes.
with kept as (update catalog.topic_dataset m set how = 'out' where m.topic_id = $topic_id::text and m.dataset_id = $dataset_id::bigint and m.how = 'rule' returning m.dataset_id),
gone as (delete from catalog.topic_dataset m where m.topic_id = $topic_id::text and m.dataset_id = $dataset_id::bigint and m.how = 'hand' returning m.dataset_id)
select dataset_id as "dataset_id!" from kept union all select dataset_id from gone;

-- name: put_picture :exec
insert into catalog.topic_picture (topic_id, media_type, bytes, sha256) values ($topic_id::text, $media_type::text, $bytes::bytea, $sha256::text)
on conflict on constraint topic_picture_pk do update set media_type = excluded.media_type, bytes = excluded.bytes, sha256 = excluded.sha256;

-- name: drop_picture :exec
delete from catalog.topic_picture p where p.topic_id = $topic_id::text;

-- name: find_picture :maybe
select p.media_type as "media_type!", p.bytes as "bytes!", p.sha256 as "sha256!"
from catalog.topic_picture p
join catalog.topic t on t.id = p.topic_id
where t.id = $id::text and t.retired_at is null;
