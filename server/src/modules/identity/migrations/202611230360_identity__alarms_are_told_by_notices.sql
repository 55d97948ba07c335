-- Account alarms are told by notices. Letters of earlier releases stay to be read until they are forgotten; alarms that were not yet sent are told anew.
alter table identity.alarm drop constraint alarm_kind_is_known;
alter table identity.alarm add constraint alarm_kind_is_known check (kind in ('new-device', 'two-networks', 'many-failures', 'token-reuse', 'recovery-used', 'password-changed', 'factor-removed'));

insert into kernel.outbox (topic, payload)
select 'identity.alarm-raised', jsonb_build_object('alarmId', coalesce((select a.id from identity.alarm a where a.account_id = l.account_id and a.at = l.created_at limit 1), -l.id), 'accountId', l.account_id, 'kind', l.about ->> 'alarm', 'at', l.created_at)
from identity.letter l where l.kind = 'alarm' and l.ended_at is null;

update identity.letter set ended_at = now(), outcome = 'given-up', last_error = 'told by notices instead' where ended_at is null and kind <> 'incidents';
drop index identity.letter_due;
