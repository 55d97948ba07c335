-- name: insert_letters :exec
-- To the account of each person, where it is in use; the oldest of several.
insert into identity.letter (account_id, kind, about)
select a.id, $kind::text, w.about
from jsonb_to_recordset($to::jsonb) as w (person_id uuid, about jsonb)
cross join lateral (select x.id from identity.account x where x.person_id = w.person_id and x.kind = 'person' and x.state = 'active' and not x.demo order by x.id limit 1) a;

-- name: lease_letters :many
-- Those due; whoever dies with a letter in hand leaves it to another after five minutes.
update identity.letter l set attempts = l.attempts + 1, due_at = now() + interval '5 minutes'
from (
  select x.id, a.display_name, a.state, p.email
  from identity.letter x
  join identity.account a on a.id = x.account_id
  left join organisations.person_v1 p on p.id = a.person_id
  where x.ended_at is null and x.due_at <= now()
  order by x.due_at, x.id
  limit $limit::int
  for update of x skip locked
) w
where l.id = w.id
returning l.id as "id!", l.kind as "kind!", l.about as "about!", l.created_at as "created_at!", l.attempts as "attempts!", w.display_name as "display_name!", w.state as "state!", w.email;

-- name: end_letter :exec
update identity.letter set ended_at = now(), outcome = $outcome::text, last_error = $error::text where id = $id::bigint and ended_at is null;

-- name: postpone_letter :exec
update identity.letter set due_at = now() + $seconds::int * interval '1 second', last_error = $error::text where id = $id::bigint and ended_at is null;

-- name: end_waiting_letters :exec
-- Mail is off: what waits is not sent when it is switched on some day.
update identity.letter set ended_at = now(), outcome = 'mail-off' where ended_at is null;

-- name: forget_letters :exec
delete from identity.letter where ended_at < now() - interval '90 days';
