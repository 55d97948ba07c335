-- Rooms above tell who can be written to: an account of the demonstration gets no letter.
create or replace view identity.account_v1 as select a.id, a.kind, a.person_id, a.display_name, a.user_name, a.state, a.ial, a.owner_agency_id, a.demo from identity.account a;
