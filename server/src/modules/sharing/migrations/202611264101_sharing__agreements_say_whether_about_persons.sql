-- A service may come to be about persons after an agreement that was not: the gateway asks. What is not said counts as said.
create or replace view sharing.agreement_v1 as
select a.id, a.number, v.version,
  case
    when s.state in ('active', 'suspended') and (now() at time zone 'Asia/Bangkok')::date > (t.terms ->> 'validTo')::date then 'expired'
    when s.state = 'active' and (now() at time zone 'Asia/Bangkok')::date < (t.terms ->> 'validFrom')::date then 'not-yet'
    else s.state
  end as state,
  a.consumer_system_id, a.service_id,
  array(select x.value from jsonb_array_elements_text(t.terms -> 'operations') with ordinality as x (value, n) order by x.n) as operations,
  case when jsonb_typeof(t.terms -> 'fields') = 'array' then array(select x.value ->> 'name' from jsonb_array_elements(t.terms -> 'fields') with ordinality as x (value, n) order by x.n) end as fields,
  nullif(t.terms -> 'rowFilter', 'null') as row_filter,
  array(select x.value ->> 'code' from jsonb_array_elements(t.terms -> 'purposes') with ordinality as x (value, n) order by x.n) as purposes,
  t.terms #>> '{legalBasis,code}' as legal_basis, t.terms #>> '{legalBasis,th}' as legal_basis_th, t.terms #>> '{legalBasis,en}' as legal_basis_en,
  (t.terms ->> 'quotaPerDay')::int as quota_per_day, (t.terms ->> 'ratePerSecond')::int as rate_per_second, (t.terms ->> 'needsCase')::boolean as needs_case, (t.terms ->> 'minAssurance')::int as min_assurance,
  (t.terms ->> 'validFrom')::date as valid_from, (t.terms ->> 'validTo')::date as valid_to, t.sha256 as terms_sha256,
  t.terms #>> '{disclosure,kind}' as disclosure, (t.terms #>> '{disclosure,days}')::int as disclosure_days, t.terms #>> '{disclosure,reason}' as disclosure_reason,
  coalesce((t.terms ->> 'personal')::boolean, true) as personal
from sharing.agreement a
cross join lateral (
  select coalesce(
    (select e.version from sharing.event e where e.agreement_id = a.id and e.what = 'activated' order by e.version desc limit 1),
    (select e.version from sharing.event e where e.agreement_id = a.id order by e.version desc limit 1)) as version
) v
join lateral (select e.state from sharing.event e where e.agreement_id = a.id and e.version = v.version and e.state is not null order by e.number desc limit 1) s on true
join lateral (select x.terms, x.sha256 from sharing.terms x where x.agreement_id = a.id and x.version = v.version order by x.number desc limit 1) t on true;
