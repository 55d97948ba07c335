-- A person let a backfill go on: what failed before says nothing of what comes after.

alter table linkage.backfill add column resumed_at timestamptz;
