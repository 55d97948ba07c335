-- name: insert_data_service :maybe
insert into registry.data_service (system_id, slug, kind, hosted_kind, dataset_id, created_at)
values ($system_id::bigint, $slug::text, $kind::text, $hosted_kind::text, $dataset_id::bigint, $now::timestamptz)
on conflict on constraint data_service_slug_is_unique do nothing
returning id as "id!";

-- name: lock_data_service :maybe
-- One change of a service at a time.
select d.id as "id!" from registry.data_service d where d.slug = $slug::text for update;

-- name: insert_terms :maybe
-- Only on top of the revision that was seen.
insert into registry.data_service_terms (service_id, revision, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, state, upstream_url, timeout_ms, limit_bytes,
  subject_selectors, sunset_on, replaced_by, strict, reason, actor, recorded_at)
select $service_id::bigint, $seen::int + 1, $title_th::text, $title_en::text, $about_th::text, $about_en::text, $is_personal::boolean, $classification::int, $min_assurance::int, $evidence::text, $state::text,
  $upstream_url::text, $timeout_ms::int, $limit_bytes::bigint, $subject_selectors::jsonb, $sunset_on::date, $replaced_by::bigint, $strict::boolean, $reason::text, $actor::text, $now::timestamptz
where coalesce((select max(t.revision) from registry.data_service_terms t where t.service_id = $service_id::bigint), 0) = $seen::int
returning revision as "revision!";

-- name: list_data_services :many
-- Those that whoever asks sees: drafts and tests of their own agencies, the rest all.
select d.id as "id!", d.slug as "slug!", d.kind as "kind!", d.hosted_kind as "hosted_kind", d.dataset_id as "dataset_id", s.agency_id as "agency_id!", s.id as "system_id!", s.path as "system_path!",
  s.name_th as "system_name_th!", s.name_en as "system_name_en!", t.title_th as "title_th!", t.title_en as "title_en!", t.about_th as "about_th!", t.about_en as "about_en!", t.is_personal as "is_personal!",
  t.classification as "classification!", t.min_assurance as "min_assurance!", t.state as "state!", t.sunset_on as "sunset_on", v.version as "version", coalesce(o.operations, 0) as "operations!",
  c.slug as "dataset_slug", c.title_th as "dataset_title_th", c.title_en as "dataset_title_en", t.revision as "revision!", t.actor as "actor!", t.recorded_at as "recorded_at!", t.evidence as "evidence!",
  t.timeout_ms as "timeout_ms!", t.limit_bytes as "limit_bytes!", t.subject_selectors as "subject_selectors!", t.strict as "strict!", t.upstream_url as "upstream_url", t.replaced_by as "replaced_by"
from registry.data_service d
join registry.system_v1 s on s.id = d.system_id
join lateral (select * from registry.data_service_terms w where w.service_id = d.id order by w.revision desc limit 1) t on true
left join lateral (select max(w.version) as version from registry.data_service_version w where w.service_id = d.id) v on true
left join lateral (select count(*)::int as operations from registry.operation w where w.service_id = d.id and w.version = v.version) o on true
left join catalog.dataset_v1 c on c.id = d.dataset_id
where ($slug::text is null or d.slug = $slug::text)
  and ($id::bigint is null or d.id = $id::bigint)
  and ($agency_id::text is null or s.agency_id = $agency_id::text)
  and ($kind::text is null or d.kind = $kind::text)
  and ($state::text is null or t.state = $state::text)
  and ($level::int is null or t.classification = $level::int)
  and ($dataset::text is null or c.slug = $dataset::text)
  and ($words::text is null or concat_ws(' ', d.slug, t.title_th, t.title_en, t.about_th, t.about_en, s.name_th, s.name_en, c.title_th) ilike $words::text)
  and ($all::boolean or t.state in ('live', 'deprecated', 'retired') or s.agency_id = any($agencies::text[]))
order by (t.state in ('deprecated', 'retired')), t.title_th collate "th-x-icu", d.id
limit $limit::int;

-- name: insert_version :one
insert into registry.data_service_version (service_id, version, document, document_sha256, openapi, notes, breaking, reason, actor, recorded_at)
select $service_id::bigint, coalesce((select max(v.version) from registry.data_service_version v where v.service_id = $service_id::bigint), 0) + 1, $document::json, $document_sha256::text, $openapi::text,
  $notes::jsonb, $breaking::int, $reason::text, $actor::text, $now::timestamptz
returning version as "version!";

-- name: insert_operations :exec
insert into registry.operation (service_id, version, position, operation_id, method, path_template, summary_th, summary_en, request_schema, answers)
select $service_id::bigint, $version::int, o.position, o.operation_id, o.method, o.path_template, o.summary_th, o.summary_en, o.request_schema, o.answers
from jsonb_to_recordset($operations::jsonb) as o (position int, operation_id text, method text, path_template text, summary_th text, summary_en text, request_schema jsonb, answers jsonb);

-- name: find_version :maybe
select v.version as "version!", v.document as "document!", v.document_sha256 as "document_sha256!", v.notes as "notes!"
from registry.data_service_version v
where v.service_id = $service_id::bigint and ($version::int is null or v.version = $version::int)
order by v.version desc
limit 1;

-- name: list_versions :many
select v.version as "version!", v.recorded_at as "recorded_at!", v.actor as "actor!", v.reason as "reason", v.breaking as "breaking!", v.document_sha256 as "document_sha256!", v.openapi as "openapi!",
  (select count(*)::int from registry.operation o where o.service_id = v.service_id and o.version = v.version) as "operations!"
from registry.data_service_version v
where v.service_id = $service_id::bigint
order by v.version desc
limit 200;

-- name: list_terms_history :many
select t.recorded_at as "at!", t.actor as "actor!", t.reason as "reason",
  case when t.revision = 1 then 'created' when t.state <> p.state then t.state else 'changed' end as "what!"
from registry.data_service_terms t
left join registry.data_service_terms p on p.service_id = t.service_id and p.revision = t.revision - 1
where t.service_id = $service_id::bigint
order by t.revision desc
limit 200;

-- name: count_unworded :one
select count(*)::int as "count!" from registry.operation o where o.service_id = $service_id::bigint and o.version = $version::int and o.summary_th = '';

-- name: put_credential :exec
insert into registry.upstream_credential (service_id, kind, shown, sealed, set_by, set_at) values ($service_id::bigint, $kind::text, $shown::text, $sealed::text, $actor::text, $now::timestamptz)
on conflict on constraint upstream_credential_pk do update set kind = excluded.kind, shown = excluded.shown, sealed = excluded.sealed, set_by = excluded.set_by, set_at = excluded.set_at;

-- name: drop_credential :exec
delete from registry.upstream_credential c where c.service_id = $service_id::bigint;

-- name: find_credential :maybe
select c.kind as "kind!", c.shown as "shown!", c.sealed as "sealed!", c.set_at as "set_at!" from registry.upstream_credential c where c.service_id = $service_id::bigint;
