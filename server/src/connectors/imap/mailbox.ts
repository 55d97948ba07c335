import type { FetchMessageObject, ImapFlow, MessageStructureObject } from 'imapflow';
import { fileServerProblem } from '../files/problems.ts';
import { connectorProblem } from '../problems.ts';
import { mailError } from './connect.ts';
import { headerValues } from './sender-proof.ts';

/** A mail as its head and its parts tell; nothing of its content was read. */
export interface Mail {
  /** Grows with each mail that comes into the mailbox, and is never given twice (RFC 9051 §2.3.1.1). */
  readonly uid: number;
  /** When the receiving server took it; the date that the sender wrote is not looked at. */
  readonly receivedMs: number;
  /** The one address that stands in From; null when there is none, or several. */
  readonly from: string | null;
  readonly subject: string;
  /** Values of Authentication-Results, from the top. */
  readonly findings: readonly string[];
  readonly structure: MessageStructureObject | undefined;
}

/** A mailbox that is opened to be read and never changed: no mail is marked as seen, moved or removed. */
export interface Mailbox {
  /** Changes when the server numbers all mails anew. */
  readonly uidValidity: string;
  readonly mails: number;
  /** Numbers of mails from one on, received since, rising. */
  listUids(from: number, sinceMs: number | null): Promise<number[]>;
  look(uids: readonly number[]): Promise<Mail[]>;
  /** A window of a part, encoded as it lies; shorter than asked at its end. @throws `connectors.file-changed` when the mail is gone. */
  window(uid: number, part: string, start: number, length: number): Promise<Buffer>;
  close(): void;
}

/** Opens a mailbox read-only (EXAMINE). @throws `connectors.mailbox-missing`. */
export async function openMailbox(client: ImapFlow, folder: string): Promise<Mailbox> {
  const asked = async <T>(ask: () => Promise<T>): Promise<T> => ask().catch((error: unknown) => { throw mailError(error, null); });
  const opened = await asked(() => client.mailboxOpen(folder, { readOnly: true })).catch((error: unknown) => { client.close(); throw error; });
  return {
    uidValidity: String(opened.uidValidity),
    mails: opened.exists,
    async listUids(from, sinceMs) {
      if (opened.exists === 0) return [];
      // SINCE knows days only, of the server's own zone: the day before is asked for too.
      const found = await asked(() => client.search({ uid: `${from}:*`, ...(sinceMs === null ? {} : { since: new Date(sinceMs - 86_400_000) }) }, { uid: true }));
      // A server that refuses the question has not said that there is no mail.
      if (!Array.isArray(found)) throw fileServerProblem('source-vanished', { detailTh: 'เครื่องจดหมายไม่รับคำสั่งค้นหา', detailEn: 'The mail server refuses to search.' });
      // `n:*` names the last mail even when its number lies below n.
      return found.filter((uid) => uid >= from).sort((a, b) => a - b);
    },
    async look(uids) {
      const found = await asked(() => client.fetchAll([...uids], { uid: true, envelope: true, internalDate: true, bodyStructure: true, headers: ['authentication-results'] }, { uid: true }));
      return found.map(mailOf);
    },
    async window(uid, part, start, length) {
      const found = await asked(() => client.fetchOne(String(uid), { uid: true, bodyParts: [{ key: part, start, maxLength: length }] }, { uid: true }));
      if (!found) throw connectorProblem('file-changed', { uid });
      const bytes: unknown = found.bodyParts?.get(part.toLowerCase());
      return Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0); // a server may answer with nothing (NIL)
    },
    close: () => client.close(),
  };
}

function mailOf({ uid, internalDate, envelope, headers, bodyStructure }: FetchMessageObject): Mail {
  const from = envelope?.from ?? [];
  return {
    uid, receivedMs: internalDate ? new Date(internalDate).getTime() : 0, from: from.length === 1 ? from[0]?.address ?? null : null,
    subject: envelope?.subject ?? '', findings: headerValues(headers?.toString('latin1') ?? '', 'authentication-results'), structure: bodyStructure,
  };
}
