-- name: list_audit :many
-- Days are those of Bangkok, both counted; an action is found by its beginning too (`identity.`).
select a.id as "id!", a.at as "at!", a.actor as "actor!", a.role as "role!", a.action as "action!", a.subject as "subject!", a.detail as "detail!"
from kernel.audit_v1 a
where ($before::bigint is null or a.id < $before::bigint)
  and ($actor::text is null or a.actor = $actor::text)
  and ($action::text is null or a.action like replace(replace(replace($action::text, '\', '\\'), '%', '\%'), '_', '\_') || '%')
  and ($subject::text is null or a.subject = $subject::text)
  and ($from::date is null or a.at >= $from::date::timestamp at time zone 'Asia/Bangkok')
  and ($to::date is null or a.at < ($to::date + 1)::timestamp at time zone 'Asia/Bangkok')
order by a.id desc
limit $limit::int;
