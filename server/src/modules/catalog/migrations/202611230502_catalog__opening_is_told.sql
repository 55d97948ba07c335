-- Data is open to everybody from the publication of its record on, so deciders hear of that too.
create trigger record_opening_is_told after update on catalog.record
  for each row when ((old.state, old.audience) is distinct from (new.state, new.audience)) execute function catalog.tell_deciders();
