-- name: find_served_record :maybe prepared
-- One record of the set that answers now, within what is given: fields are picked and rows are left out here, so that nothing else reaches the caller.
-- No row: nothing is served, or its release was withdrawn a moment ago. Without a document: no such record in what is given.
select s.offer_version as "offer_version!", s.release_number as "release_number!", s.content_hash as "content_hash!",
  case when r.key is not null then (select json_object_agg(f.name, r.doc -> f.name order by f.place)::text from unnest($fields::text[]) with ordinality f (name, place) where r.doc ? f.name) end as document
from hosting.served_head h
join hosting.served_set s on s.id = h.set_id
join lake.release_v1 l on l.id = s.release_id and l.withdrawn_at is null
left join hosting.served_row r on r.set_id = s.id and r.key = $key::text and ($path::text is null or jsonb_path_match(r.doc, ($path::text)::jsonpath, $vars::text::jsonb, true) is true)
where h.service_id = $service_id::bigint;

-- name: ask_served_record :maybe prepared
-- Whether a record in what is given passes a condition: nothing of it leaves.
select s.offer_version as "offer_version!", s.release_number as "release_number!", s.content_hash as "content_hash!",
  coalesce(exists (
    select from hosting.served_row r
    where r.set_id = s.id and r.key = $key::text
      and ($path::text is null or jsonb_path_match(r.doc, ($path::text)::jsonpath, $vars::text::jsonb, true) is true)
      and ($asked_path::text is null or jsonb_path_match(r.doc, ($asked_path::text)::jsonpath, $asked_vars::text::jsonb, true) is true)), false) as "answer!"
from hosting.served_head h
join hosting.served_set s on s.id = h.set_id
join lake.release_v1 l on l.id = s.release_id and l.withdrawn_at is null
where h.service_id = $service_id::bigint;
