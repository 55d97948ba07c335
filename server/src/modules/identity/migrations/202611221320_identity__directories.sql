-- Accounts that come from other directories (SCIM 2.0, RFC 7643 and 7644) and from files.
alter table identity.account add column changed_at timestamptz not null default now();
create function identity.note_account_change() returns trigger language plpgsql as $$
begin
  if (new.user_name, new.display_name, new.state, new.external_id) is distinct from (old.user_name, old.display_name, old.state, old.external_id) then
    new.changed_at := now();
  end if;
  return new;
end $$;
create trigger account_notes_changes before update on identity.account for each row execute function identity.note_account_change();

-- A person's account as a directory sees it; what filters compare stands in `attributes`, folded where SCIM ignores the case.
create view identity.scim_user as
select a.id, a.source, a.person_id, a.external_id, a.user_name, a.display_name, a.state, a.state_reason, p.given_th as given_name, p.family_th as family_name, p.email,
  t.created, t.modified,
  coalesce((select jsonb_agg(jsonb_build_object('value', g.role, 'type', coalesce(g.agency_id, 'ministry')) order by g.id) from identity.role_grant_v1 g where g.account_id = a.id), '[]') as roles,
  jsonb_build_object('id', a.id, 'externalid', a.external_id, 'username', a.user_name, 'displayname', lower(a.display_name), 'active', (a.state in ('invited', 'active'))::text,
    'name.givenname', lower(p.given_th), 'name.familyname', lower(p.family_th), 'name.formatted', lower(concat_ws(' ', p.given_th, nullif(p.family_th, ''))),
    'emails.value', lower(p.email), 'emails.type', case when p.email is not null then 'work' end, 'emails.primary', case when p.email is not null then 'true' end,
    'meta.resourcetype', 'user', 'meta.created', t.created, 'meta.lastmodified', t.modified) as attributes
from identity.account a
join organisations.person_v1 p on p.id = a.person_id
cross join lateral (select to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created, to_char(a.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as modified) t
where a.kind = 'person' and a.state <> 'closed';

-- Whether a user passes a filter that identity/scim/filter.ts compiled: the filter is data here and never becomes SQL.
create function identity.scim_matches(attributes jsonb, test jsonb) returns boolean language plpgsql immutable as $$
declare
  found text := attributes ->> (test ->> 'attribute');
  wanted text := test ->> 'value';
begin
  case test ->> 'op'
    when 'and' then return not exists (select from jsonb_array_elements(test -> 'tests') t where not identity.scim_matches(attributes, t));
    when 'or' then return exists (select from jsonb_array_elements(test -> 'tests') t where identity.scim_matches(attributes, t));
    when 'not' then return not identity.scim_matches(attributes, test -> 'test');
    when 'pr' then return coalesce(found, '') <> '';
    when 'eq' then return found is not distinct from wanted;
    when 'ne' then return found is distinct from wanted;
    when 'co' then return coalesce(position(wanted in found) > 0, false);
    when 'sw' then return coalesce(starts_with(found, wanted), false);
    when 'ew' then return coalesce(right(found, length(wanted)) = wanted, false);
    when 'gt' then return coalesce(found collate "C" > wanted collate "C", false);
    when 'ge' then return coalesce(found collate "C" >= wanted collate "C", false);
    when 'lt' then return coalesce(found collate "C" < wanted collate "C", false);
    when 'le' then return coalesce(found collate "C" <= wanted collate "C", false);
  end case;
end $$;
