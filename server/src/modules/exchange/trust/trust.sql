-- name: list_trusted_systems :many
select s.id as "id!", s.agency_id as "agency_id!", s.path as "path!", s.state as "state!", s.min_assurance as "min_assurance!", s.client_id
from registry.system_v1 s;

-- name: list_trusted_keys :many
-- Those that were lately revoked too: tokens that are bound to them still go round for minutes.
select k.system_id as "system_id!", k.kid as "kid!", k.jwk as "jwk!", k.algorithm as "algorithm!", k.custody as "custody!", k.not_before as "not_before!", k.not_after, k.revoked_at
from registry.system_key_v1 k
where k.revoked_at is null or k.revoked_at > now() - interval '1 day';

-- name: list_trusted_services :many
select s.id as "id!", s.system_id as "system_id!", s.slug as "slug!", s.kind as "kind!", s.hosted_kind, s.dataset_id, s.is_personal as "is_personal!", s.min_assurance as "min_assurance!", s.evidence as "evidence!",
  s.state as "state!", s.version as "version!", s.upstream_url, s.timeout_ms as "timeout_ms!", s.limit_bytes as "limit_bytes!", s.subject_selectors as "subject_selectors!", s.sunset_on, s.strict as "strict!",
  s.successor, s.deprecated_at
from registry.data_service_v1 s
where s.state in ('test', 'live', 'deprecated') and s.version is not null;

-- name: list_moved_systems :many
-- Former paths: whoever still calls by one is told the present one.
select f.path as "path!", f.now_path as "now_path!", f.until_at as "until_at!" from registry.former_path_v1 f;

-- name: list_retired_services :many
-- Those that went: whoever still calls them is told what takes their place.
select s.slug as "slug!", s.sunset_on, s.successor, s.deprecated_at from registry.data_service_v1 s where s.state = 'retired';

-- name: list_trusted_operations :many
select o.service_id as "service_id!", o.operation_id as "operation_id!", o.method as "method!", o.path_template as "path_template!", o.request_schema, o.answers
from registry.operation_v1 o
join registry.data_service_v1 s on s.id = o.service_id and s.version = o.version
where s.state in ('test', 'live', 'deprecated');

-- name: list_trusted_agreements :many
select a.id as "id!", a.number as "number!", a.version as "version!", a.state as "state!", a.consumer_system_id as "consumer_system_id!", a.service_id as "service_id!", a.operations, a.fields, a.row_filter, a.purposes,
  a.quota_per_day, a.rate_per_second, a.needs_case, a.min_assurance, a.valid_from, a.valid_to, a.terms_sha256 as "terms_sha256!", a.disclosure, a.disclosure_days, a.disclosure_reason, a.personal as "personal!"
from sharing.agreement_v1 a
where a.state in ('active', 'suspended', 'not-yet', 'expired', 'ended');
