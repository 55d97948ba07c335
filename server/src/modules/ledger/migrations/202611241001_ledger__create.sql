-- What cannot be denied: entries in the transaction of the change, leaves in an order that is never changed, signed checkpoints over all of them.
create table ledger.entry (
  number bigint generated always as identity primary key,
  id uuid not null, kind text not null check (kind ~ '^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$'), subject text,
  appended_at timestamptz not null,
  entry text not null, -- exactly the bytes that are the leaf, in UTF-8
  facts text,          -- exactly the bytes whose hash stands in the entry
  constraint entry_id_is_unique unique (id));
create index entry_by_subject on ledger.entry (subject, number) where subject is not null;
create index entry_by_kind on ledger.entry (kind, number) where kind <> 'exchange.exchange';
-- Entries that have no place in the tree yet; short, and much written.
create table ledger.waiting (number bigint primary key, since timestamptz not null default now())
  with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);
create table ledger.leaf (leaf_index bigint primary key check (leaf_index >= 0), number bigint not null, constraint leaf_once_per_entry unique (number));
-- Tiles of C2SP tlog-tiles: 256 hashes of 32 bytes, the last one of each level shorter. They only grow.
create table ledger.tile (
  level int not null check (level between 0 and 7), tile_index bigint not null check (tile_index >= 0), hashes bytea not null,
  constraint tile_pk primary key (level, tile_index),
  constraint tile_is_of_whole_hashes check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0));
-- The one log of this house. Whoever gives leaves their places holds its row: two cannot do so at once.
create table ledger.log (
  one boolean primary key default true check (one), origin text not null check (origin !~ '[\s+]' and origin <> ''), size bigint not null default 0, root bytea not null, created_at timestamptz not null default now());
create table ledger.signing_key (
  key_id bigint not null, use text not null check (use in ('log', 'witness')), name text not null, public_key bytea not null check (length(public_key) = 32),
  sealed_key text not null, created_at timestamptz not null default now(), constraint signing_key_pk primary key (use, key_id));
create unique index one_key_a_use on ledger.signing_key (use);
create table ledger.checkpoint (
  size bigint primary key check (size >= 0), root bytea not null check (length(root) = 32),
  note text not null, -- signed note: the text that was signed, a blank line, the line of our signature
  signed_at timestamptz not null);
-- Who co-signs our checkpoints.
create table ledger.witness (
  id bigint generated always as identity primary key, name text not null, vkey text not null, url text not null, agency_id text,
  added_at timestamptz not null default now(), added_by text not null, ended_at timestamptz, ended_by text);
create unique index witness_once on ledger.witness (vkey) where ended_at is null;
create table ledger.witness_state (witness_id bigint primary key references ledger.witness (id), asked_at timestamptz, answered_at timestamptz, size bigint not null default 0, failures int not null default 0, last_error text);
create table ledger.cosignature (
  size bigint not null, witness_id bigint not null references ledger.witness (id), line text not null, said_at timestamptz not null, recorded_at timestamptz not null default now(), primary key (size, witness_id));
-- Whose checkpoints we co-sign.
create table ledger.witnessed_log (
  origin text primary key, vkey text not null, size bigint not null default 0, root bytea, note text, cosigned_at timestamptz, refusals int not null default 0, last_refusal text, refused_at timestamptz,
  added_at timestamptz not null default now(), added_by text not null, ended_at timestamptz, ended_by text);
-- Time-stamps of RFC 3161 over the signed text of a checkpoint.
create table ledger.stamp (
  size bigint primary key, token bytea not null, stamped_at timestamptz not null, authority text not null, serial text not null, recorded_at timestamptz not null default now());
create table ledger.stamping (one boolean primary key default true check (one), asked_at timestamptz, failures int not null default 0, last_error text, failed_since timestamptz);

create function ledger.only_grow() returns trigger language plpgsql as $$
begin
  if new.level <> old.level or new.tile_index <> old.tile_index or length(new.hashes) < length(old.hashes) or substring(new.hashes for length(old.hashes)) <> old.hashes then
    raise exception 'a tile of the ledger only grows' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger tiles_only_grow before update on ledger.tile for each row execute function ledger.only_grow();
create trigger tiles_are_kept before delete on ledger.tile for each row execute function kernel.refuse_change();
create trigger tiles_are_not_emptied before truncate on ledger.tile for each statement execute function kernel.refuse_change();
create trigger entries_never_change before update or delete on ledger.entry for each row execute function kernel.refuse_change();
create trigger entries_are_not_emptied before truncate on ledger.entry for each statement execute function kernel.refuse_change();
create trigger leaves_never_change before update or delete on ledger.leaf for each row execute function kernel.refuse_change();
create trigger leaves_are_not_emptied before truncate on ledger.leaf for each statement execute function kernel.refuse_change();
create trigger checkpoints_never_change before update or delete on ledger.checkpoint for each row execute function kernel.refuse_change();
create trigger checkpoints_are_not_emptied before truncate on ledger.checkpoint for each statement execute function kernel.refuse_change();
create trigger cosignatures_never_change before update or delete on ledger.cosignature for each row execute function kernel.refuse_change();
create trigger cosignatures_are_not_emptied before truncate on ledger.cosignature for each statement execute function kernel.refuse_change();
create trigger stamps_never_change before update or delete on ledger.stamp for each row execute function kernel.refuse_change();
create trigger stamps_are_not_emptied before truncate on ledger.stamp for each statement execute function kernel.refuse_change();

create view ledger.entry_v1 as
  select e.number, e.id, e.kind, e.subject, e.appended_at, l.leaf_index from ledger.entry e left join ledger.leaf l on l.number = e.number;
