-- name: list_incidents :many
-- Open ones first by what waits longest, closed ones newest first; whoever may not see a dataset sees none of its incidents.
select i.id as "id!", i.kind as "kind!", i.since as "since!", i.times as "times!", i.run_id, i.facts as "facts!", i.opened_at as "opened_at!", i.last_at as "last_at!", i.escalated_at, i.closed_at, i.closed_by, i.note,
  d.slug as "slug!", d.title_th as "title_th!", d.title_en as "title_en!", a.id as "agency_id!", a.abbr_th as "abbr_th!", a.name_th as "name_th!", a.name_en as "name_en!", coalesce(t.names, '{}') as "told!", t.told_at
from watch.incident i
join catalog.dataset_v1 d on d.id = i.dataset_id
join organisations.agency_v1 a on a.id = d.agency_id
left join lateral (
  select array_agg(concat_ws(' ', p.given_th, p.family_th) order by g.told_at) as names, min(g.told_at) as told_at
  from watch.telling g join organisations.person_v1 p on p.id = g.person_id where g.incident_id = i.id) t on true
where (i.closed_at is null) = $open::boolean
  and ($kind::text is null or i.kind = $kind::text)
  and ($agency::text is null or d.agency_id = $agency::text)
  and ($dataset_id::bigint is null or i.dataset_id = $dataset_id::bigint)
order by i.closed_at desc nulls first, i.escalated_at nulls last, i.opened_at
limit $limit::int;

-- name: count_open :many
select i.kind as "kind!", count(*)::int as "count!"
from watch.incident i
join catalog.dataset_v1 d on d.id = i.dataset_id
where i.closed_at is null and ($agency::text is null or d.agency_id = $agency::text)
group by i.kind;

-- name: list_events :many
select e.at as "at!", e.what as "what!", e.detail as "detail!"
from watch.incident_event e where e.incident_id = $incident_id::bigint order by e.id desc limit 100;

-- name: find_dataset_of_incident :maybe
-- None to whoever may not see the dataset.
select d.id as "dataset_id!" from watch.incident i join catalog.dataset_v1 d on d.id = i.dataset_id where i.id = $id::bigint;

-- name: close_incident :maybe
update watch.incident set closed_at = now(), closed_by = $by::text, note = $note::text where id = $id::bigint and closed_at is null
returning id as "id!", dataset_id as "dataset_id!", kind as "kind!";

-- name: insert_event :exec
insert into watch.incident_event (incident_id, what, detail) values ($incident_id::bigint, $what::text, $detail::jsonb);

-- name: find_caretaker :maybe
select c.person_id as "person_id!", p.given_th as "given_th!", p.family_th as "family_th!", p.given_en, p.family_en, c.since as "since!"
from watch.caretaker c join organisations.person_v1 p on p.id = c.person_id where c.dataset_id = $dataset_id::bigint;

-- name: list_candidates :many
-- Who may answer for data of an agency: whoever holds a post in it or a role for it.
select p.id as "person_id!", p.given_th as "given_th!", p.family_th as "family_th!", p.given_en, p.family_en
from organisations.person_v1 p
where exists (select from organisations.mandate_v1 m where m.person_id = p.id and m.agency_id = $agency_id::text and m.source = 'appointment')
  or exists (select from identity.account_v1 x join identity.role_grant_v1 g on g.account_id = x.id where x.person_id = p.id and x.state = 'active' and g.agency_id = $agency_id::text)
order by p.given_th collate "th-x-icu", p.family_th collate "th-x-icu"
limit 200;

-- name: set_caretaker :exec
insert into watch.caretaker (dataset_id, person_id, named_by) values ($dataset_id::bigint, $person_id::uuid, $by::text)
on conflict (dataset_id) do update set person_id = excluded.person_id, named_by = excluded.named_by, since = now();

-- name: drop_caretaker :exec
delete from watch.caretaker where dataset_id = $dataset_id::bigint;
