-- A key signs checkpoints from one size to another; the one before says in its own name which follows it, and its private half is destroyed.
alter table ledger.signing_key add column from_size bigint not null default 0;
alter table ledger.signing_key add column to_size bigint;
alter table ledger.signing_key add column turned_at timestamptz;
alter table ledger.signing_key add column turned_by text;
alter table ledger.signing_key add column reason text;
alter table ledger.signing_key add column turn_note text; -- signed note: this key and the next name the next
alter table ledger.signing_key alter column sealed_key drop not null;
alter table ledger.signing_key add constraint turned_key_says_all check ((to_size is null) = (sealed_key is not null) and (to_size is null) = (turned_at is null) and (to_size is null) = (turned_by is null) and (to_size is null) = (turn_note is null) and (to_size is null or reason ~ '\S'));
drop index ledger.one_key_a_use;
create unique index one_key_a_use on ledger.signing_key (use) where to_size is null;
