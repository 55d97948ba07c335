-- name: insert_late_exchanges :many
-- Exchanges that were answered while the register was away, with whom they are about and how far quotas are used with them. One that is there already stays as it is and counts no more.
-- @param records JSON of records, subjects in hex.
with given as (
  select * from jsonb_to_recordset($records::jsonb) r (id uuid, at timestamptz, "consumerSystemId" bigint, "providerSystemId" bigint, "serviceId" bigint, "operationId" text, agreement jsonb, purpose text, "caseRef" text, assurance int,
    status int, "errorOrigin" text, problem text, "answerNote" text, "requestBytes" bigint, "responseBytes" bigint, "tookMs" int, "upstreamMs" int, sequence jsonb, request jsonb, response jsonb, gateway jsonb, subjects jsonb, "quotaDay" date)
), kept as (
  insert into exchange.exchange (id, at, consumer_system_id, provider_system_id, service_id, operation_id, agreement_id, agreement_version, purpose, case_ref, assurance, status, error_origin, problem, answer_note, request_bytes, response_bytes, took_ms,
    upstream_ms, stream, seq, consumer_kid, provider_kid, gateway_kid, request_base, request_signature, response_base, response_signature, gateway_base, gateway_signature, late_at)
  select distinct on (g.id) g.id, g.at, g."consumerSystemId", g."providerSystemId", g."serviceId", g."operationId", (g.agreement ->> 'id')::bigint, (g.agreement ->> 'version')::int, g.purpose, g."caseRef", g.assurance, g.status, g."errorOrigin",
    g.problem, g."answerNote", g."requestBytes", g."responseBytes", g."tookMs", g."upstreamMs", g.sequence ->> 'stream', (g.sequence ->> 'n')::bigint, g.request ->> 'kid', g.response ->> 'kid', g.gateway ->> 'kid', g.request ->> 'base',
    g.request ->> 'signature', g.response ->> 'base', g.response ->> 'signature', g.gateway ->> 'base', g.gateway ->> 'signature', $late_at::timestamptz
  from given g order by g.id
  on conflict (id, at) do nothing
  returning id
), once as (
  select distinct on (g.id) g.* from given g join kept k on k.id = g.id order by g.id
), about as (
  insert into exchange.subject_use (subject, key_year, exchange_id, at, disclosure, visible_from, reason_code, consumer_system_id)
  select decode(s.subject, 'hex'), s."keyYear", o.id, o.at, s.disclosure, s."visibleFrom", s."reasonCode", o."consumerSystemId"
  from once o cross join jsonb_to_recordset(o.subjects) s (subject text, "keyYear" int, disclosure text, "visibleFrom" timestamptz, "reasonCode" text)
), counted as (
  insert into exchange.quota_use as q (agreement_id, day, used)
  select (o.agreement ->> 'id')::bigint, o."quotaDay", count(*) from once o where o.agreement is not null and o.agreement <> 'null' and o."quotaDay" is not null group by 1, 2 order by 1, 2
  on conflict (agreement_id, day) do update set used = q.used + excluded.used
  returning q.agreement_id, q.day, q.used
)
select k.id, null::bigint as agreement_id, null::date as day, null::bigint as used from kept k
union all
select null, c.agreement_id, c.day, c.used from counted c;
