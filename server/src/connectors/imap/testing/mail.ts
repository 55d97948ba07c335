import type { ImapFlow } from 'imapflow';

/** A part of a mail, its head as it is written. */
export interface TestPart { head: string; body: string | Buffer }

/** A base64 part with a name that needs no encoding, as programs attach files. */
export function attached(name: string, bytes: Buffer | string, type = 'application/octet-stream'): TestPart {
  const lines = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return { head: `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64`, body: lines };
}

export const text = (words: string): TestPart => ({ head: 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit', body: words });

export interface TestMail { from?: string; subject?: string; head?: string; parts?: readonly TestPart[]; receivedAt?: Date }

/** What the receiving server of the tests writes of a sender it has checked. */
export const proven = (domain = 'rice.example'): string => `Authentication-Results: mx.moac.example;\r\n dkim=pass (2048-bit key) header.d=${domain} header.s=k1;\r\n dmarc=pass (p=REJECT) header.from=${domain}`;

/** A mail as it travels; a text and the parts, or nothing but the one part. */
export function mailText({ from = 'กรมการข้าว <data@rice.example>', subject = 'data', head = proven(), parts = [] }: TestMail): Buffer {
  const top = `${head ? `${head}\r\n` : ''}From: ${from}\r\nTo: data@moac.example\r\nSubject: ${subject}\r\nDate: Sat, 21 Nov 2026 10:00:00 +0700\r\nMIME-Version: 1.0\r\n`;
  const pieces = parts.flatMap((part) => [Buffer.from(`\r\n--saphan\r\n${part.head}\r\n\r\n`), Buffer.from(part.body)]);
  return Buffer.concat([Buffer.from(`${top}Content-Type: multipart/mixed; boundary=saphan\r\n`), ...pieces, Buffer.from('\r\n--saphan--\r\n')]);
}

/** Puts a mail into a mailbox, as if it had come. */
export async function deliver(client: ImapFlow, folder: string, mail: TestMail | Buffer): Promise<void> {
  const bytes = Buffer.isBuffer(mail) ? mail : mailText(mail);
  await client.append(folder, bytes, [], Buffer.isBuffer(mail) ? undefined : mail.receivedAt);
}
