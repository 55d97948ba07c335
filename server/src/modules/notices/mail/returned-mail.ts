import { Counter } from 'prom-client';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { Log } from '#kernel/log.ts';
import { registry } from '#kernel/metrics.ts';
import type { ReturnedMail, ReturnedMessage } from '../ports.ts';
import { lockReturnedMailbox, moveReturnedMailbox } from './mail.sql.gen.ts';
import { judgeReturned, type Verdict } from './report.ts';

const returned = new Counter({ name: 'saphan_notices_returned_total', help: 'Messages in the mailbox of returned letters, by what they were.', labelNames: ['verdict'] as const, registers: [registry] });

/** Reads what came back every minute. */
export const readReturnedMailJob = (mailbox: ReturnedMail, log: Log): Job => ({
  name: 'notices.read-returned-mail', everySeconds: 60, leaseSeconds: 600,
  async run(db, signal) { while (!signal.aborted && await readReturnedMail(db, mailbox, log, signal)); },
});

/** Heeds a batch; each message and its place in one transaction, so that two readers heed none twice. @returns whether more wait. */
export function readReturnedMail(db: Database, mailbox: ReturnedMail, log: Log, signal: AbortSignal): Promise<boolean> {
  const { name } = mailbox;
  return mailbox.read(
    async (uid_validity) => (await db.tx((tx) => lockReturnedMailbox(tx, { name, uid_validity }))).last_uid,
    async (message) => {
      const verdict = await heed(db, name, message, log);
      if (verdict === null) return false;
      returned.inc({ verdict });
      // A person looks at what nobody here understands.
      return verdict !== 'unknown';
    }, signal);
}

/** @returns null when another reader was faster: it marks the message. */
async function heed(db: Database, name: string, { uidValidity, uid, text }: ReturnedMessage, log: Log): Promise<Verdict | null> {
  const take = (judge: (tx: Parameters<typeof judgeReturned>[0]) => Promise<Verdict>) => db.tx(async (tx) => {
    const { last_uid } = await lockReturnedMailbox(tx, { name, uid_validity: uidValidity });
    if (uid <= last_uid) return null;
    const verdict = await judge(tx);
    await moveReturnedMailbox(tx, { name, uid, unknown: verdict === 'unknown' ? 1 : 0 });
    return verdict;
  });
  try {
    return await take((tx) => judgeReturned(tx, text));
  } catch (error) {
    // One message that cannot be heeded keeps back no other; where the register itself fails, this fails too and the message waits.
    log.error({ uid, error: String(error) }, 'a returned message could not be heeded and is left for people');
    return take(async () => 'unknown');
  }
}
