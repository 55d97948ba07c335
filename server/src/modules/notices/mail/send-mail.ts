import { Counter } from 'prom-client';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { registry } from '#kernel/metrics.ts';
import type { Mailer, NoticesPorts } from '../ports.ts';
import { nextDigest } from '../sending/notify.ts';
import { composeMail, type Told } from './compose.ts';
import { endMail, endWaitingMail, forgetOld, gatherMail, leaseMail, listNoticesOfMail, noteTrouble, postponeMail, putOffTheMany, type LeaseMailRow, type ListNoticesOfMailRow } from './mail.sql.gen.ts';
import { tellUndelivered } from './undelivered.ts';

const AT_ONCE = 20;
/** Waits after the first, second … failure; the last one repeats. */
const WAITS_S = [60, 300, 1_800, 7_200];
/** A letter that comes later than this says nothing any more. */
const STALE_MS = 3 * 86_400_000;
/** An address that cannot carry a second one, a name or a header into the letter. */
const ADDRESS = /^[^\s@<>(),;:"[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}$/;

type Ports = Pick<NoticesPorts, 'publicUrl' | 'log'>;
const letters = new Counter({ name: 'saphan_notices_mail_total', help: 'Letters with notices, by outcome.', labelNames: ['outcome'] as const, registers: [registry] });

/** Makes letters of what is due, sends them, or ends them where no mail server is set; forgets old ones. */
export const sendMailJob = (ports: NoticesPorts): Job => ({
  name: 'notices.send-mail', everySeconds: 15, leaseSeconds: 600,
  async run(db, signal) {
    const { mailer } = ports;
    await gather(db);
    if (!mailer) await db.tx((tx) => endWaitingMail(tx, {}));
    else while (!signal.aborted && await sendDueMail(db, { ...ports, mailer }) === AT_ONCE);
    await db.tx((tx) => forgetOld(tx, {}));
  },
});

/** Joins what is due into one letter a person. */
export async function gather(db: Database): Promise<number> {
  return db.tx(async (tx) => {
    await putOffTheMany(tx, { digest_at: await nextDigest(tx, systemClock.now()) });
    return (await gatherMail(tx, {})).made;
  });
}

/**
 * Leases letters that are due and sends them, one by one. A killed sender's letter goes out again under the same Message-ID, so that a mail server that
 * has it already knows it; a sender that was only thought dead can write nothing any more.
 *
 * @returns how many were tried.
 */
export async function sendDueMail(db: Database, ports: Ports & { mailer: Mailer }): Promise<number> {
  const leased = await db.tx((tx) => leaseMail(tx, { limit: AT_ONCE }));
  for (const mail of leased) await sendOne(db, ports, mail);
  return leased.length;
}

/** What mail servers and their reports know a letter by. */
export const messageIdOf = (publicUrl: string, id: string): string => `${id}@${new URL(publicUrl).hostname}`;

async function sendOne(db: Database, { mailer, publicUrl, log }: Ports & { mailer: Mailer }, row: LeaseMailRow): Promise<void> {
  const { id, attempts, email } = row;
  const told = (await db.read((tx) => listNoticesOfMail(tx, { mail_id: id }))).map(viewTold);
  const end = (outcome: string, error: string | null = null) => endAs(db, row, outcome, error);
  if (!isSome(told)) return end('not-needed');
  if (row.state !== 'active' || row.demo || row.troubled || email === null || !ADDRESS.test(email)) return end('no-address');
  const secretive = (error: string) => error.replaceAll(email, '…').slice(0, 300);
  try {
    const { refused } = await mailer.send({ id: messageIdOf(publicUrl, id), to: email, ...composeMail(told, row.display_name, publicUrl) });
    await end(refused === null ? 'sent' : 'refused', refused && secretive(refused));
  } catch (cause) {
    const error = secretive(String((cause as Error).message));
    log.warn({ mail: id, error }, 'a letter could not be sent');
    if (systemClock.now().getTime() - Date.parse(row.created_at) > STALE_MS) return end('given-up', error);
    letters.inc({ outcome: 'postponed' });
    await db.tx((tx) => postponeMail(tx, { id, attempts, seconds: WAITS_S[Math.min(attempts, WAITS_S.length) - 1] ?? 60, error }));
  }
}

/** Ends a letter unless another attempt has it; an address that was refused gets no more, and who sent is told. */
async function endAs(db: Database, { id, attempts, email }: LeaseMailRow, outcome: string, error: string | null): Promise<void> {
  letters.inc({ outcome });
  await db.tx(async (tx) => {
    const ended = await endMail(tx, { id, attempts, outcome, error, address: email });
    if (!ended || outcome !== 'refused') return;
    await noteTrouble(tx, { mail_id: id, reason: error });
    await tellUndelivered(tx, id);
  });
}

const isSome = (told: Told[]): told is [Told, ...Told[]] => told.length > 0;

const viewTold = (row: ListNoticesOfMailRow): Told => ({
  what: { th: row.what_th, en: row.what_en }, todo: row.todo_th === null ? null : { th: row.todo_th, en: row.todo_en ?? row.todo_th }, by: row.by_on, link: row.link,
});
