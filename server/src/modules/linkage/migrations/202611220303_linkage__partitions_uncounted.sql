-- Which partitions the shown release holds is not known yet: its files are read outside of every transaction, and then it is told.

alter table linkage.partitioning add column uncounted_at timestamptz;
create index partitioning_uncounted on linkage.partitioning (uncounted_at) where uncounted_at is not null;
