-- Sources get a name, can be changed and retired; a raw file may be the beginning of what a source has.

alter table linkage.source
  add column name text constraint source_name_is_not_blank check (name ~ '\S'),
  -- Counts the settings. What a fetch under earlier settings remembered is not taken over.
  add column revision int not null default 1,
  add column changed_at timestamptz,
  add column changed_by text,
  add column retired_by text,
  add column retired_reason text,
  add constraint retired_source_says_who_and_why check ((retired_at is null) = (retired_by is null) and (retired_at is null) = (retired_reason is null));

-- The revision of the source under which the run was claimed to fetch.
alter table linkage.run add column source_revision int;

-- A cut file serves drafts and previews only: as a snapshot it would delete the rows it leaves out.
alter table linkage.raw add column cut boolean not null default false;
