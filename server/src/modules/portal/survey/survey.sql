-- name: list_surveys :many
select s.id as "id!", s.title_th as "title_th!", s.title_en as "title_en!", s.intro_th as "intro_th!", s.intro_en as "intro_en!", s.opens_on as "opens_on!", s.closes_on as "closes_on!",
  s.most_choices as "most_choices!", s.planned_at, s.closed_at,
  (select count(distinct c.account_id)::int from portal.survey_choice c join portal.survey_option o on o.id = c.option_id where o.survey_id = s.id) as "people!"
from portal.survey s
where $id::bigint is null or s.id = $id::bigint
order by s.closes_on desc, s.id desc
limit 100;

-- name: list_options :many
select o.id as "id!", o.title_th as "title_th!", o.title_en as "title_en!", o.agency_id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!", o.request_id,
  v.votes as "votes!", v.chosen as "chosen!", exists (select from portal.publication_item p where p.option_id = o.id) as "planned!"
from portal.survey_option o
join organisations.agency_v1 a on a.id = o.agency_id
cross join lateral (select count(*)::int as votes, coalesce(bool_or(c.account_id = $account_id::uuid), false) as chosen from portal.survey_choice c where c.option_id = o.id) v
where o.survey_id = $survey_id::bigint
order by case when $by_votes::boolean then v.votes end desc nulls last, o.position, o.id;

-- name: insert_survey :one
insert into portal.survey (title_th, title_en, intro_th, intro_en, opens_on, closes_on, most_choices)
values ($title_th::text, $title_en::text, $intro_th::text, $intro_en::text, $opens_on::date, $closes_on::date, $most_choices::smallint)
returning id as "id!";

-- name: change_survey :exec
update portal.survey s
set title_th = $title_th::text, title_en = $title_en::text, intro_th = $intro_th::text, intro_en = $intro_en::text, opens_on = $opens_on::date, closes_on = $closes_on::date, most_choices = $most_choices::smallint
where s.id = $id::bigint;

-- name: drop_options :exec
delete from portal.survey_option o where o.survey_id = $survey_id::bigint;

-- name: set_survey_days :exec
-- Opens it from today on, or closes it now, before its day.
update portal.survey s
set opens_on = least(s.opens_on, $opens_on::date), closes_on = coalesce($closes_on::date, s.closes_on), closed_at = case when $is_closed::boolean then coalesce(s.closed_at, now()) end
where s.id = $id::bigint;

-- name: insert_options :exec
insert into portal.survey_option (survey_id, title_th, title_en, agency_id, request_id, position)
select $survey_id::bigint, o.title_th, o.title_en, o.agency_id, o.request_id, o.position
from unnest($titles_th::text[], $titles_en::text[], $agencies::text[], $requests::uuid[]) with ordinality o (title_th, title_en, agency_id, request_id, position);

-- name: drop_choices :exec
delete from portal.survey_choice c using portal.survey_option o
where o.id = c.option_id and o.survey_id = $survey_id::bigint and c.account_id = $account_id::uuid;

-- name: insert_choices :exec
insert into portal.survey_choice (option_id, account_id)
select o.id, $account_id::uuid from portal.survey_option o
where o.survey_id = $survey_id::bigint and o.id = any($options::bigint[]);

-- name: insert_item :maybe
insert into portal.publication_item (survey_id, option_id, request_id, title_th, title_en, agency_id, due_on, votes)
select o.survey_id, o.id, o.request_id, o.title_th, o.title_en, coalesce($agency_id::text, o.agency_id), $due_on::date, (select count(*) from portal.survey_choice c where c.option_id = o.id)
from portal.survey_option o
where o.survey_id = $survey_id::bigint and o.id = $option_id::bigint
on conflict on constraint publication_item_is_planned_once do nothing
returning id as "id!", request_id;

-- name: note_planned :exec
update portal.survey s set planned_at = coalesce(s.planned_at, now()) where s.id = $id::bigint;

-- name: plan_request :exec
-- The request behind an option is planned with it, unless it came further by itself.
update portal.demand_request r set state = 'planned', planned_on = $due_on::date, changed_at = now()
where r.id = $request_id::uuid and r.state in ('asked', 'answered', 'planned');

-- name: deliver_request :exec
update portal.demand_request r set state = 'published', dataset_id = $dataset_id::bigint, changed_at = now()
where r.id = $request_id::uuid and r.state <> 'published';

-- name: list_items :many
select p.id as "id!", p.title_th as "title_th!", p.title_en as "title_en!", p.agency_id as "agency_id!", a.name_th as "agency_th!", a.name_en as "agency_en!", p.due_on as "due_on!",
  p.votes as "votes!", p.request_id, p.survey_id, d.slug, p.delivered_at, p.moved_why, portal.looks_after(p.agency_id) as "may_deliver!",
  case when p.dataset_id is not null then 'published' when p.due_on < $today::date then 'late' else 'planned' end as "state!"
from portal.publication_item p
join organisations.agency_v1 a on a.id = p.agency_id
left join catalog.dataset_v1 d on d.id = p.dataset_id
where ($agency_id::text is null or p.agency_id = $agency_id::text)
order by p.dataset_id is not null, p.due_on, p.id
limit 500;

-- name: deliver_item :maybe
update portal.publication_item p set dataset_id = $dataset_id::bigint, delivered_at = now()
where p.id = $id::bigint and portal.looks_after(p.agency_id)
returning p.request_id, p.agency_id as "agency_id!";

-- name: select_and_lock_item :maybe
select p.id as "id!", p.agency_id as "agency_id!", p.due_on as "due_on!", p.dataset_id, p.request_id
from portal.publication_item p
where p.id = $id::bigint
for update;

-- name: move_item :exec
update portal.publication_item p set agency_id = $agency_id::text, due_on = $due_on::date, moved_why = $why::text where p.id = $id::bigint;
