-- name: insert_audit :exec
insert into kernel.audit (actor, role, action, subject, detail)
values ($actor::text, $role::text, $action::text, $subject::text, $detail::jsonb);
