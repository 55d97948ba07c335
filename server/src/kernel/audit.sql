-- name: insert_audit :exec
insert into kernel.audit (actor, role, action, subject, detail)
values ($actor::text, $role::text, $action::text, $subject::text, $detail::jsonb);

-- name: insert_audit_rows :exec
insert into kernel.audit (actor, role, action, subject, detail)
select $actor::text, $role::text, $action::text, s.subject, $detail::jsonb from unnest($subjects::text[]) with ordinality s (subject, n) order by s.n;
