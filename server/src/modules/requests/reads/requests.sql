-- name: list_requests_at :many
-- Requests as of a moment with what they ask for, those that wait longest first; a dataset that whoever asks does not see stays unnamed.
select s.id as "id!", s.requester_id as "requester_id!", s.provider_id, s.dataset_id, s.form_number as "form_number!", s.version as "version!", s.state as "state!", s.round as "round!", s.sent_at, s.answered_at,
  s.due_on, s.from_on, s.fulfilled_at, s.changed_at as "changed_at!", r.origin, f.dataset_words, f.purpose as "purpose!", f.legal_bases as "legal_bases!", f.own_law, f.columns as "columns!", f.field_words, f.frequency, f.wanted_on,
  f.retention, f.contact, d.slug, d.title_th, d.title_en
from requests.requests_at($at::timestamptz) s
join requests.request r on r.id = s.id
join requests.form f on f.request_id = s.id and f.number = s.form_number
left join catalog.dataset_v1 d on d.id = s.dataset_id
where ($id::bigint is null or s.id = $id::bigint)
order by coalesce(s.sent_at, s.changed_at) desc, s.id desc;

-- name: list_events_at :many
select e.number as "number!", e.what as "what!", e.agency_id, e.actor as "actor!", e.message, e.answer, e.recorded_at as "recorded_at!"
from requests.event e
where e.request_id = $request_id::bigint and e.recorded_at <= $at::timestamptz
order by e.number;

-- name: count_cells_at :many
-- How many requests of each pair of agencies stand where; drafts are nobody else's.
select s.requester_id as "requester_id!", s.provider_id as "provider_id!", s.state as "state!", count(*)::int as "count!"
from requests.requests_at($at::timestamptz) s
where s.state <> 'draft' and s.sent_at is not null and s.provider_id is not null
group by 1, 2, 3
order by 1, 2, 3;

-- name: list_open_at :many
-- For whom somebody waits still: sent and not answered, or granted and not there yet. Longest first.
select s.id as "id!", s.requester_id as "requester_id!", s.provider_id as "provider_id!", s.dataset_id, s.state as "state!", s.sent_at as "sent_at!", f.dataset_words, f.wanted_on, d.slug, d.title_th, d.title_en
from requests.requests_at($at::timestamptz) s
join requests.form f on f.request_id = s.id and f.number = s.form_number
left join catalog.dataset_v1 d on d.id = s.dataset_id
where s.state in ('sent', 'overdue', 'asked-back', 'accepted', 'partly-accepted') and s.provider_id is not null
order by s.sent_at, s.id;

-- name: list_unanswered :many
-- Requests that wait for the provider, with the day by which it answers.
select s.id as "id!", s.requester_id as "requester_id!", s.provider_id as "provider_id!", s.round as "round!", s.due_on as "due_on!"
from requests.requests_at($at::timestamptz) s
where s.state in ('sent', 'overdue') and s.due_on is not null
order by s.id;
