-- name: insert_request :exec
insert into portal.demand_request (id, title, need, agency_id, moderation, asked_by, due_on)
values ($id::uuid, $title::text, $need::text, $agency_id::text, $moderation::text, $asked_by::uuid, $due_on::date);

-- name: insert_contact :exec
insert into portal.demand_contact (request_id, sealed, forget_on) values ($request_id::uuid, $sealed::text, $forget_on::date);

-- name: count_waiting :one
-- Whoever asks may see none of them: counted as the house.
select ((select count(*) from portal.demand_request r where r.moderation = 'waiting')
  + (select count(*) from portal.demand_comment c where c.moderation = 'waiting'))::int as "waiting!";

-- name: list_requests :many
select r.id as "id!", r.title as "title!", r.need as "need!", r.agency_id, r.moderation as "moderation!", r.state as "state!", r.asked_at as "asked_at!", r.due_on as "due_on!",
  r.answer, r.planned_on, r.changed_at as "changed_at!", r.hidden_why, r.hidden_note, r.merged_into, d.slug, a.name_th as agency_th, a.name_en as agency_en,
  v.votes as "votes!", v.voted as "voted!", c.comments as "comments!"
from portal.demand_request r
left join organisations.agency_v1 a on a.id = r.agency_id
left join catalog.dataset_v1 d on d.id = r.dataset_id
cross join lateral (select count(*)::int as votes, coalesce(bool_or(w.account_id = $account_id::uuid), false) as voted from portal.demand_vote w where w.request_id = r.id) v
cross join lateral (select count(*)::int as comments from portal.demand_comment k where k.request_id = r.id and k.moderation = 'shown') c
where ($moderation::text is null or r.moderation = $moderation::text) and (r.merged_into is null or $moderation::text = 'hidden')
  and ($state::text is null or r.state = $state::text)
  and ($agency_id::text is null or r.agency_id = $agency_id::text)
  and ($dataset_slug::text is null or d.slug = $dataset_slug::text)
  and ($words::text is null or r.title ilike $words::text or r.need ilike $words::text)
order by case when $by_votes::boolean then v.votes end desc nulls last, r.asked_at desc, r.id
limit $limit::int offset $offset::int;

-- name: count_requests :one
select count(*)::int as "total!"
from portal.demand_request r
left join catalog.dataset_v1 d on d.id = r.dataset_id
where ($moderation::text is null or r.moderation = $moderation::text) and (r.merged_into is null or $moderation::text = 'hidden')
  and ($state::text is null or r.state = $state::text)
  and ($agency_id::text is null or r.agency_id = $agency_id::text)
  and ($dataset_slug::text is null or d.slug = $dataset_slug::text)
  and ($words::text is null or r.title ilike $words::text or r.need ilike $words::text);

-- name: find_request :maybe
select r.id as "id!", r.title as "title!", r.need as "need!", r.agency_id, r.moderation as "moderation!", r.state as "state!", r.asked_at as "asked_at!", r.due_on as "due_on!",
  r.answer, r.planned_on, r.changed_at as "changed_at!", r.hidden_why, r.hidden_note, r.merged_into, d.slug, a.name_th as agency_th, a.name_en as agency_en,
  v.votes as "votes!", v.voted as "voted!", c.comments as "comments!"
from portal.demand_request r
left join organisations.agency_v1 a on a.id = r.agency_id
left join catalog.dataset_v1 d on d.id = r.dataset_id
cross join lateral (select count(*)::int as votes, coalesce(bool_or(w.account_id = $account_id::uuid), false) as voted from portal.demand_vote w where w.request_id = r.id) v
cross join lateral (select count(*)::int as comments from portal.demand_comment k where k.request_id = r.id and k.moderation = 'shown') c
where r.id = $id::uuid;

-- name: select_and_lock_request :maybe
select r.id as "id!", r.state as "state!", r.moderation as "moderation!", r.agency_id, r.merged_into, r.asked_at as "asked_at!"
from portal.demand_request r
where r.id = $id::uuid and portal.looks_after(r.agency_id)
for update;

-- name: list_events :many
select e.state as "state!", e.text as "text!", e.planned_on, e.at as "at!", a.name_th as agency_th, a.name_en as agency_en
from portal.demand_event e
left join organisations.agency_v1 a on a.id = e.agency_id
where e.request_id = $request_id::uuid
order by e.id;

-- name: list_comments :many
select c.id as "id!", c.text as "text!", c.moderation as "moderation!", c.at as "at!", a.name_th as agency_th, a.name_en as agency_en
from portal.demand_comment c
left join organisations.agency_v1 a on a.id = c.agency_id
where c.request_id = $request_id::uuid and c.moderation <> 'hidden'
order by c.at, c.id
limit 500;

-- name: insert_comment :exec
insert into portal.demand_comment (id, request_id, text, by_account, agency_id, moderation)
values ($id::uuid, $request_id::uuid, $text::text, $by_account::uuid, $agency_id::text, $moderation::text);

-- name: moderate_comment :maybe
update portal.demand_comment c set moderation = $moderation::text, hidden_why = case $moderation::text when 'hidden' then $why::text end
where c.id = $id::uuid
returning c.request_id as "request_id!";

-- name: list_waiting_comments :many
select c.id as "id!", c.text as "text!", c.at as "at!", r.id as "request_id!", r.title as "title!"
from portal.demand_comment c
join portal.demand_request r on r.id = c.request_id
where c.moderation = 'waiting' and portal.looks_after(r.agency_id)
order by c.at
limit 200;

-- name: moderate_request :exec
update portal.demand_request r
set moderation = $moderation::text, agency_id = coalesce($agency_id::text, r.agency_id), changed_at = now(),
  hidden_why = case $moderation::text when 'hidden' then $why::text end, hidden_note = case $moderation::text when 'hidden' then nullif($note::text, '') end,
  merged_into = case $moderation::text when 'hidden' then r.merged_into end
where r.id = $id::uuid;

-- name: merge_request :exec
-- The one that goes on takes the voices of both, one a person; the other stays readable by its address and leads there.
with voices as (
  insert into portal.demand_vote (request_id, account_id, at)
  select $into::uuid, v.account_id, v.at from portal.demand_vote v where v.request_id = $id::uuid
  on conflict do nothing),
asker as (
  insert into portal.demand_vote (request_id, account_id)
  select $into::uuid, r.asked_by from portal.demand_request r
  where r.id = $id::uuid and r.asked_by is not null and not exists (select from portal.demand_vote v where v.request_id = $id::uuid and v.account_id = r.asked_by)
  on conflict do nothing),
chains as (update portal.demand_request r set merged_into = $into::uuid where r.merged_into = $id::uuid)
update portal.demand_request r set merged_into = $into::uuid, moderation = 'hidden', hidden_why = 'duplicate', hidden_note = null, changed_at = now()
where r.id = $id::uuid;

-- name: count_desk :one
-- What waits for whoever looks after it.
select (select count(*) from portal.demand_request r where r.moderation = 'waiting' and portal.looks_after(r.agency_id))::int as "requests!",
  (select count(*) from portal.demand_comment c join portal.demand_request r on r.id = c.request_id where c.moderation = 'waiting' and portal.looks_after(r.agency_id))::int as "comments!",
  (select count(*) from portal.showcase s where s.state = 'submitted' and portal.looks_after(null))::int as "showcases!",
  (select count(*) from portal.demand_request r where r.moderation = 'shown' and r.state = 'asked' and r.due_on < $today::date and portal.looks_after(r.agency_id))::int as "late!";

-- name: answer_request :exec
update portal.demand_request r
set state = $state::text, answer = $answer::text, planned_on = coalesce($planned_on::date, r.planned_on), dataset_id = coalesce($dataset_id::bigint, r.dataset_id),
  moderation = case r.moderation when 'waiting' then 'shown' else r.moderation end, changed_at = now()
where r.id = $id::uuid;

-- name: insert_event :exec
insert into portal.demand_event (request_id, state, text, agency_id, planned_on, dataset_id)
values ($request_id::uuid, $state::text, $text::text, $agency_id::text, $planned_on::date, $dataset_id::bigint);

-- name: insert_vote :exec
insert into portal.demand_vote (request_id, account_id) values ($request_id::uuid, $account_id::uuid)
on conflict do nothing;

-- name: delete_vote :exec
delete from portal.demand_vote v where v.request_id = $request_id::uuid and v.account_id = $account_id::uuid;

-- name: find_contact :maybe
select c.sealed as "sealed!" from portal.demand_contact c where c.request_id = $request_id::uuid;

-- name: forget_contacts :exec
delete from portal.demand_contact c
using portal.demand_request r
where r.id = c.request_id and (c.forget_on < $today::date or (r.state in ('published', 'declined') and r.changed_at < $today::date - 90));

-- name: follow_deadlines :exec
-- The day by which a request is answered is the calendar's.
update portal.demand_request r
set due_on = d.due_on
from calendar.deadline_v1 d
where d.room = 'portal' and d.reference = 'request:' || r.id and r.state = 'asked' and r.due_on <> d.due_on;
