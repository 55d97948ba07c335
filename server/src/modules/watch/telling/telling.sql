-- name: list_untold :many
-- Who can be told and has not been told of what is open: those who answer for the dataset; after escalation the secretariat too.
with open as (
  select i.id, i.kind, i.escalated_at, d.id as dataset_id, d.title_th, d.title_en, d.level, d.agency_id,
    exists (select from watch.incident x where x.dataset_id = i.dataset_id and x.kind = i.kind and x.closed_at > i.opened_at - interval '30 days' and x.id <> i.id) as again
  from watch.incident i join catalog.dataset_v1 d on d.id = i.dataset_id and d.archived_at is null
  where i.closed_at is null
), secretariat as (
  select x.person_id from identity.role_grant_v1 g join identity.account_v1 x on x.id = g.account_id and x.state = 'active' where g.role = 'secretariat'
  union
  select m.person_id from organisations.mandate_v1 m where m.source = 'appointment' and 'secretariat' = any (m.roles)
), meant as (
  select o.id, a.person_id from open o join watch.answerer a on a.dataset_id = o.dataset_id
  union
  select o.id, s.person_id from open o cross join secretariat s join watch.addressee a on a.person_id = s.person_id where o.escalated_at is not null
)
select m.person_id as "person_id!", o.id as "incident_id!", o.kind as "kind!", o.level as "level!", o.title_th as "title_th!", o.title_en as "title_en!", o.agency_id as "agency_id!", o.again as "again!",
  row_number() over (partition by o.id order by m.person_id) = 1 and not exists (select from watch.telling t where t.incident_id = o.id) as "first!"
from meant m join open o on o.id = m.id
where not exists (select from watch.telling t where t.incident_id = m.id and t.person_id = m.person_id)
  and not exists (select from watch.telling t where t.person_id = m.person_id and t.told_at > $now::timestamptz - interval '4 hours')
order by m.person_id, o.id
limit 5000;

-- name: insert_tellings :exec
with told as (
  insert into watch.telling (incident_id, person_id) select t.incident_id, t.person_id from jsonb_to_recordset($told::jsonb) as t (incident_id bigint, person_id uuid)
  on conflict do nothing returning incident_id
)
insert into watch.incident_event (incident_id, what, detail) select t.incident_id, 'told', jsonb_build_object('times', count(*)) from told t group by t.incident_id;

-- name: list_told :many
-- Who was told of incidents that are over, the first of each marked; and whether it was their own doing.
select t.incident_id as "incident_id!", t.person_id as "person_id!", i.kind as "kind!", d.level as "level!", d.title_th as "title_th!", d.title_en as "title_en!", d.agency_id as "agency_id!",
  row_number() over (partition by t.incident_id order by t.told_at, t.person_id) = 1 as "first!", coalesce(t.person_id = a.person_id, false) as "own!"
from watch.telling t
join watch.incident i on i.id = t.incident_id
join catalog.dataset_v1 d on d.id = i.dataset_id
left join identity.account_v1 a on a.id = $account_id::uuid
where t.incident_id = any ($ids::bigint[])
order by t.incident_id, t.person_id;

-- name: list_not_escalated :many
-- With how long they are open, and whether anybody in the agency is there to answer.
select i.id as "id!", i.kind as "kind!", (i.opened_at at time zone 'Asia/Bangkok')::date::text as "opened_on!", (a.dataset_id is not null) as "owned!"
from watch.incident i
left join (select distinct dataset_id from watch.answerer) a on a.dataset_id = i.dataset_id
where i.closed_at is null and i.escalated_at is null;

-- name: escalate :exec
with raised as (
  update watch.incident set escalated_at = now() where id = any ($ids::bigint[]) and closed_at is null and escalated_at is null returning id
)
insert into watch.incident_event (incident_id, what) select r.id, 'escalated' from raised r;
