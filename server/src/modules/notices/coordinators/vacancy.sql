-- name: list_vacant_agencies :many
-- Agencies without a coordinator; since when, where there was one. What is open there is what was told to its posts and roles and is not settled.
with left_on as (
  select x.agency_id, max(x.day) as since, bool_or(x.day is not null) as known
  from (
    select a.agency_id, case when a.until is not null then a.until + 1 else (a.ended_at at time zone 'Asia/Bangkok')::date end as day
    from organisations.appointment_v1 a where 'steward' = any (a.roles)
    union all
    select r.agency_id, (r.ended_at at time zone 'Asia/Bangkok')::date from identity.role_history_v1 r where r.role = 'steward' and r.agency_id is not null
  ) x
  where x.day is null or x.day <= $today::date
  group by x.agency_id
)
select a.id as "id!", a.name_th as "name_th!", a.name_en as "name_en!", l.agency_id is not null as "had!", l.since, v.id as vacancy_id, v.since as noted_since, v.noticed_at,
  exists (select from notices.holder h where h.what = 'role' and h.role = 'responsible' and h.agency_id = a.id) as "has_head!",
  coalesce(w.waiting, '[]') as "waiting!"
from organisations.agency_v1 a
left join left_on l on l.agency_id = a.id
left join notices.vacancy v on v.agency_id = a.id and v.filled_at is null
left join lateral (
  select jsonb_agg(jsonb_build_object('kind', k.kind, 'count', k.count) order by k.count desc) as waiting
  from (select n.kind, count(*)::int as count from notices.notice n where n.agency_id = a.id and n.settled_at is null and (n.to_post is not null or n.to_role is not null) and n.kind <> 'post' group by n.kind) k
) w on true
where a.ended_on is null and not exists (select from notices.holder h where h.what = 'role' and h.role = 'steward' and h.agency_id = a.id)
order by l.agency_id is null, l.since nulls last, a.name_th collate "th-x-icu";

-- name: open_vacancies :many
insert into notices.vacancy (agency_id, since)
select x.agency_id, x.since from jsonb_to_recordset($vacancies::jsonb) as x (agency_id text, since date)
on conflict (agency_id) where filled_at is null do nothing
returning id as "id!", agency_id as "agency_id!";

-- name: fill_vacancies :many
-- Somebody came, or the agency is no more.
update notices.vacancy v
set filled_at = now(), handed_over = (
  select count(*)::int from notices.notice n where n.agency_id = v.agency_id and n.settled_at is null and (n.to_post is not null or n.to_role is not null) and n.kind <> 'post')
from organisations.agency_v1 a
where a.id = v.agency_id and v.filled_at is null
  and (a.ended_on is not null or exists (select from notices.holder h where h.what = 'role' and h.role = 'steward' and h.agency_id = v.agency_id))
returning v.id as "id!", v.agency_id as "agency_id!", v.since as "since!", v.handed_over as "handed_over!", a.name_th as "name_th!", a.name_en as "name_en!", a.ended_on is not null as "ended!";

-- name: list_coordinators :many
select distinct h.account_id as "account_id!" from notices.holder h where h.what = 'role' and h.role = 'steward' and h.agency_id = $agency_id::text;
