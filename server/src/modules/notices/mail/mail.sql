-- name: put_off_the_many :exec
-- Whoever got twelve letters within the hour gets the rest with the next digest; what is urgent still goes.
update notices.receipt r set mail_due_at = $digest_at::timestamptz, mail_mode = 'digest'
from notices.notice n
where n.id = r.notice_id and not n.urgent and r.mail_id is null and r.mail_due_at <= now() and r.mail_mode = 'at-once'
  and (select count(*) from notices.mail m where m.account_id = r.account_id and m.created_at > now() - interval '1 hour') >= 12;

-- name: gather_mail :one
-- One letter a person with all that is due; what was read, settled or handed on meanwhile needs none.
with due as (
  select r.notice_id, r.account_id, r.read_at is null and r.withdrawn_at is null and n.settled_at is null as wanted
  from notices.receipt r join notices.notice n on n.id = r.notice_id
  where r.mail_id is null and r.mail_due_at <= now()
  order by r.mail_due_at
  limit 1000
  for update of r skip locked
), made as (
  insert into notices.mail (account_id) select distinct d.account_id from due d where d.wanted returning id, account_id
), joined as (
  update notices.receipt r set mail_id = m.id from due d join made m on m.account_id = d.account_id where d.wanted and r.notice_id = d.notice_id and r.account_id = d.account_id
), passed as (
  update notices.receipt r set mail_due_at = null from due d where not d.wanted and r.notice_id = d.notice_id and r.account_id = d.account_id
)
select count(*)::int as "made!" from made m;

-- name: lease_mail :many
-- Those due; whoever dies with a letter in hand leaves it to another after five minutes.
update notices.mail l set attempts = l.attempts + 1, due_at = now() + interval '5 minutes', address_hash = sha256(convert_to(lower(w.email), 'UTF8'))
from (
  select x.id, a.display_name, a.state, a.demo, p.email,
    exists (select from notices.address_trouble t where t.account_id = a.id and t.address_hash = sha256(convert_to(lower(p.email), 'UTF8'))) as troubled
  from notices.mail x
  join identity.account_v1 a on a.id = x.account_id
  left join organisations.person_v1 p on p.id = a.person_id
  where x.ended_at is null and x.due_at <= now()
  order by x.due_at, x.id
  limit $limit::int
  for update of x skip locked
) w
where l.id = w.id
returning l.id as "id!", l.account_id as "account_id!", l.created_at as "created_at!", l.attempts as "attempts!", w.display_name as "display_name!", w.state as "state!", w.demo as "demo!", w.email, w.troubled as "troubled!";

-- name: list_notices_of_mail :many
select n.id as "id!", n.kind as "kind!", n.urgent as "urgent!", n.what_th as "what_th!", n.what_en as "what_en!", n.todo_th, n.todo_en, n.by_on, n.link as "link!", n.sender_account
from notices.receipt r join notices.notice n on n.id = r.notice_id
where r.mail_id = $mail_id::uuid and r.withdrawn_at is null and n.settled_at is null
order by n.urgent desc, n.by_on nulls last, n.id;

-- name: end_mail :maybe
-- Only by the attempt that has it in hand.
update notices.mail set ended_at = now(), outcome = $outcome::text, last_error = $error::text, address_hash = case when $address::text is null then address_hash else sha256(convert_to(lower($address::text), 'UTF8')) end
where id = $id::uuid and ended_at is null and attempts = $attempts::int
returning id as "id!";

-- name: postpone_mail :exec
update notices.mail set due_at = now() + $seconds::int * interval '1 second', last_error = $error::text where id = $id::uuid and ended_at is null and attempts = $attempts::int;

-- name: end_waiting_mail :exec
-- Mail is off: what waits is not sent when it is switched on some day.
update notices.mail set ended_at = now(), outcome = 'mail-off' where ended_at is null;

-- name: bounce_mail :maybe
-- A report about a letter that a server took, or took without our knowing, and could not deliver.
update notices.mail set outcome = 'bounced', last_error = $reason::text, ended_at = coalesce(ended_at, now())
where id = $id::uuid and (outcome = 'sent' or (ended_at is null and attempts > 0)) and address_hash is not null
returning account_id as "account_id!", address_hash as "address_hash!";

-- name: note_delay :maybe
update notices.mail set last_error = $reason::text where id = $id::uuid and (outcome = 'sent' or (ended_at is null and attempts > 0)) returning id as "id!";

-- name: find_mail :maybe
select m.id as "id!" from notices.mail m where m.id = $id::uuid;

-- name: find_last_mail_to :maybe
-- The last letter of the last five days to an address.
select m.id as "id!" from notices.mail m
where m.address_hash = sha256(convert_to(lower($address::text), 'UTF8')) and m.outcome = 'sent' and m.ended_at > now() - interval '5 days'
order by m.ended_at desc
limit 1;

-- name: insert_report :maybe
insert into notices.mail_report (sha256, verdict) values (sha256(convert_to($text::text, 'UTF8')), 'unknown') on conflict on constraint mail_report_pk do nothing returning encode(sha256, 'hex') as "sha256!";

-- name: find_report :maybe
select r.verdict as "verdict!" from notices.mail_report r where r.sha256 = sha256(convert_to($text::text, 'UTF8'));

-- name: judge_report :exec
update notices.mail_report set verdict = $verdict::text, mail_id = $mail_id::uuid, reason = $reason::text where sha256 = decode($sha256::text, 'hex');

-- name: count_soft :one
-- Letters to the same address that did not arrive, of the last fourteen days; this one among them.
select count(distinct r.mail_id)::int as "count!"
from notices.mail m
join notices.mail x on x.account_id = m.account_id and x.address_hash = m.address_hash
join notices.mail_report r on r.mail_id = x.id and r.verdict = 'soft' and r.taken_at > now() - interval '14 days'
where m.id = $mail_id::uuid;

-- name: lock_returned_mailbox :one
insert into notices.returned_mailbox as b (name, uid_validity, last_uid) values ($name::text, $uid_validity::text, 0)
on conflict on constraint returned_mailbox_pk do update set read_at = now(), uid_validity = excluded.uid_validity, last_uid = case when b.uid_validity = excluded.uid_validity then b.last_uid else 0 end
returning b.last_uid as "last_uid!";

-- name: move_returned_mailbox :exec
update notices.returned_mailbox set last_uid = greatest(last_uid, $uid::bigint), taken = taken + 1, unknown = unknown + $unknown::int where name = $name::text;

-- name: note_trouble :exec
insert into notices.address_trouble (account_id, address_hash, reason) select m.account_id, m.address_hash, $reason::text from notices.mail m where m.id = $mail_id::uuid and m.address_hash is not null
on conflict on constraint address_trouble_pk do update set address_hash = excluded.address_hash, reason = excluded.reason, since = now();

-- name: forget_old :exec
with mails as (delete from notices.mail m where m.ended_at < now() - interval '400 days'),
  reports as (delete from notices.mail_report r where r.taken_at < now() - interval '400 days')
delete from notices.notice n where n.created_at < now() - interval '400 days';

-- name: find_owner_of_mail :maybe
select m.account_id as "account_id!", a.display_name as "display_name!" from notices.mail m join identity.account_v1 a on a.id = m.account_id where m.id = $id::uuid;
