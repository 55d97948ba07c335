-- Letters that came back: each report is heeded once, and where reading of the mailbox of reports stands.

create table notices.mail_report (
  -- Of the message as it came.
  sha256 bytea constraint mail_report_pk primary key,
  taken_at timestamptz not null default now(),
  verdict text not null constraint mail_report_verdict_is_known check (verdict in ('hard', 'soft', 'delay', 'address-only', 'unknown')),
  mail_id uuid,
  reason text
);
create index mail_report_by_mail on notices.mail_report (mail_id) where verdict = 'soft';
create index mail_report_by_age on notices.mail_report (taken_at);

create table notices.returned_mailbox (
  name text constraint returned_mailbox_pk primary key,
  -- As the mail server numbers: another validity is another mailbox.
  uid_validity text not null,
  last_uid bigint not null,
  read_at timestamptz not null default now(),
  taken bigint not null default 0,
  unknown bigint not null default 0
);
-- To whom the letter goes is known when it is given to a mail server, so that a report that comes before the server's answer is heeded too.
