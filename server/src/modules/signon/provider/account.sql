-- name: describe_account :maybe prepared
-- Whoever a token is about, as the session in which it was issued stands now.
select a.id as "id!", a.display_name as "display_name!", a.ial as "ial!", p.given_th, p.family_th, p.given_en, p.family_en, s.session_id, s.persona,
  m.agency_id, u.name_th as unit_th, m.title_th, m.kind as mandate_kind
from identity.account_v1 a
left join organisations.person_v1 p on p.id = a.person_id
left join lateral (
  select v.id as session_id, v.persona
  from signon.service_session x join identity.session_v1 v on v.id = x.session_id
  where x.provider_uid = $provider_uid::text and x.client_id = $client_id::text and x.ended_at is null and v.account_id = a.id
  order by x.seen_at desc
  limit 1) s on true
left join organisations.mandate_v1 m on m.person_id = a.person_id and s.persona = m.source || ':' || m.id
left join organisations.unit_v1 u on u.id = m.unit_id
where a.id = $account_id::uuid and a.state = 'active';

-- name: count_personas :one
-- Among how many personas somebody must choose. Who holds a role of the whole ministry chose it by naming none of the others.
select case when exists (select from identity.role_grant_v1 g where g.account_id = a.id and g.agency_id is null) then 1
  else (select count(*) from organisations.mandate_v1 m where m.person_id = a.person_id)
    + (select count(distinct g.agency_id) from identity.role_grant_v1 g where g.account_id = a.id
        and not exists (select from organisations.mandate_v1 m where m.person_id = a.person_id and m.source = 'appointment' and m.agency_id = g.agency_id)) end::int as "personas!"
from identity.account_v1 a
where a.id = $account_id::uuid;

-- name: belongs_to_agency :maybe
select true as "yes!"
from identity.account_v1 a
join organisations.mandate_v1 m on m.person_id = a.person_id
where a.id = $account_id::uuid and m.agency_id = $agency_id::text
limit 1;
