-- The audit trail as auditors read it; the table itself stays closed to every module.
create view kernel.audit_v1 as select a.id, a.at, a.actor, a.role, a.action, a.subject, a.detail from kernel.audit a;
create index audit_by_actor on kernel.audit (actor, id);
create index audit_by_action on kernel.audit (action text_pattern_ops, id);
