-- Notices: what somebody is to know or do, who got it, and by which ways it left the house.

create table notices.notice (
  id bigint generated always as identity constraint notice_pk primary key,
  kind text not null,
  -- Its room's own name for it: the same is never told twice.
  key text not null,
  urgent boolean not null default false,
  -- How it is mailed to whoever chose nothing for the kind.
  mail text not null constraint notice_mail_is_known check (mail in ('at-once', 'digest', 'never')),
  agency_id text,
  to_account uuid,
  to_person uuid,
  to_post bigint,
  -- A role, or `responsible`: whoever answers for a unit of the agency.
  to_role text,
  what_th text not null, what_en text not null,
  todo_th text, todo_en text,
  by_on date,
  link text not null constraint notice_leads_to_a_page check (link ~ '^/[^/]'),
  -- Who is told when nobody could be reached where it was meant to go.
  sender_account uuid,
  created_at timestamptz not null default now(),
  -- Done, or no longer wanted.
  settled_at timestamptz,
  constraint notice_is_told_once unique (kind, key),
  constraint notice_is_for_somebody check (num_nonnulls(to_account, to_person, to_post, to_role) = 1)
);
create index notice_for_holders on notices.notice (created_at) where settled_at is null and (to_post is not null or to_role is not null);

create table notices.receipt (
  notice_id bigint not null constraint receipt_notice_exists references notices.notice (id) on delete cascade,
  account_id uuid not null,
  via text not null constraint receipt_via_is_known check (via in ('meant', 'head', 'secretariat')),
  received_at timestamptz not null default now(),
  read_at timestamptz,
  -- The post or role went to somebody else before it was read.
  withdrawn_at timestamptz,
  mail_mode text not null,
  mail_due_at timestamptz,
  mail_id uuid,
  constraint receipt_pk primary key (notice_id, account_id)
);
create index receipt_by_account on notices.receipt (account_id, notice_id desc) where withdrawn_at is null;
create index receipt_to_mail on notices.receipt (mail_due_at) where mail_id is null and mail_due_at is not null;
create index receipt_by_mail on notices.receipt (mail_id) where mail_id is not null;

-- One letter to one person, with one notice or many. Its id is its Message-ID: nobody outside can guess it.
create table notices.mail (
  id uuid constraint mail_pk primary key default gen_random_uuid(),
  account_id uuid not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  -- Also the fence: a sender that was thought dead ends nothing.
  attempts int not null default 0,
  address_hash bytea,
  ended_at timestamptz,
  outcome text constraint mail_outcome_is_known check (outcome in ('sent', 'no-address', 'refused', 'bounced', 'given-up', 'mail-off', 'not-needed')),
  last_error text,
  constraint mail_ends_with_an_outcome check ((ended_at is null) = (outcome is null))
);
create index mail_due on notices.mail (due_at) where ended_at is null;
create index mail_by_account on notices.mail (account_id, created_at desc);

-- An address that a mail server said is none: nothing more goes there until another one is set.
create table notices.address_trouble (
  account_id uuid constraint address_trouble_pk primary key,
  address_hash bytea not null,
  reason text not null,
  since timestamptz not null default now()
);

create table notices.preference (
  account_id uuid not null, kind text not null,
  mail text not null constraint preference_is_known check (mail in ('at-once', 'digest', 'never')),
  constraint preference_pk primary key (account_id, kind)
);
-- Minutes of the day in Bangkok between which nothing but what is urgent is mailed; over midnight when the first is the later.
create table notices.quiet_hours (
  account_id uuid constraint quiet_hours_pk primary key,
  from_minute int not null check (from_minute between 0 and 1439),
  to_minute int not null check (to_minute between 0 and 1439),
  constraint quiet_hours_are_not_the_whole_day check (from_minute <> to_minute)
);

create table notices.webhook (
  id bigint generated always as identity constraint webhook_pk primary key,
  -- null: notices of every agency.
  agency_id text,
  name text not null, url text not null, kinds text[] not null default '{}',
  secret_sealed text not null,
  -- Signs beside the new one until then.
  former_sealed text, former_until timestamptz,
  enabled boolean not null default true,
  failing_since timestamptz, disabled_why text,
  last_sent_at timestamptz, last_error text,
  created_at timestamptz not null default now(), created_by text not null,
  constraint former_secret_ends check ((former_sealed is null) = (former_until is null))
);
create unique index webhook_is_unique_by_address on notices.webhook (coalesce(agency_id, ''), url);

create table notices.delivery (
  id uuid constraint delivery_pk primary key default gen_random_uuid(),
  webhook_id bigint not null constraint delivery_webhook_exists references notices.webhook (id) on delete cascade,
  notice_id bigint constraint delivery_notice_exists references notices.notice (id) on delete cascade,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  ended_at timestamptz,
  outcome text constraint delivery_outcome_is_known check (outcome in ('taken', 'given-up', 'stopped')),
  last_status int, last_error text,
  constraint delivery_ends_with_an_outcome check ((ended_at is null) = (outcome is null)),
  constraint notice_is_delivered_once unique (webhook_id, notice_id)
);
create index delivery_due on notices.delivery (due_at) where ended_at is null;

-- Who holds a post or a role now, by the account they use: the oldest of several.
create view notices.holder as
with own as (
  select distinct on (a.person_id) a.person_id, a.id from identity.account_v1 a where a.kind = 'person' and a.state = 'active' order by a.person_id, a.id
)
select 'post' as what, m.post_id, null::text as role, m.agency_id, o.id as account_id
from organisations.mandate_v1 m join own o on o.person_id = m.person_id where m.source = 'appointment'
union all
select 'role', null, r.role, m.agency_id, o.id
from organisations.mandate_v1 m join own o on o.person_id = m.person_id cross join unnest(m.roles) as r (role) where m.source = 'appointment'
union all
select 'role', null, g.role, g.agency_id, a.id
from identity.role_grant_v1 g join identity.account_v1 a on a.id = g.account_id and a.kind = 'person' and a.state = 'active'
union all
select 'role', null, 'responsible', m.agency_id, o.id
from organisations.mandate_v1 m join organisations.post_v1 p on p.id = m.post_id and p.responsible join own o on o.person_id = m.person_id
where m.source = 'appointment' and m.kind in ('holder', 'acting');

-- Whom notices are meant for now; its agency's head where nobody is, then the secretariat.
create function notices.addressees(ids bigint[]) returns table (notice_id bigint, account_id uuid, via text) language sql stable as $$
with wanted as (
  select n.id, n.to_account, n.to_person, n.to_post, n.to_role, n.agency_id from notices.notice n where n.id = any (ids)
), meant as (
  select n.id as notice_id, a.id as account_id from wanted n join identity.account_v1 a on a.id = n.to_account and a.state = 'active'
  union
  select n.id, x.id from wanted n
  cross join lateral (select a.id from identity.account_v1 a where a.person_id = n.to_person and a.kind = 'person' and a.state = 'active' order by a.id limit 1) x
  union
  select n.id, h.account_id from wanted n join notices.holder h on h.what = 'post' and h.post_id = n.to_post
  union
  select n.id, h.account_id from wanted n join notices.holder h on h.what = 'role' and h.role = n.to_role and (n.agency_id is null or h.agency_id = n.agency_id)
), head as (
  select n.id as notice_id, h.account_id from wanted n join notices.holder h on h.what = 'role' and h.role = 'responsible' and h.agency_id = n.agency_id
  where (n.to_post is not null or n.to_role is not null) and not exists (select from meant m where m.notice_id = n.id)
)
select m.notice_id, m.account_id, 'meant' as via from meant m
union all
select h.notice_id, h.account_id, 'head' from (select distinct x.notice_id, x.account_id from head x) h
union all
select distinct n.id, h.account_id, 'secretariat' from wanted n join notices.holder h on h.what = 'role' and h.role = 'secretariat'
where (n.to_post is not null or n.to_role is not null) and not exists (select from meant m where m.notice_id = n.id) and not exists (select from head x where x.notice_id = n.id)
$$;
