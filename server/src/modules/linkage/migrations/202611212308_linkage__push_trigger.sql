-- A run of bytes that an agency's program or agent sent in says so.
alter table linkage.run
  drop constraint run_trigger_check,
  add constraint run_trigger_check check (trigger in ('person', 'schedule', 'watch', 'command', 'sample', 'replay', 'backfill', 'push'));
