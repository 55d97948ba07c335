-- name: insert_request :one
insert into requests.request (requester_id, origin, created_at) values ($requester_id::text, $origin::text, $now::timestamptz) returning id as "id!";

-- name: lock_request :maybe
-- Changes of one request come one after another.
select r.id as "id!", r.requester_id as "requester_id!" from requests.request r where r.id = $id::bigint for update;

-- name: insert_event :maybe
-- Only on top of the event that was seen.
insert into requests.event (request_id, number, what, agency_id, actor, account_id, message, answer, dataset_id, recorded_at)
select $request_id::bigint, $seen::int + 1, $what::text, $agency_id::text, $actor::text, $account_id::uuid, $message::text, $answer::jsonb, $dataset_id::bigint, $now::timestamptz
where coalesce((select max(e.number) from requests.event e where e.request_id = $request_id::bigint), 0) = $seen::int
returning number as "number!";

-- name: insert_form :exec
insert into requests.form (request_id, number, provider_id, dataset_id, dataset_words, purpose, legal_bases, own_law, columns, field_words, frequency, wanted_on, retention, contact)
values ($request_id::bigint, $number::int, $provider_id::text, $dataset_id::bigint, $dataset_words::text, $purpose::text, $legal_bases::text[], $own_law::text, $columns::jsonb, $field_words::text,
  $frequency::text, $wanted_on::date, $retention::text, $contact::text);

-- name: find_last_event :maybe
select e.number as "number!", e.what as "what!", e.actor as "actor!", e.recorded_at as "recorded_at!" from requests.event e where e.request_id = $request_id::bigint order by e.number desc limit 1;

-- name: find_responsible :one
-- Whether somebody is responsible in an agency today, by appointment to a post, and whether it is this person.
select count(*) > 0 as "any!", coalesce(bool_or(m.person_id = $person_id::uuid), false) as "own!"
from organisations.mandate_v1 m
join organisations.post_v1 p on p.id = m.post_id and p.responsible
where m.agency_id = $agency_id::text and m.source = 'appointment' and m.kind in ('holder', 'acting');

-- name: find_contract_columns :maybe
-- Columns of the newest contract.
select c.body -> 'columns' as "columns!" from linkage.contract_v1 c where c.dataset_id = $dataset_id::bigint order by c.version desc limit 1;

-- name: is_linked :one
-- Whether a dataset has a current release.
select exists (select from lake.current_release_v1 r where r.dataset_id = $dataset_id::bigint) as "linked!";

-- name: find_due_on :maybe
-- Due date of a dataset in the linkage plan.
select s.due_on from plans.dataset_state_v1 s where s.dataset_id = $dataset_id::bigint;
