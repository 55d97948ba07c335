-- A log that cannot be gone on with, as after a restored backup, is closed where it stands; the next one begins with the same leaves, under a name and a key of its own, and says what is lost.
create table ledger.epoch (
  number int primary key check (number >= 2), origin text not null unique, closed_origin text not null unique,
  held_size bigint not null check (held_size >= 0), held_root bytea not null check (length(held_root) = 32),
  agreed_size bigint not null check (agreed_size between 0 and held_size), -- as far as the lost history and this one are known to be the same
  signed_size bigint not null check (signed_size > agreed_size), signed_root bytea not null check (length(signed_root) = 32),
  known text not null, -- JSON: the signed checkpoints that this register does not hold, and who had them
  reason text not null check (reason ~ '\S'), asked_by text not null, asked_at timestamptz not null, confirmed_by text not null, begun_at timestamptz not null, blind text not null,
  constraint epoch_takes_two_persons check (asked_by <> confirmed_by));
create trigger epochs_never_change before update or delete on ledger.epoch for each row execute function kernel.refuse_change();
create trigger epochs_are_not_emptied before truncate on ledger.epoch for each statement execute function kernel.refuse_change();
create table ledger.epoch_request (
  id bigint generated always as identity primary key, reason text not null check (reason ~ '\S'), known text not null, silent text[] not null, asked_by text not null, asked_at timestamptz not null,
  ended_at timestamptz, ended_by text, outcome text check (outcome in ('begun', 'withdrawn')),
  constraint ended_request_says_how check ((ended_at is null) = (outcome is null) and (ended_at is null) = (ended_by is null)));
create unique index one_epoch_is_asked_for on ledger.epoch_request ((true)) where ended_at is null;
-- A witnessed log that goes on under another name, by the word of its key, and what its house says is lost.
alter table ledger.witnessed_log add column follows text unique;
alter table ledger.witnessed_log add column link text;
alter table ledger.witnessed_log add column lost_from bigint;
alter table ledger.witnessed_log add column lost_to bigint;
alter table ledger.witnessed_log add constraint following_log_says_all check ((follows is null) = (link is null) and (follows is null) = (lost_from is null) and (follows is null) = (lost_to is null));
