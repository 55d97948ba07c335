import type { ImapFlow } from 'imapflow';
import type { ReturnedMail } from '#modules/notices/index.ts';
import { connect, mailError, type MailAddress } from './connect.ts';

/** What is read of one message: a report says everything before the letter that it returns. */
const LARGEST = 262_144;
const AT_ONCE = 200;

/**
 * The mailbox to which letters come back, by IMAP under TLS. Messages that were heeded are marked as seen; nothing is moved or removed.
 *
 * @param url `imaps://USER:PASSWORD@HOST:993/FOLDER`, or `imap://…` which turns to TLS (STARTTLS); the folder is INBOX when left out.
 * @param ca a certificate to trust beside those of the system.
 */
export function openReturnedMailbox({ url, ca }: { url: string; ca?: string }): ReturnedMail {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const startTls = protocol === 'imap:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX';
  const address: MailAddress = { host, port: Number(port) || (startTls ? 143 : 993), startTls, user: decodeURIComponent(username), login: { password: decodeURIComponent(password) }, ...(ca !== undefined && { ca }) };
  return {
    name: `${address.user}@${host}/${folder}`,
    async read(after, heed, signal) {
      // Named by whoever runs the house, as the mail server is: it may lie in the house's own network.
      const client = await connect(address, { allow: [host] }, signal);
      const hangUp = () => client.close();
      signal.addEventListener('abort', hangUp, { once: true });
      try {
        return await readAfter(client, folder, after, heed, signal);
      } finally {
        signal.removeEventListener('abort', hangUp);
        await client.logout().catch(() => client.close());
      }
    },
  };
}

const asked = async <T>(answer: Promise<T>): Promise<T> => answer.catch((error: unknown) => { throw mailError(error, null); });

async function readAfter(client: ImapFlow, folder: string, after: Parameters<ReturnedMail['read']>[0], heed: Parameters<ReturnedMail['read']>[1], signal: AbortSignal): Promise<boolean> {
  const opened = await asked(client.mailboxOpen(folder));
  const uidValidity = String(opened.uidValidity);
  const last = await after(uidValidity);
  // `n:*` names the last message even when its number lies below n.
  const uids = opened.exists === 0 ? [] : ((await asked(client.search({ uid: `${last + 1}:*` }, { uid: true }))) || []).filter((uid) => uid > last).sort((a, b) => a - b);
  for (const uid of uids.slice(0, AT_ONCE)) {
    if (signal.aborted) break;
    const found = await asked(client.fetchOne(String(uid), { uid: true, source: { start: 0, maxLength: LARGEST } }, { uid: true }));
    // Somebody took it away meanwhile.
    if (!found) continue;
    if (await heed({ uidValidity, uid, text: found.source?.toString('utf8') ?? '' })) await asked(client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }));
  }
  return uids.length > AT_ONCE && !signal.aborted;
}
