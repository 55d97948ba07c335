-- The key by which the house signs answers can turn: the next one is published before it signs, and the private half of the one before is gone when it signs no more.
alter table exchange.signing_key
  add column active_from timestamptz,
  add column turned_by text,
  add column reason text,
  alter column sealed_jwk drop not null,
  add constraint only_a_key_that_ended_is_gone check (sealed_jwk is not null or retired_at is not null);
update exchange.signing_key set active_from = created_at;
alter table exchange.signing_key alter column active_from set not null;
