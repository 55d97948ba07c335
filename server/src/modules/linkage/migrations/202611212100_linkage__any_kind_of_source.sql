-- Which kinds of source there are is told by the connectors of the running version, not by the register.

alter table linkage.source
  drop constraint source_kind_check,
  add constraint source_kind_is_a_short_name check (kind ~ '^[a-z][a-z0-9-]{1,30}$');
