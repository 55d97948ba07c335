-- name: find_account_facts :maybe prepared
-- Everything that says who an account is today: its grants, its person's mandates and representations, and how well it can prove itself.
select a.id as "id!", a.kind as "kind!", a.person_id, a.user_name, a.display_name as "display_name!", a.state as "state!", a.demo as "demo!", a.ial as "ial!", a.owner_agency_id,
  coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'agencyId', g.agency_id) order by g.id) from identity.role_grant_v1 g where g.account_id = a.id), '[]') as "grants!",
  coalesce((select jsonb_agg(jsonb_build_object('source', m.source, 'id', m.id, 'agencyId', m.agency_id, 'unitId', m.unit_id, 'postId', m.post_id, 'kind', m.kind, 'titleTh', m.title_th, 'titleEn', m.title_en,
    'roles', m.roles, 'powers', m.powers) order by m.source, m.since, m.id) from organisations.mandate_v1 m where m.person_id = a.person_id), '[]') as "mandates!",
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'nameTh', r.name_th) order by r.id) from organisations.representation_v1 r where r.person_id = a.person_id), '[]') as "representations!",
  coalesce((select jsonb_object_agg(o.id, jsonb_build_object('th', o.name_th, 'en', o.name_en)) from organisations.agency_v1 o where o.id in (
    select m.agency_id from organisations.mandate_v1 m where m.person_id = a.person_id
    union select g.agency_id from identity.role_grant_v1 g where g.account_id = a.id and g.agency_id is not null)), '{}') as "agency_names!",
  exists (select from identity.password p where p.account_id = a.id) as "has_password!",
  exists (select from identity.passkey p where p.account_id = a.id and p.removed_at is null) as "has_passkey!",
  exists (select from identity.totp t where t.account_id = a.id and t.confirmed_at is not null) as "has_totp!",
  exists (select from identity.recovery_code c where c.account_id = a.id and c.used_at is null) as "has_recovery!"
from identity.account a
where a.id = $account_id::uuid;
