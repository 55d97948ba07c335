-- name: insert_notices :many
insert into notices.notice (kind, key, urgent, mail, agency_id, to_account, to_person, to_post, to_role, what_th, what_en, todo_th, todo_en, by_on, link, sender_account)
select x.kind, x.key, x.urgent, x.mail, x.agency_id, x.to_account, x.to_person, x.to_post, x.to_role, x.what_th, x.what_en, x.todo_th, x.todo_en, x.by_on, x.link, x.sender_account
from jsonb_to_recordset($notices::jsonb) as x (kind text, key text, urgent boolean, mail text, agency_id text, to_account uuid, to_person uuid, to_post bigint, to_role text,
  what_th text, what_en text, todo_th text, todo_en text, by_on date, link text, sender_account uuid)
on conflict on constraint notice_is_told_once do nothing
returning id as "id!";

-- name: hand_out :exec
-- To whoever is meant now: mailed as each chose, after their quiet hours, and what is urgent at once. Who got one keeps it.
insert into notices.receipt (notice_id, account_id, via, mail_mode, mail_due_at)
select n.id, d.account_id, d.via, m.mode, case
  when n.urgent then $now::timestamptz
  when m.mode = 'digest' then $digest_at::timestamptz
  when m.mode = 'at-once' and q.account_id is not null and (
    (q.from_minute < q.to_minute and t.minute >= q.from_minute and t.minute < q.to_minute) or (q.from_minute > q.to_minute and (t.minute >= q.from_minute or t.minute < q.to_minute)))
    then (t.day + q.to_minute * interval '1 minute' + case when q.to_minute <= t.minute then interval '1 day' else interval '0' end) at time zone 'Asia/Bangkok'
  when m.mode = 'at-once' then $now::timestamptz
end
from notices.notice n
join notices.addressees($ids::bigint[]) d on d.notice_id = n.id
left join notices.preference p on p.account_id = d.account_id and p.kind = n.kind
left join notices.quiet_hours q on q.account_id = d.account_id
cross join lateral (select case when n.urgent then 'at-once' else coalesce(p.mail, n.mail) end as mode) m
cross join lateral (select date_trunc('day', x.local) as day, extract(hour from x.local)::int * 60 + extract(minute from x.local)::int as minute from (select $now::timestamptz at time zone 'Asia/Bangkok' as local) x) t
where n.id = any ($ids::bigint[])
on conflict on constraint receipt_pk do update set withdrawn_at = null, via = excluded.via where notices.receipt.withdrawn_at is not null;

-- name: list_reached :many
select n.id as "id!", n.key as "key!", n.kind as "kind!", n.sender_account, n.what_th as "what_th!", n.what_en as "what_en!", n.link as "link!",
  coalesce((select min(r.via) from notices.receipt r where r.notice_id = n.id and r.withdrawn_at is null), 'nobody') as "reached!",
  (select count(*)::int from notices.receipt r where r.notice_id = n.id and r.withdrawn_at is null) as "people!"
from notices.notice n
where n.id = any ($ids::bigint[])
order by n.id;

-- name: take_back :exec
-- A post or role went to somebody else: what its former holder has not read is no longer theirs.
with now_meant as materialized (
  select d.notice_id, d.account_id from notices.addressees($ids::bigint[]) d
)
update notices.receipt r set withdrawn_at = now()
where r.notice_id = any ($ids::bigint[]) and r.read_at is null and r.withdrawn_at is null
  and not exists (select from now_meant d where d.notice_id = r.notice_id and d.account_id = r.account_id);

-- name: list_waiting_for_holders :many
-- Open notices to posts and roles that nobody has read, of the last sixty days.
select n.id as "id!"
from notices.notice n
where n.settled_at is null and (n.to_post is not null or n.to_role is not null) and n.created_at > now() - interval '60 days'
  and not exists (select from notices.receipt r where r.notice_id = n.id and r.read_at is not null)
order by n.id
limit 5000;

-- name: settle_notices :exec
update notices.notice set settled_at = now() where kind = $kind::text and key = any ($keys::text[]) and settled_at is null;

-- name: insert_deliveries :exec
-- For the systems that hear of notices to agencies; what is a person's own goes to none.
insert into notices.delivery (webhook_id, notice_id)
select w.id, n.id
from notices.notice n
join notices.webhook w on w.enabled and (w.agency_id is null or w.agency_id = n.agency_id) and (w.kinds = '{}' or n.kind = any (w.kinds))
where n.id = any ($ids::bigint[]) and n.agency_id is not null
on conflict on constraint notice_is_delivered_once do nothing;
