-- How a source is read: all of it, what changed behind a cursor, or files of new rows only.

alter table linkage.source
  add column reading jsonb not null default '{"mode": "snapshot"}',
  -- When all of it was last read and published, and how many parts came since: a cursor sees no deletes, so all is read again from time to time.
  add column full_read_at timestamptz,
  add column parts_since_full int not null default 0;

alter table linkage.run
  -- Somebody asked for everything, whatever the reading says.
  add column read_all boolean not null default false,
  -- How much of the source the fetched bytes hold; another attempt at the same bytes finds it here.
  add column reach jsonb;

-- A part of what a source has is never linked alone: as a snapshot it would delete the rows it leaves out.
alter table linkage.raw add column part boolean not null default false;
