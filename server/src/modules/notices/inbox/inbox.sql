-- name: list_own :many
select n.id as "id!", n.kind as "kind!", n.urgent as "urgent!", n.agency_id, n.what_th as "what_th!", n.what_en as "what_en!", n.todo_th, n.todo_en, n.by_on, n.link as "link!",
  n.created_at as "created_at!", n.settled_at, r.read_at, r.via as "via!"
from notices.receipt r join notices.notice n on n.id = r.notice_id
where r.account_id = $account_id::uuid and r.withdrawn_at is null and ($before::bigint is null or n.id < $before::bigint)
  and ($agency_id::text is null or n.agency_id = $agency_id::text) and (not $unread::boolean or (r.read_at is null and n.settled_at is null))
order by n.id desc
limit $limit::int;

-- name: count_unread :one
select count(*)::int as "unread!" from notices.receipt r join notices.notice n on n.id = r.notice_id
where r.account_id = $account_id::uuid and r.withdrawn_at is null and r.read_at is null and n.settled_at is null;

-- name: list_own_agencies :many
select distinct n.agency_id as "agency_id!" from notices.receipt r join notices.notice n on n.id = r.notice_id
where r.account_id = $account_id::uuid and r.withdrawn_at is null and n.agency_id is not null
order by n.agency_id;

-- name: mark_read :exec
-- All of them when none is named.
update notices.receipt set read_at = case when $read::boolean then now() end
where account_id = $account_id::uuid and withdrawn_at is null and ($ids::bigint[] is null or notice_id = any ($ids::bigint[])) and (read_at is null) = $read::boolean;

-- name: list_preferences :many
select p.kind as "kind!", p.mail as "mail!" from notices.preference p where p.account_id = $account_id::uuid;

-- name: find_quiet_hours :maybe
select q.from_minute as "from_minute!", q.to_minute as "to_minute!" from notices.quiet_hours q where q.account_id = $account_id::uuid;

-- name: find_own_address :maybe
select p.email, t.reason, t.since
from identity.account_v1 a join organisations.person_v1 p on p.id = a.person_id
left join notices.address_trouble t on t.account_id = a.id and t.address_hash = sha256(convert_to(lower(p.email), 'UTF8'))
where a.id = $account_id::uuid;

-- name: find_waiting_mail :maybe
-- Own letters that no mail server has taken yet, and what it said last.
select count(*)::int as "letters!", min(m.created_at) as "since!", (array_agg(m.last_error order by m.due_at desc))[1] as "reason!"
from notices.mail m
where m.account_id = $account_id::uuid and m.ended_at is null and m.last_error is not null
having count(*) > 0;

-- name: put_preferences :exec
insert into notices.preference (account_id, kind, mail)
select $account_id::uuid, x.kind, x.mail from jsonb_to_recordset($preferences::jsonb) as x (kind text, mail text)
on conflict on constraint preference_pk do update set mail = excluded.mail;

-- name: delete_quiet_hours :exec
delete from notices.quiet_hours where account_id = $account_id::uuid;

-- name: put_quiet_hours :exec
insert into notices.quiet_hours (account_id, from_minute, to_minute) values ($account_id::uuid, $from_minute::int, $to_minute::int)
on conflict on constraint quiet_hours_pk do update set from_minute = excluded.from_minute, to_minute = excluded.to_minute;

-- name: forget_address_trouble :exec
delete from notices.address_trouble where account_id = $account_id::uuid;
