-- What is withdrawn is not found from the same moment on, whenever its words are read again.
create function catalog.keep_search_scope() returns trigger language plpgsql as $$
declare
  found_by text := case
    when new.state = 'published' and new.audience = 'open' and new.level = 0 then 'open'
    when new.state = 'published' and new.audience <> 'internal' and new.level <= 1 then 'officers'
    else 'owner' end;
begin
  update catalog.search_doc d set scope = found_by, agency_id = new.agency_id
  where d.doc_id = new.dataset_id and (d.scope <> found_by or d.agency_id <> new.agency_id);
  if found then
    update catalog.search_text x set scope = found_by, agency_id = new.agency_id where x.doc_id = new.dataset_id;
    update catalog.search_state set revision = revision + 1;
  end if;
  return null;
end $$;
create trigger record_change_keeps_search_scope after update of state, audience, level, agency_id on catalog.record
  for each row execute function catalog.keep_search_scope();
