-- Direct exchanges are read beside those through the gateway: which version of the agreement, what they are worth, and when each side handed its evidence in.
alter table edge.direct_exchange add column agreement_version int;
create index direct_exchange_by_recorded on edge.direct_exchange (recorded_at);
create index direct_exchange_by_agreement on edge.direct_exchange (agreement_number, at);

create or replace view edge.direct_exchange_v1 as
select d.id, d.at, d.consumer_system_id, d.provider_system_id, d.service_id, d.agreement_number, d.purpose, d.status, d.recorded_at,
  array(select h.system_id from edge.hand_in h where h.exchange_id = d.id order by h.recorded_at) as handed_in_by,
  -- Both signed with keys of their own; whether one lies in an HSM is not told while the house is away.
  3 as assurance, d.agreement_version, d.consumer_kid, d.provider_kid,
  (select h.recorded_at from edge.hand_in h where h.exchange_id = d.id and h.system_id = d.consumer_system_id) as consumer_handed_in_at,
  (select h.recorded_at from edge.hand_in h where h.exchange_id = d.id and h.system_id = d.provider_system_id) as provider_handed_in_at
from edge.direct_exchange d;
