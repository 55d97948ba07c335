-- name: list_campaigns_at :many
-- Campaigns that had been set up by a moment, newest first.
select c.id as "id!", c.title_th as "title_th!", c.title_en as "title_en!", c.note, c.definition_hash as "definition_hash!", c.list_from as "list_from!", c.opens_on as "opens_on!",
  c.working_days as "working_days!", c.actor as "actor!", c.recorded_at as "recorded_at!", e.reason as ended_reason, e.actor as ended_by, e.recorded_at as ended_at
from readiness.campaign c
left join readiness.campaign_end e on e.campaign_id = c.id and e.recorded_at <= $at::timestamptz
where c.recorded_at <= $at::timestamptz and ($id::bigint is null or c.id = $id::bigint)
order by c.opens_on desc, c.id desc;

-- name: find_definition :maybe
select d.body as "body!" from readiness.definition d where d.hash = $hash::text;

-- name: list_forms_at :many
-- Forms with the day by which they were to be in, as it was known at a moment: moves of the calendar and days given anew that came later do not count.
select f.id as "id!", f.campaign_id as "campaign_id!", f.agency_id as "agency_id!",
  coalesce(later.was_on, d.due_on, c.opens_on) as "due_on!", d.first_due_on
from readiness.form f
join readiness.campaign c on c.id = f.campaign_id
left join calendar.deadline_v1 d on d.room = 'readiness' and d.reference = 'form:' || f.id
left join lateral (
  select x.was_on from (
    select m.was_on, m.at from calendar.deadline_move_v1 m where m.room = 'readiness' and m.reference = 'form:' || f.id
    union all
    select e.due_before, e.recorded_at from readiness.form_event e where e.form_id = f.id and e.due_before is not null
  ) x
  where x.at > $at::timestamptz order by x.at limit 1
) later on true
where f.campaign_id = any ($campaign_ids::bigint[]) and f.recorded_at <= $at::timestamptz and ($agency_ids::text[] is null or f.agency_id = any ($agency_ids::text[]))
order by f.agency_id;

-- name: list_events_at :many
select e.id as "id!", e.form_id as "form_id!", e.what as "what!", e.reason, e.due_on, e.actor as "actor!", e.recorded_at as "recorded_at!"
from readiness.form_event e
where e.form_id = any ($form_ids::bigint[]) and e.recorded_at <= $at::timestamptz
order by e.id;

-- name: list_rows_at :many
-- Every row of forms with its answers as they were at a moment; a row without a version was not touched.
select r.id as "id!", r.form_id as "form_id!", r.dataset_id, r.slug, r.title_th, r.title_en, r.known as "known!", coalesce(v.version, 0) as "version!", coalesce(v.answers, '{}') as "answers!",
  coalesce(v.withdrawn, false) as "withdrawn!", v.actor, v.via, v.recorded_at
from readiness.form_row r
left join lateral (
  select x.* from readiness.row_version x where x.row_id = r.id and x.recorded_at <= $at::timestamptz order by x.version desc limit 1
) v on true
where r.form_id = any ($form_ids::bigint[]) and r.recorded_at <= $at::timestamptz
order by r.form_id, r.id;

-- name: list_row_versions :many
-- Everything that was said of rows, for who changed what since.
select v.row_id as "row_id!", v.version as "version!", v.answers as "answers!", v.actor as "actor!", v.recorded_at as "recorded_at!"
from readiness.row_version v
where v.row_id = any ($row_ids::bigint[])
order by v.row_id, v.version;

-- name: list_needs_at :many
select n.id as "id!", n.form_id as "form_id!", v.version as "version!", v.agency_id as "agency_id!", v.slug, v.words as "words!", v.purpose as "purpose!", v.actor as "actor!",
  v.recorded_at as "recorded_at!", q.request_id
from readiness.need n
cross join lateral (
  select x.* from readiness.need_version x where x.need_id = n.id and x.recorded_at <= $at::timestamptz order by x.version desc limit 1
) v
left join readiness.need_request q on q.need_id = n.id and q.recorded_at <= $at::timestamptz
where n.form_id = any ($form_ids::bigint[]) and not v.withdrawn
order by n.form_id, n.id;

-- name: list_adoptions_at :many
-- The day that was last taken over into the plan from each row.
select distinct on (a.row_id) a.row_id as "row_id!", a.due_on as "due_on!", a.actor as "actor!", a.recorded_at as "recorded_at!"
from readiness.adoption a
join readiness.form_row r on r.id = a.row_id
where r.form_id = any ($form_ids::bigint[]) and a.recorded_at <= $at::timestamptz
order by a.row_id, a.id desc;

-- name: list_known :many
-- What the house knows of datasets: their release, contract, source and promise.
select d.id as "dataset_id!", d.slug as "slug!", d.agency_id as "agency_id!", d.title_th as "title_th!", d.title_en as "title_en!", r.number as release_number, r.published_at as released_at,
  r.row_count, k.version as contract_version, k.format, k.sensitive_columns, k.personal_columns, s.kind as source_kind, p.promise_hours, p.due_on
from catalog.dataset_v1 d
left join lake.current_release_v1 r on r.dataset_id = d.id
left join lateral (
  select c.version, c.body -> 'source' ->> 'format' as format,
    (select count(*)::int from jsonb_array_elements(c.body -> 'columns') x where x ->> 'personalData' = 'sensitive') as sensitive_columns,
    (select count(*)::int from jsonb_array_elements(c.body -> 'columns') x where x ->> 'personalData' is not null) as personal_columns
  from linkage.contract_v1 c where c.dataset_id = d.id order by c.version desc limit 1
) k on true
left join lateral (select x.kind from linkage.source_v1 x where x.dataset_id = d.id and x.retired_at is null order by x.id desc limit 1) s on true
left join plans.dataset_state_v1 p on p.dataset_id = d.id
where d.archived_at is null and d.id = any ($dataset_ids::bigint[])
order by d.agency_id, d.title_th collate "th-x-icu", d.id;

-- name: find_responsible :maybe
-- Whether a person holds a responsible post of an agency, or of the one that stands for it, and whether anybody does.
select coalesce(bool_or(m.person_id = $person_id::uuid), false) as "holds!", count(*)::int as "holders!"
from organisations.mandate_v1 m
join organisations.post_v1 p on p.id = m.post_id and p.responsible
where m.source = 'appointment' and m.since <= $today::date and (m.until is null or m.until >= $today::date)
  and m.agency_id = coalesce((select s.successor_id from organisations.succession_v1 s where s.agency_id = $agency_id::text order by s.taken_at desc limit 1), $agency_id::text);

-- name: list_taken_over :many
-- Former agencies for which one of these stands.
select distinct s.agency_id as "id!" from organisations.succession_v1 s where s.agency_id <> all($agency_ids::text[]) and s.successor_id = any($agency_ids::text[]);
