-- What those who run the house ask every few seconds stays quick with a million runs and five thousand sources.

-- How the last runs of a source ended, newest first.
create index run_ended_by_source on linkage.run (source_id, id desc) include (state)
  where source_id is not null and state in ('published', 'held', 'no_change', 'rejected', 'failed', 'superseded');
create index run_held on linkage.run (created_at) where state = 'held';
-- The slowest of each day; a run that waited for a decision was not slow.
create index run_slowest on linkage.run (((finished_at at time zone 'UTC')::date), (finished_at - started_at) desc)
  where started_at is not null and decision is null and state in ('published', 'no_change', 'failed');
