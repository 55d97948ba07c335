import type { Tx } from '#kernel/db.ts';
import { noticesProblem } from '../errors.ts';
import { bounceMail, noteDelay, noteTrouble } from './mail.sql.gen.ts';
import { tellUndelivered } from './undelivered.ts';

/** What a delivery report says (RFC 3464). */
export interface Report { mailId: string; action: string; status: string; reason: string }

const UUID = /<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^>\s]{1,255}>/i;

/**
 * Reads a delivery report: `message/delivery-status` with its action and status, and the Message-ID of the letter it is about.
 *
 * @returns null when it is none, or about no letter of ours.
 */
export function readReport(text: string): Report | null {
  const unfolded = text.replace(/\r?\n[ \t]+/g, ' ');
  if (!/^content-type:\s*multipart\/report\b/im.test(unfolded)) return null;
  const status = afterHeader(unfolded, /^content-type:\s*message\/(?:global-)?delivery-status\b.*$/im);
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.{0,500})$`, 'im').exec(status ?? '')?.[1]?.trim() ?? '';
  // Of the returned letter, not of the report's own head.
  const id = UUID.exec(afterHeader(unfolded, /^content-type:\s*(?:message\/(?:rfc822|global)|text\/rfc822-headers)\b.*$/im) ?? '')?.[1];
  const code = /^[245]\.\d{1,3}\.\d{1,3}/.exec(field('status'))?.[0];
  if (status === null || id === undefined || code === undefined) return null;
  return { mailId: id.toLowerCase(), action: field('action').toLowerCase(), status: code, reason: `${code} ${field('diagnostic-code')}`.trim().slice(0, 300) };
}

const afterHeader = (text: string, header: RegExp): string | null => {
  const found = header.exec(text);
  return found ? text.slice(found.index + found[0].length) : null;
};

/**
 * Heeds a report: a letter that failed for good marks its address, and those concerned are told; a delay is noted. The same report twice changes nothing.
 *
 * @throws `notices.report-unreadable`.
 */
export async function takeMailReport(tx: Tx, text: string): Promise<{ heeded: boolean }> {
  const report = readReport(text);
  if (!report) throw noticesProblem('report-unreadable');
  const reason = report.reason.replace(/\S+@\S+/g, '…');
  if (report.action !== 'failed' || !report.status.startsWith('5')) {
    await noteDelay(tx, { id: report.mailId, reason });
    return { heeded: false };
  }
  const bounced = await bounceMail(tx, { id: report.mailId, reason });
  if (!bounced) return { heeded: false };
  await noteTrouble(tx, { mail_id: report.mailId, reason });
  await tellUndelivered(tx, report.mailId);
  return { heeded: true };
}
