/** Reports as mail systems write them, made by hand after their documents. */
export interface Returned { messageId: string; to: string }

/** Postfix: RFC 3464 in three parts, the third the letter's head. */
export const byPostfix = ({ messageId, to }: Returned, { action = 'failed', status = '5.1.1', said = '550 5.1.1 <x>: Recipient address rejected: User unknown' } = {}): string => [
  'Return-Path: <>', 'From: MAILER-DAEMON@mx.moac.example (Mail Delivery System)', 'Subject: Undelivered Mail Returned to Sender', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status;', '\tboundary="9F1C52.1770000000/mx.moac.example"', '', 'This is a MIME-encapsulated message.', '',
  '--9F1C52.1770000000/mx.moac.example', 'Content-Description: Notification', 'Content-Type: text/plain; charset=us-ascii', '', 'This is the mail system at host mx.moac.example.', '',
  '--9F1C52.1770000000/mx.moac.example', 'Content-Description: Delivery report', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.moac.example', 'X-Postfix-Queue-ID: 9F1C52', '',
  `Final-Recipient: rfc822; ${to}`, `Original-Recipient: rfc822;${to}`, `Action: ${action}`, `Status: ${status}`, 'Remote-MTA: dns; mail.rid.example', `Diagnostic-Code: smtp; ${said.replace(' ', '\r\n    ')}`, '',
  '--9F1C52.1770000000/mx.moac.example', 'Content-Description: Undelivered Message Headers', 'Content-Type: text/rfc822-headers', '', 'Return-Path: <no-reply@moac.example>', `To: ${to}`, `Message-ID: <${messageId}>`, 'Subject: =?utf-8?B?4LiB?=', '',
  '--9F1C52.1770000000/mx.moac.example--', ''].join('\r\n');

/** Exchange: the same by RFC 3464, within further parts, its words in base64 and the letter's head folded. */
export const byExchange = ({ messageId, to }: Returned): string => [
  'From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@moac.example>', `In-Reply-To: <${messageId}>`, 'Subject: Undeliverable: notice', 'Content-Type: multipart/report; report-type=delivery-status; boundary="aa"', '',
  '--aa', 'Content-Type: multipart/alternative; differences=Content-Type; boundary="bb"', '', '--bb', 'Content-Type: text/plain; charset="utf-8"', 'Content-Transfer-Encoding: base64', '', Buffer.from('ส่งถึงผู้รับไม่ได้').toString('base64'),
  '--bb', 'Content-Type: text/html; charset="utf-8"', '', '<p>x</p>', '--bb--', '', '--aa', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns;EXCH01.moac.example', '',
  `Final-Recipient: rfc822;${to}`, 'Action: failed', 'Status: 5.1.10', 'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', '',
  '--aa', 'Content-Type: message/rfc822', '', 'Received: from saphan', `To: ${to}`, 'Message-ID:', ` <${messageId}>`, 'Subject: notice', '', 'text', '--aa--', ''].join('\r\n');

/** qmail and its kin: no parts at all, the letter below a line. */
export const byQmail = ({ messageId, to }: Returned): string => [
  'Return-Path: <>', 'From: MAILER-DAEMON@mail.rid.example', 'Subject: failure notice', '', 'Hi. This is the qmail-send program at mail.rid.example.', "I'm afraid I wasn't able to deliver your message to the following addresses.",
  "This is a permanent error; I've given up. Sorry it didn't work out.", '', `<${to}>:`, '10.4.5.6 does not like recipient.', 'Remote host said: 550 mailbox unavailable', 'Giving up on 10.4.5.6.', '',
  '--- Below this line is a copy of the message.', '', 'Return-Path: <no-reply@moac.example>', `To: ${to}`, `Message-ID: <${messageId}>`, '', 'text', ''].join('\r\n');

/** The plain text of older Exchange servers: what it says, then the head of the letter. */
export const byOldExchange = ({ messageId, to }: Returned): string => [
  'From: postmaster@rid.example', 'Subject: Undeliverable: notice', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '',
  'Delivery has failed to these recipients or distribution lists:', '', to.replace('@', '=40'), 'The recipient=27s mailbox is full and can=27t accept messages now.', '', 'Diagnostic information for administrators:', 'Generating server: rid.example', '',
  '#550 5.2.2 RESOLVER.RST.NotAuthorized; mailbox full ##', '', 'Original message headers:', '', 'Received: from saphan (10.5.2.9)', `Message-ID: <${messageId}>`, ''].join('\r\n');

/** A person's answer for days away, which names the letter and numbers. */
export const byHoliday = ({ messageId, to }: Returned): string => [
  `From: ${to}`, `In-Reply-To: <${messageId}>`, 'Auto-Submitted: auto-replied', 'Subject: Out of office: undeliverable until Monday', '', 'I am away. Call 550 1234, room 5.1.1.', ''].join('\r\n');
