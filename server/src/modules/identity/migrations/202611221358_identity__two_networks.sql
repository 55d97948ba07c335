-- No data says where an address lies, so nothing here can speak of travel: what is seen is two networks.
alter table identity.alarm drop constraint alarm_kind_check;
update identity.alarm set kind = 'two-networks' where kind = 'impossible-travel';
alter table identity.alarm add constraint alarm_kind_is_known check (kind in ('new-device', 'two-networks', 'many-failures', 'token-reuse', 'recovery-used'));
