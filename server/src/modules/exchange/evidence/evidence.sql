-- name: insert_exchanges :many prepared
-- Everything that a batch of exchanges leaves beside its ledger entries, and how far each quota is used now.
with kept as (
  insert into exchange.exchange (id, at, consumer_system_id, provider_system_id, service_id, operation_id, agreement_id, agreement_version, purpose, case_ref, assurance, status, error_origin, problem, answer_note,
    request_bytes, response_bytes, took_ms, upstream_ms, stream, seq, consumer_kid, provider_kid, gateway_kid, request_base, request_signature, response_base, response_signature, gateway_base, gateway_signature)
  select * from unnest($ids::uuid[], $ats::timestamptz[], $consumer_ids::bigint[], $provider_ids::bigint[], $service_ids::bigint[], $operation_ids::text[], $agreement_ids::bigint[], $agreement_versions::int[], $purposes::text[],
    $case_refs::text[], $assurances::int[], $statuses::int[], $error_origins::text[], $problems::text[], $answer_notes::text[], $request_bytes::bigint[], $response_bytes::bigint[], $took_ms::int[], $upstream_ms::int[], $streams::text[],
    $seqs::bigint[], $consumer_kids::text[], $provider_kids::text[], $gateway_kids::text[], $request_bases::text[], $request_signatures::text[], $response_bases::text[], $response_signatures::text[], $gateway_bases::text[],
    $gateway_signatures::text[])
), about as (
  insert into exchange.subject_use (subject, key_year, exchange_id, at, disclosure, visible_from, reason_code, consumer_system_id)
  select * from unnest($subjects::bytea[], $key_years::int[], $subject_exchanges::uuid[], $subject_ats::timestamptz[], $disclosures::text[], $visible_froms::timestamptz[], $reason_codes::text[], $subject_consumers::bigint[])
), counted as (
  insert into exchange.quota_use as q (agreement_id, day, used)
  select * from unnest($quota_agreements::bigint[], $quota_days::date[], $quota_counts::bigint[])
  on conflict (agreement_id, day) do update set used = q.used + excluded.used
  returning q.agreement_id, q.day, q.used
)
select c.agreement_id as "agreement_id!", c.day as "day!", c.used as "used!" from counted c;

-- name: list_quota_uses :many
select q.agreement_id as "agreement_id!", q.used as "used!" from exchange.quota_use q where q.day = $day::date;

-- name: prepare_partitions :one
select exchange.prepare_partitions($from_day::date, $to_day::date) as "made!";
