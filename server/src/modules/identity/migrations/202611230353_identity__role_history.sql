-- Every role a person ever held for an agency, with when it ended: since when nobody holds it is asked by rooms above.
create view identity.role_history_v1 as
select g.id, g.account_id, g.role, g.agency_id, g.since, case when g.revoked_at is null then g.until else least(g.revoked_at, g.until) end as ended_at
from identity.role_grant g join identity.account a on a.id = g.account_id and a.kind = 'person';
