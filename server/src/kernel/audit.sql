-- name: insert_audit :exec
insert into kernel.audit (actor, role, action, subject, detail)
values ($actor::text, $role::text, $action::text, $subject::text, $detail::jsonb);

-- name: list_audit :many
-- What happened to one subject, newest first.
select a.id as "id!", a.at as "at!", a.actor as "actor!", a.action as "action!", a.detail as "detail!"
from kernel.audit a
where a.subject = $subject::text
order by a.id desc
limit $limit::int;
