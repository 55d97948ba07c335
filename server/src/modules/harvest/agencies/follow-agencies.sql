-- name: move_sources :exec
-- An agency has one source of workbooks: where the successor has its own, the former one stays with what it took.
update harvest.source s
set agency_id = case
    when s.agency_id = $from_id::text and not (s.kind = 'template' and exists (select from harvest.source o where o.kind = 'template' and o.agency_id = $into_id::text)) then $into_id::text
    else s.agency_id end,
  agencies = array_replace(s.agencies, $from_id::text, $into_id::text),
  agency_map = coalesce((select jsonb_object_agg(m.key, case when m.value = $from_id::text then $into_id::text else m.value end) from jsonb_each_text(s.agency_map) m), '{}')
where s.agency_id = $from_id::text or $from_id::text = any (s.agencies) or exists (select from jsonb_each_text(s.agency_map) m where m.value = $from_id::text);

-- name: list_agency_sources :many
select s.name_th as "th!", s.name_en as "en!" from harvest.source s where s.agency_id = $agency_id::text order by s.name_th;
