-- name: insert_campaign :maybe
insert into access.review_campaign (title_th, title_en, opens_on, closes_on, started_by)
values ($title_th::text, $title_en::text, $opens_on::date, $closes_on::date, $started_by::text)
on conflict (opens_on) where started_by = 'saphan' do nothing
returning id as "id!";

-- name: draw_items :exec
-- Every role, appointment, delegation and API token of today, each with the head who answers for it: of the own unit, else of the nearest
-- unit above, else of the agency; never the person itself. What nobody of an agency answers for is left to the system administrators.
-- A token is asked about where it acts for an office; a program's by the head of the agency that owns the program.
insert into access.review_item (campaign_id, reviewer_person_id, unit_id, account_id, grant_kind, grant_id, what_th, what_en)
with recursive heads as (
  select u.id as unit_id, u.agency_id, u.parent_id, m.person_id, case m.kind when 'holder' then 0 else 1 end as rank
  from organisations.unit_v1 u
  join organisations.post_v1 p on p.unit_id = u.id and p.responsible
  join organisations.mandate_v1 m on m.post_id = p.id and m.source = 'appointment'
), role_name (role, th, en) as (
  values ('operator', 'ผู้ดูแลระบบ', 'system administrator'), ('secretariat', 'ส่วนกลาง', 'secretariat'), ('steward', 'ผู้ดูแลข้อมูล', 'data steward'), ('reader', 'ผู้อ่าน', 'reader'),
    ('agency-admin', 'ผู้ดูแลของหน่วยงาน', 'agency administrator'), ('auditor', 'ผู้ตรวจสอบ', 'auditor'), ('citizen', 'ประชาชน', 'citizen'), ('service', 'ระบบ', 'service')
), held as (
  select 'role' as kind, g.id::text, g.account_id, a.person_id, coalesce(g.agency_id, a.owner_agency_id) as agency_id, null::bigint as unit_id,
    concat_ws(' · ', 'บทบาท' || n.th, coalesce(y.abbr_th, 'ทั้งกระทรวง')) as what_th, concat_ws(' · ', 'role ' || n.en, coalesce(y.name_en, 'the whole ministry')) as what_en
  from identity.role_grant_v1 g
  join identity.account_v1 a on a.id = g.account_id and a.state <> 'closed'
  join role_name n on n.role = g.role
  left join organisations.agency_v1 y on y.id = coalesce(g.agency_id, a.owner_agency_id)
  union all
  select m.source, m.id::text, a.id, m.person_id, m.agency_id, m.unit_id,
    concat_ws(' · ', case m.source when 'delegation' then 'อำนาจที่รับมอบจาก' else 'ตำแหน่ง' end || m.title_th, y.abbr_th, nullif(array_to_string(m.powers, ', '), '')),
    concat_ws(' · ', case m.source when 'delegation' then 'powers of ' else 'post ' end || m.title_en, y.name_en, nullif(array_to_string(m.powers, ', '), ''))
  from organisations.mandate_v1 m
  join identity.account_v1 a on a.person_id = m.person_id and a.kind = 'person' and a.state <> 'closed'
  join organisations.agency_v1 y on y.id = m.agency_id
  union all
  select 'token', t.id::text, a.id, a.person_id, w.agency_id, m.unit_id,
    concat_ws(' · ', 'โทเคน ' || t.name, case when t.scopes = '{*}' then 'ทุกอย่างที่ผู้ถือทำได้' else array_to_string(t.scopes, ', ') end, y.abbr_th, case when t.used_at is null then 'ไม่เคยใช้' end),
    concat_ws(' · ', 'token ' || t.name, case when t.scopes = '{*}' then 'all that its holder may' else array_to_string(t.scopes, ', ') end, y.name_en, case when t.used_at is null then 'never used' end)
  from identity.api_token_v1 t
  join identity.account_v1 a on a.id = t.account_id and a.state <> 'closed'
  left join organisations.mandate_v1 m on m.person_id = a.person_id and m.source || ':' || m.id = t.persona
  cross join lateral (select coalesce(m.agency_id, nullif(substring(t.persona from '^agency:(.+)$'), ''), a.owner_agency_id) as agency_id) w
  left join organisations.agency_v1 y on y.id = w.agency_id
  where w.agency_id is not null or (t.persona = '' and exists (select from identity.role_grant_v1 g where g.account_id = a.id and g.agency_id is null))
), above as (
  select h.kind, h.id as grant_id, h.unit_id as at, 0 as depth from held h where h.unit_id is not null
  union all
  select b.kind, b.grant_id, u.parent_id, b.depth + 1 from above b join organisations.unit_v1 u on u.id = b.at where u.parent_id is not null and b.depth < 20
)
select $campaign_id::bigint, reviewer.person_id, h.unit_id, h.account_id, h.kind, h.id, h.what_th, h.what_en
from held h
left join lateral (
  select c.person_id from (
    select x.person_id, b.depth, x.rank from above b join heads x on x.unit_id = b.at where b.kind = h.kind and b.grant_id = h.id
    union all
    select x.person_id, 100, x.rank from heads x where x.parent_id is null and x.agency_id = h.agency_id) c
  where c.person_id is distinct from h.person_id
  order by c.depth, c.rank, c.person_id
  limit 1
) reviewer on true
order by h.kind, h.id
on conflict do nothing;

-- name: list_campaigns :many
select c.id as "id!", c.title_th as "title_th!", c.title_en as "title_en!", c.opens_on as "opens_on!", c.closes_on as "closes_on!", c.started_by as "started_by!", c.reminded_at, c.closed_at,
  count(i.id)::int as "total!", count(i.id) filter (where i.decision = 'keep')::int as "kept!", count(i.id) filter (where i.decision = 'remove')::int as "removed!",
  count(i.id) filter (where i.decision is null and i.reviewer_person_id = $person_id::uuid)::int as "mine!"
from access.review_campaign c
left join access.review_item i on i.campaign_id = c.id
where $id::bigint is null or c.id = $id::bigint
group by c.id
order by c.id desc
limit 50;

-- name: list_items :many
-- Of one reviewer, or all; what is not answered yet first.
select i.id as "id!", i.account_id as "account_id!", a.display_name as "display_name!", a.user_name, i.grant_kind as "grant_kind!", i.what_th as "what_th!", i.what_en as "what_en!",
  i.decision, i.reason, i.decided_by, i.decided_at, p.given_th || ' ' || p.family_th as reviewer
from access.review_item i
join identity.account_v1 a on a.id = i.account_id
left join organisations.person_v1 p on p.id = i.reviewer_person_id
where i.campaign_id = $campaign_id::bigint and i.id > $after::bigint
  and ($reviewer::uuid is null or i.reviewer_person_id = $reviewer::uuid) and ($open::boolean is null or (i.decision is null) = $open::boolean)
order by i.id
limit $limit::int;

-- name: select_and_lock_item :maybe
-- Whether its reviewer still is a head is asked of today.
select i.id as "id!", i.campaign_id as "campaign_id!", i.reviewer_person_id, i.account_id as "account_id!", a.person_id, i.grant_kind as "grant_kind!", i.grant_id as "grant_id!", i.decision, c.closed_at,
  exists (select from organisations.mandate_v1 m join organisations.post_v1 p on p.id = m.post_id and p.responsible where m.source = 'appointment' and m.person_id = i.reviewer_person_id) as "reviewer_is_head!",
  (select m.since from organisations.mandate_v1 m where m.source = 'appointment' and i.grant_kind = 'appointment' and m.id::text = i.grant_id) as appointed_since
from access.review_item i
join access.review_campaign c on c.id = i.campaign_id
join identity.account_v1 a on a.id = i.account_id
where i.id = $id::bigint
for update of i;

-- name: note_decision :exec
update access.review_item set decision = $decision::text, reason = $reason::text, decided_by = $decided_by::text, decided_at = now() where id = $id::bigint;

-- name: list_open_items :many
select i.id as "id!" from access.review_item i where i.campaign_id = $campaign_id::bigint and i.decision is null order by i.id;

-- name: list_reviewers :many
-- Who has questions without an answer, and how many.
select i.reviewer_person_id as "person_id!", count(*)::int as "open!"
from access.review_item i
where i.campaign_id = $campaign_id::bigint and i.decision is null and i.reviewer_person_id is not null
group by i.reviewer_person_id
order by i.reviewer_person_id;

-- name: note_reminder :maybe
update access.review_campaign c set reminded_at = now() where c.id = $id::bigint and c.reminded_at is null and c.closed_at is null
returning c.id as "id!", c.title_th as "title_th!", c.title_en as "title_en!", c.closes_on as "closes_on!", (select count(distinct i.reviewer_person_id) from access.review_item i where i.campaign_id = c.id and i.decision is null)::int as "reviewers!";

-- name: close_campaign :maybe
update access.review_campaign set closed_at = now() where id = $id::bigint and closed_at is null returning id as "id!";

-- name: list_due_campaigns :many
-- Those to remind of (a week before their last day) and those to close (past it, a week after the reminder).
select c.id as "id!", c.reminded_at is null as "unreminded!", (c.closes_on < $today::date and c.reminded_at <= $now::timestamptz - interval '7 days') as ended
from access.review_campaign c
where c.closed_at is null and c.closes_on - 7 <= $today::date
order by c.id;
