import { setTimeout as wait } from 'node:timers/promises';
import { tooLarge, type BodyLimits } from '#kernel/net/limited-body.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { isBreak, type Line } from '../files/line.ts';
import { connectorProblem } from '../problems.ts';
import type { ChosenMail } from './choose-mail.ts';
import type { Mailbox } from './mailbox.ts';
import { mailProblem } from './problems.ts';
import { openTransferDecoder } from './transfer-decoder.ts';

export interface AttachmentOptions {
  limits: BodyLimits;
  /** How often in a row a connection that brings nothing more is made anew, and how long before the first of them. */
  attempts: number;
  pauseMs: number;
  signal: AbortSignal;
  onBytes(received: number): void;
}

/** Encoded bytes that are asked for at once. */
const WINDOW = 512 * 1024;

/**
 * The bytes of an attachment, window by window; a connection that breaks is made anew and the window asked for again. The mail cannot change, and a
 * mailbox that was numbered anew meanwhile gives nothing more.
 * @throws `kernel.answer-too-large` before anything is fetched when the mail says so, `connectors.file-changed`, `connectors.mailbox-renumbered`, `connectors.attachment-unreadable`.
 */
export async function* readAttachment(line: Line<Mailbox>, { mail, attachment }: ChosenMail, options: AttachmentOptions): AsyncGenerator<Buffer> {
  const { limits } = options;
  const least = attachment.encoding === 'base64' ? Math.floor(attachment.encodedBytes * 0.7) : attachment.encoding === 'quoted-printable' ? Math.floor(attachment.encodedBytes / 3) : attachment.encodedBytes;
  if (least > limits.bytes) throw tooLarge(limits.bytes);
  const decoder = openTransferDecoder(attachment.encoding);
  const deadline = Date.now() + limits.totalMs;
  let received = 0;
  const counted = (bytes: Buffer): Buffer => {
    received += bytes.length;
    if (received > limits.bytes) throw tooLarge(limits.bytes);
    options.onBytes(received);
    return bytes;
  };
  const { uidValidity } = line.server();
  for (let start = 0; ;) {
    if (Date.now() > deadline) throw netProblem('timed-out');
    const piece = await windowOf(line, uidValidity, mail.uid, attachment.part, start, options);
    start += piece.length;
    if (piece.length > 0) yield counted(decoder.push(piece));
    // A server that knows no windows gives the whole part at once.
    if (piece.length !== WINDOW) {
      // A mail that was removed meanwhile ends in the middle, without a word.
      if (start < attachment.encodedBytes) throw connectorProblem('file-changed', { received: start, stated: attachment.encodedBytes, detailTh: `ได้ ${start} จาก ${attachment.encodedBytes} ไบต์`, detailEn: `${start} of ${attachment.encodedBytes} bytes came.` });
      break;
    }
  }
  const rest = counted(decoder.end());
  if (rest.length > 0) yield rest;
}

async function windowOf(line: Line<Mailbox>, uidValidity: string, uid: number, part: string, start: number, { attempts, pauseMs, signal }: AttachmentOptions): Promise<Buffer> {
  for (let attempt = 0, broken = false; ;) {
    try {
      if (broken) await line.redial();
      if (line.server().uidValidity !== uidValidity) throw mailProblem('mailbox-renumbered');
      return await line.server().window(uid, part, start, WINDOW);
    } catch (error) {
      if (signal.aborted) throw netProblem('stopped', {}, { cause: error });
      attempt += 1;
      if (!isBreak(error) || attempt > attempts) throw error;
      broken = true;
      await wait(pauseMs * attempt, undefined, { signal }).catch(() => { throw netProblem('stopped'); });
    }
  }
}
