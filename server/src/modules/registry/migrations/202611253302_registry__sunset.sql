-- Which service takes the place of one that goes, and since when it is known that it goes.
create or replace view registry.data_service_v1 as
select d.id, d.system_id, d.slug, t.title_th, t.title_en, d.kind, d.hosted_kind, d.dataset_id, t.is_personal, t.classification, t.min_assurance,
  t.evidence, t.state, v.version, t.upstream_url, t.timeout_ms, t.limit_bytes, t.subject_selectors, t.sunset_on, t.strict,
  case when t.state in ('deprecated', 'retired') then (select n.slug from registry.data_service n where n.id = t.replaced_by) end as successor,
  case when t.state in ('deprecated', 'retired') then (
    select min(w.recorded_at) from registry.data_service_terms w
    where w.service_id = d.id and w.state in ('deprecated', 'retired')
      and w.revision > coalesce((select max(x.revision) from registry.data_service_terms x where x.service_id = d.id and x.state not in ('deprecated', 'retired')), 0)) end as deprecated_at
from registry.data_service d
join lateral (select * from registry.data_service_terms w where w.service_id = d.id order by w.revision desc limit 1) t on true
left join lateral (select max(w.version) as version from registry.data_service_version w where w.service_id = d.id) v on true;
