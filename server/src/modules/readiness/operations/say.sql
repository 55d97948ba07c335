-- name: keep_definition :exec
insert into readiness.definition (hash, body, recorded_at) values ($hash::text, $body::jsonb, $now::timestamptz) on conflict on constraint definition_pk do nothing;

-- name: insert_campaign :one
insert into readiness.campaign (title_th, title_en, note, definition_hash, list_from, opens_on, working_days, actor, recorded_at)
values ($title_th::text, $title_en::text, $note::text, $definition_hash::text, $list_from::text, $opens_on::date, $working_days::int, $actor::text, $now::timestamptz)
returning id as "id!";

-- name: insert_forms :many
insert into readiness.form (campaign_id, agency_id, recorded_at)
select $campaign_id::bigint, a.id, $now::timestamptz from unnest($agency_ids::text[]) as a (id)
returning id as "id!", agency_id as "agency_id!";

-- name: insert_listed_rows :exec
insert into readiness.form_row (form_id, dataset_id, slug, title_th, title_en, known, recorded_at)
select r.form_id, r.dataset_id, r.slug, r.title_th, r.title_en, r.known, $now::timestamptz
from jsonb_to_recordset($rows::jsonb) as r (form_id bigint, dataset_id bigint, slug text, title_th text, title_en text, known jsonb);

-- name: insert_campaign_end :maybe
insert into readiness.campaign_end (campaign_id, reason, actor, recorded_at) values ($campaign_id::bigint, $reason::text, $actor::text, $now::timestamptz)
on conflict on constraint campaign_ends_once do nothing
returning campaign_id as "campaign_id!";

-- name: lock_form :maybe
-- One change of a form at a time.
select f.id as "id!" from readiness.form f where f.campaign_id = $campaign_id::bigint and f.agency_id = $agency_id::text for update;

-- name: insert_own_row :one
insert into readiness.form_row (form_id, recorded_at) values ($form_id::bigint, $now::timestamptz) returning id as "id!";

-- name: insert_row_version :maybe
-- Only on top of the version that was seen.
insert into readiness.row_version (row_id, version, answers, withdrawn, via, actor, recorded_at)
select $row_id::bigint, $seen::int + 1, $answers::jsonb, $withdrawn::boolean, $via::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from readiness.row_version v where v.row_id = $row_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: insert_need :one
insert into readiness.need (form_id, recorded_at) values ($form_id::bigint, $now::timestamptz) returning id as "id!";

-- name: insert_need_version :maybe
insert into readiness.need_version (need_id, version, agency_id, slug, words, purpose, withdrawn, via, actor, recorded_at)
select $need_id::bigint, $seen::int + 1, $agency_id::text, $slug::text, $words::text, $purpose::text, $withdrawn::boolean, $via::text, $actor::text, $now::timestamptz
where coalesce((select max(v.version) from readiness.need_version v where v.need_id = $need_id::bigint), 0) = $seen::int
returning version as "version!";

-- name: find_last_need :maybe
select v.version as "version!", v.actor as "actor!", v.recorded_at as "recorded_at!" from readiness.need_version v where v.need_id = $need_id::bigint order by v.version desc limit 1;

-- name: insert_form_event :one
insert into readiness.form_event (form_id, what, reason, due_before, due_on, actor, recorded_at)
values ($form_id::bigint, $what::text, $reason::text, $due_before::date, $due_on::date, $actor::text, $now::timestamptz)
returning id as "id!";

-- name: insert_need_request :exec
insert into readiness.need_request (need_id, request_id, recorded_at) values ($need_id::bigint, $request_id::bigint, $now::timestamptz);

-- name: insert_adoptions :exec
insert into readiness.adoption (row_id, due_on, due_before, reason, actor, recorded_at)
select a.row_id, a.due_on, a.due_before, $reason::text, $actor::text, $now::timestamptz
from jsonb_to_recordset($adoptions::jsonb) as a (row_id bigint, due_on date, due_before date);

-- name: list_form_datasets :many
-- The datasets of a form; what the agency added itself is none yet.
select distinct r.dataset_id as "id!" from readiness.form_row r where r.form_id = $form_id::bigint and r.dataset_id is not null;
