-- When an exchange was written down that was answered while the register was away; null for all others. Its evidence lay on the gateway's disk before it was answered.
alter table exchange.exchange add column late_at timestamptz;

create or replace view exchange.exchange_v1 as
select e.id, e.at, e.consumer_system_id, e.provider_system_id, e.service_id, e.operation_id, e.agreement_id, e.agreement_version, e.purpose, e.case_ref, e.assurance,
  e.status, e.error_origin, e.problem, e.request_bytes, e.response_bytes, e.took_ms, e.upstream_ms, e.late_at
from exchange.exchange e;
