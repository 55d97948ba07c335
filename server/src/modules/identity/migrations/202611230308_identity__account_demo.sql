-- Whoever writes to people must know which accounts are for show: nothing goes out to them.
create or replace view identity.account_v1 as select a.id, a.kind, a.person_id, a.display_name, a.user_name, a.state, a.ial, a.owner_agency_id, a.demo from identity.account a;
