import { fieldOf, readParts, type MimePart } from './mime-parts.ts';

/** What a report says of a letter that a server took. */
export interface Report {
  /** By the letter's own Message-ID, which only whoever took it knows; null when the report names the address alone. */
  mailId: string | null;
  recipient: string | null;
  action: 'failed' | 'delayed' | 'other';
  /** RFC 3463, `5.1.1`. */
  status: string;
  reason: string;
}

const UUID = /<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^>\s]{1,255}>/i;
/** Not a piece of a network's address. */
const STATUS = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/;
const REPLY = /(?:^|[\s'"#(:])([45]\d\d)[ -]/m;
const RETURNED = /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)\b/i;
/** Mail systems, by what they call themselves in the head. */
const DAEMON = /mailer-daemon|postmaster|mail delivery|microsoftexchange[0-9a-f]{0,40}@|mail system/i;
const UNDELIVERED = /undeliver|delivery (?:status|failure|has failed|incomplete)|returned mail|failure notice|mail delivery failed|delivery delayed|ส่งไม่สำเร็จ|ไม่สามารถส่ง/i;
const DELAYED = /delayed|still (?:being )?tr(?:ying|ied)|will (?:be retried|keep trying|continue to try)|not yet been delivered|warning message only/i;

/**
 * Reads a report about a letter that could not be delivered: by RFC 3464, or as the plain text that older mail systems write.
 *
 * @returns null when it is none: an answer of a person, of a holiday, or anything else.
 */
export function readReport(text: string): Report | null {
  const parts = readParts(text.replaceAll('\0', ''));
  const [top] = parts;
  if (!top) return null;
  return /^multipart\/report\b/i.test(fieldOf(top.head, 'content-type')) ? readStandard(top, parts) : readText(top, parts);
}

function readStandard(top: MimePart, parts: readonly MimePart[]): Report | null {
  const body = parts.find(({ head }) => /^message\/(?:global-)?delivery-status\b/i.test(fieldOf(head, 'content-type')))?.body.replace(/\r?\n[ \t]+/g, ' ');
  const status = STATUS.exec(fieldOf(body ?? '', 'status'))?.[0];
  if (body === undefined || status === undefined) return null;
  const action = fieldOf(body, 'action').toLowerCase();
  return {
    mailId: idIn(parts.filter(({ head }) => RETURNED.test(fieldOf(head, 'content-type'))).map((part) => part.body).join('\n')) ?? idOfReply(top.head), recipient: addressOf(fieldOf(body, 'original-recipient')) ?? addressOf(fieldOf(body, 'final-recipient')),
    action: action === 'failed' || action === 'delayed' ? action : 'other', status, reason: `${status} ${fieldOf(body, 'diagnostic-code')}`.trim().slice(0, 300),
  };
}

/** The report of a mail system that knows no RFC 3464: what it says, then the letter's head or all of it. */
function readText(top: MimePart, parts: readonly MimePart[]): Report | null {
  if (!DAEMON.test(fieldOf(top.head, 'from')) && !(fieldOf(top.head, 'return-path').startsWith('<>') && UNDELIVERED.test(fieldOf(top.head, 'subject')))) return null;
  const all = parts.map(({ body }) => body).join('\n');
  const returned = /^[ \t>]*(?:message-id|received|return-path):/im.exec(all)?.index ?? all.length;
  const said = all.slice(0, returned).slice(0, 20_000);
  const reply = REPLY.exec(said)?.[1];
  const status = STATUS.exec(said)?.[0] ?? (reply && `${reply.charAt(0)}.0.0`);
  if (!status) return null;
  const line = said.split(/\r?\n/).find((each) => each.includes(STATUS.exec(said)?.[0] ?? reply ?? '')) ?? '';
  return {
    mailId: idIn(all.slice(returned)) ?? idOfReply(top.head), recipient: addressOf(fieldOf(top.head, 'x-failed-recipients')) ?? addressOf(said), action: DELAYED.test(said) || DELAYED.test(fieldOf(top.head, 'subject')) ? 'delayed' : 'failed', status,
    reason: line.replace(/[\s#>]+/g, ' ').trim().slice(0, 300) || status,
  };
}

/** Of the letter that came back: its own Message-ID, not one that it answers. */
const idIn = (text: string): string | null => (UUID.exec(/^[ \t>]*message-id:[^<]{0,200}(?:\r?\n[ \t]+)?(<[^>]{1,320}>)/im.exec(text)?.[1] ?? '')?.[1]?.toLowerCase()) ?? null;
const idOfReply = (head: string): string | null => (UUID.exec(fieldOf(head, 'in-reply-to')) ?? UUID.exec(fieldOf(head, 'references')))?.[1]?.toLowerCase() ?? null;
const addressOf = (text: string): string | null => /[^\s@<>(),;:"[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}/.exec(text.slice(0, 20_000))?.[0]?.replace(/\.+$/, '').toLowerCase() ?? null;
