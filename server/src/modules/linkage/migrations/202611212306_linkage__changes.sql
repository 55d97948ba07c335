-- Changes are taken from one place at the source (a replication slot), which serves one source only: two would take them away from each other.

alter table linkage.source add column takes_from text;
create unique index source_takes_alone on linkage.source (takes_from) where takes_from is not null and retired_at is null;

-- Keys that a fetch brought beside its rows: those that are gone, or all that are there in some buckets. Kept as long as the rows.
alter table linkage.run add column keys_raw_id bigint references linkage.raw;
