-- name: list_open_forms :many
-- Forms of campaigns that are open and whose answers are still with the agency, each with who answers for it now, its day and how often it was given back.
select f.id as "id!", f.campaign_id as "campaign_id!", f.agency_id as "agency_id!",
  coalesce((select s.successor_id from organisations.succession_v1 s where s.agency_id = f.agency_id order by s.taken_at desc limit 1), f.agency_id) as "answerer_id!", c.title_th as "title_th!", c.title_en as "title_en!", d.due_on as "due_on!",
  (select count(*)::int from readiness.form_event e where e.form_id = f.id and e.what in ('returned', 'reopened')) as "round!"
from readiness.form f
join readiness.campaign c on c.id = f.campaign_id and c.opens_on <= $today::date
join calendar.deadline_v1 d on d.room = 'readiness' and d.reference = 'form:' || f.id
where not exists (select from readiness.campaign_end e where e.campaign_id = c.id)
  and coalesce((select e.what from readiness.form_event e where e.form_id = f.id order by e.id desc limit 1), 'none') not in ('submitted', 'accepted')
order by f.id;
