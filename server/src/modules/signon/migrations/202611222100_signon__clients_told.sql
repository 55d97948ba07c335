-- Processes remember clients for a moment; whoever changes one tells them which.
create function signon.tell_client_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('signon_clients', coalesce(new.id, old.id));
  return null;
end $$;
create trigger client_change_is_told after insert or update or delete on signon.client
  for each row execute function signon.tell_client_changed();
